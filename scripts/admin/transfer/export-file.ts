/** Reads an export file: first whether it is whole and unchanged, then its items. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { toProgrammeKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { AdminError } from '../admin-error.ts';
import { parseItemLine } from '../item-line.ts';
import type { RawItem } from '../raw-items.ts';
import { toItemKey } from '../raw-items.ts';
import { EXPORT_FORMAT, Header, Trailer } from './export-format.ts';

export type CheckedExport = { readonly header: Header; readonly trailer: Trailer };

type Line = { readonly number: number; readonly text: string };

/** @throws AdminError naming the line and what is wrong with it */
export async function checkExportFile(path: string): Promise<CheckedExport> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let trailer: Trailer | undefined;
  let items = 0;
  for await (const line of readLines(path)) {
    const refuse = (reason: string) => new AdminError(`${path}:${line.number}: ${reason}`);
    if (trailer !== undefined) throw refuse('there is something behind the trailer');
    const value = parseJson(line, refuse);
    if (header === undefined) {
      header = parseHeader(value, refuse);
      continue;
    }
    const parsed = Trailer.safeParse(value);
    if (parsed.success) {
      trailer = parsed.data;
      continue;
    }
    const item = parseItemLine(value);
    if (item === undefined) throw refuse('neither an item nor the trailer');
    if (!isOfProgramme(item, header.programme)) throw refuse('an item of another programme');
    hash.update(`${line.text}\n`);
    items += 1;
  }
  if (header === undefined) throw new AdminError(`${path} is empty: no export`);
  if (trailer === undefined) {
    throw new AdminError(`${path} is cut off after ${items} items: it has no trailer`);
  }
  if (trailer.items !== items || trailer.sha256 !== hash.digest('hex')) {
    const reason = `its trailer speaks of ${trailer.items} other items or was written for others`;
    throw new AdminError(`${path} was changed: it has ${items} items, ${reason}`);
  }
  return { header, trailer };
}

/** Of a file that was checked. */
export async function* readExportItems(path: string): AsyncGenerator<RawItem> {
  for await (const { text } of readLines(path)) {
    const item = parseItemLine(JSON.parse(text));
    if (item !== undefined) yield item;
  }
}

async function* readLines(path: string): AsyncGenerator<Line> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  for await (const text of lines) {
    number += 1;
    yield { number, text };
  }
}

function parseJson({ text }: Line, refuse: (reason: string) => AdminError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('no JSON: the file is cut off or is no export');
  }
}

function parseHeader(value: unknown, refuse: (reason: string) => AdminError): Header {
  const parsed = Header.safeParse(value);
  if (!parsed.success) throw refuse('no header of an export');
  const { format } = parsed.data;
  if (format !== EXPORT_FORMAT) {
    throw refuse(`format ${format}: this version reads format ${EXPORT_FORMAT}`);
  }
  return parsed.data;
}

function isOfProgramme(item: RawItem, programme: string): boolean {
  const own = toProgrammeKey(programme);
  const { pk } = toItemKey(item);
  return pk === own || pk.startsWith(`${own}#`);
}
