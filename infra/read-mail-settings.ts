// Reads what the stacks need of a programme: from where mails are sent, and at which times.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { MailSettings } from '../core/digest/mail-settings.ts';

/** The build has checked the whole of it; here the rest does not matter. */
const ProgrammeFile = z.object({ mails: z.optional(MailSettings) });

/** @throws Error when there is no such programme, or its mails are not as they must be */
export function readMailSettings(
  programmesDir: string,
  programme: string,
): MailSettings | undefined {
  const path = join(programmesDir, programme, 'programme.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`No programme ${programme}: ${path} cannot be read`, { cause: error });
  }
  const parsed = z.safeParse(ProgrammeFile, JSON.parse(text));
  if (parsed.success) return parsed.data.mails;
  const issue = parsed.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
}
