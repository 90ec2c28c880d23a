/** The file that new activation codes are written to: for the operator alone, and never printed. */
import {
  accessSync,
  appendFileSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import { listCodes } from '../../local/activation-codes/list-codes.ts';
import { WrongUse } from './context.ts';

export type CodeFile = {
  readonly path: string;
  /** Once, however often it is asked for. */
  write(unit: string, keyVersion: number): void;
};

export type CodeFileOptions = {
  readonly path: string;
  readonly programme: Programme;
  /** Of the HTTP API. */
  readonly endpoint: string;
  readonly masterSecret: string;
};

/** @throws WrongUse for a secret or an address that is none, and a file that cannot serve */
export function openCodeFile(options: CodeFileOptions): CodeFile {
  const { path } = options;
  const [header = ''] = toLines(options, COMMITTEE_UNIT, 1);
  checkFile(path);
  return {
    path,
    write(unit, keyVersion) {
      const line = toLines(options, unit, keyVersion).find((text) => text.startsWith(`${unit},`));
      if (line === undefined) throw new WrongUse(`there is no unit ${unit}`);
      const there = existsSync(path) ? readFileSync(path, 'utf8') : '';
      if (there.split('\n').includes(line)) return;
      const before = there === '' ? `${header}\n` : there.endsWith('\n') ? '' : '\n';
      appendFileSync(path, `${before}${line}\n`, { mode: 0o600 });
      chmodSync(path, 0o600);
    },
  };
}

/** @returns the header, the committee's line and the unit's */
function toLines(
  { programme, endpoint, masterSecret }: CodeFileOptions,
  unit: string,
  keyVersion: number,
): readonly string[] {
  const units = programme.units.filter(({ code }) => code === unit);
  const list = listCodes({
    programme: { ...programme, units },
    endpoint,
    masterSecret,
    keyVersionOf: () => keyVersion,
  });
  if (list.kind === 'refused') throw new WrongUse(list.reason);
  return list.lines;
}

/** Before any key is changed: afterwards it would be too late. */
function checkFile(path: string): void {
  const isThere = existsSync(path);
  if (isThere && (statSync(path).mode & 0o077) !== 0) {
    throw new WrongUse(`${path} may be read by others: chmod 600, or another --codes`);
  }
  try {
    accessSync(isThere ? path : dirname(resolve(path)), constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WrongUse(`--codes ${path} cannot be written: ${reason}`);
  }
  if (isThere && !statSync(path).isFile()) throw new WrongUse(`--codes ${path} is no file`);
}
