/** `npm run -s mails -- [--data FOLDER] [--show N] [--json]`: what was sent on this machine. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toMailsFolder } from '../aws/data-folder.ts';
import { createMailStore } from '../aws/mail-store.ts';
import { toMailLines, toMailText } from './list-mails.ts';
import type { ReadMail } from './read-mail.ts';
import { readMails } from './read-mail.ts';

const USAGE = `usage: npm run -s mails -- [--data FOLDER] [--show N] [--json]
  --data FOLDER  where npm start keeps everything (.local)
  --show N       the whole of mail N of the list
  --json         as JSON: to, subject, text, html, attachments, time`;
const FAILED = 1;
const MALFORMED = 2;

type Arguments = {
  readonly dataDir: string;
  /** From 1. */
  readonly show: number | undefined;
  readonly asJson: boolean;
};

async function main(): Promise<number> {
  const args = readArguments();
  if (typeof args === 'string') return refuse(args, MALFORMED);
  const { dataDir, show, asJson } = args;
  if (!existsSync(dataDir)) {
    return refuse(`${dataDir}: no such folder: name the one given to npm start`, FAILED);
  }
  const mails = await readMails(createMailStore(toMailsFolder(dataDir)).list());
  const shown = show === undefined ? mails : mails.slice(show - 1, show);
  if (show !== undefined && shown.length === 0) {
    return refuse(`--show ${show}: there are ${mails.length} mails`, FAILED);
  }
  print(asJson ? toJson(shown) : show === undefined ? toMailLines(mails) : shown.map(toMailText));
  return 0;
}

function readArguments(): Arguments | string {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: '.local' },
        show: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { data, show, json: asJson } = values;
    if (data === '' || (show !== undefined && !/^[1-9]\d{0,6}$/.test(show))) return USAGE;
    const dataDir = resolve(data);
    return { dataDir, show: show === undefined ? undefined : Number(show), asJson };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `${reason}\n${USAGE}`;
  }
}

function toJson(mails: readonly ReadMail[]): readonly string[] {
  const views = mails.map(({ messageId: _, atMs, ...view }) => ({
    ...view,
    at: new Date(atMs).toISOString(),
  }));
  return [JSON.stringify(views, undefined, 1)];
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function refuse(reason: string, code: number): number {
  process.stderr.write(`${reason}\n`);
  return code;
}

process.exitCode = await main();
