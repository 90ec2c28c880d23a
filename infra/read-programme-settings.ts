// Reads what the stacks need of a programme: when and from where mails are sent, and who operates it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { MailRecipient, MailSettings } from '../core/digest/mail-settings.ts';

export type ProgrammeSettings = {
  /** Undefined for a programme that sends no mails. */
  readonly mails: MailSettings | undefined;
  /** Whom alarms are told, each address once. */
  readonly operatorAddresses: readonly string[];
};

/** The build has checked the whole of it; here the rest does not matter. */
const ProgrammeFile = z.object({
  mails: z.optional(MailSettings),
  recipients: z._default(z.array(MailRecipient), []),
});

/** @throws Error when there is no such programme, or its mails are not as they must be */
export function readProgrammeSettings(programmesDir: string, programme: string): ProgrammeSettings {
  const path = join(programmesDir, programme, 'programme.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`No programme ${programme}: ${path} cannot be read`, { cause: error });
  }
  const parsed = z.safeParse(ProgrammeFile, JSON.parse(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { mails, recipients } = parsed.data;
  const operators = recipients.flatMap((one) => (one.kind === 'operator' ? [one.address] : []));
  return { mails, operatorAddresses: [...new Set(operators)] };
}

/**
 * Every folder with a programme in it, in order.
 *
 * @throws Error when there is none
 */
export function listProgrammes(programmesDir: string): readonly string[] {
  const codes = readdirSync(programmesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(programmesDir, name)).includes('programme.json'))
    .sort();
  if (codes.length === 0) throw new Error(`No programme in ${programmesDir}`);
  return codes;
}
