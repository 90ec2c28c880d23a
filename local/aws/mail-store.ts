// The mails SES has taken: in memory, or one file each in the data folder, as they were sent.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export type SentMail = {
  readonly messageId: string;
  readonly atMs: number;
  /** The whole MIME message, byte for byte. */
  readonly bytes: Buffer;
};

export type MailStore = {
  add(mail: SentMail): void;
  /** In the order they were taken. */
  list(): readonly SentMail[];
};

/** @param folder undefined keeps nothing after the end */
export function createMailStore(folder: string | undefined): MailStore {
  return folder === undefined ? createMemoryStore() : createFileStore(folder);
}

function createMemoryStore(): MailStore {
  const mails: SentMail[] = [];
  return { add: (mail) => void mails.push(mail), list: () => [...mails] };
}

/** «2011-04-04T003000Z-0001-ID.eml»: any mail program opens it. */
const FILE = /^(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)Z-(\d{6})-([\w-]+)\.eml$/;
const NUMBER_DIGITS = 6;

function createFileStore(folder: string): MailStore {
  return {
    add({ messageId, atMs, bytes }) {
      mkdirSync(folder, { recursive: true });
      const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '');
      const number = String(listFiles(folder).length + 1).padStart(NUMBER_DIGITS, '0');
      const file = join(folder, `${time}Z-${number}-${messageId}.eml`);
      writeFileSync(`${file}.tmp`, bytes);
      renameSync(`${file}.tmp`, file);
    },
    list: () => listFiles(folder).map(({ name, mail }) => readMail(join(folder, name), mail)),
  };
}

type MailFile = { readonly name: string; readonly mail: Omit<SentMail, 'bytes'> };

function listFiles(folder: string): readonly MailFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, day, hour, minute, second, number = '', messageId = ''] = FILE.exec(name) ?? [];
      if (day === undefined) return [];
      const atMs = Date.parse(`${day}${hour}:${minute}:${second}Z`);
      return [{ number: Number(number), file: { name, mail: { messageId, atMs } } }];
    })
    .sort((one, other) => one.number - other.number)
    .map(({ file }) => file);
}

function readMail(path: string, mail: Omit<SentMail, 'bytes'>): SentMail {
  return { ...mail, bytes: readFileSync(path) };
}
