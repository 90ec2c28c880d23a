/** Which line speaks for which key, what it says, and what is wrong with the others. */
import { isBlankCell } from '../cell.ts';
import { once } from '../once.ts';
import { quote } from '../reading/verdict.ts';
import { toComparisonKey } from '../reading/vietnamese/comparison-key.ts';
import { stripMarks } from '../reading/vietnamese/letters.ts';
import { rememberTexts } from '../remember-texts.ts';
import { CATALOGUE_ITEM_NAMES } from '../wording/catalogue.ts';
import type { CatalogueMessage } from './catalogue-codes.ts';
import type { CatalogueLines } from './catalogue-digest.ts';
import type { CatalogueItem, CatalogueKey } from './catalogue-key.ts';
import { CATALOGUE_ITEMS, isUnitCode, isUnitItem, toCatalogueKey } from './catalogue-key.ts';
import type { CatalogueMark } from './catalogue-mark.ts';
import { parseCatalogueMark, toContentHash } from './catalogue-mark.ts';
import type { CatalogueRow } from './catalogue-table.ts';
import { type CatalogueReading, readCatalogueValue } from './catalogue-value.ts';

export type CatalogueInspection = {
  /** Row numbers whose value is a formula, or a blank part of merged cells. */
  readonly formulas: ReadonlySet<number>;
  readonly merged: ReadonlySet<number>;
};

export type CheckedLine =
  | { readonly kind: 'blank' }
  /** It speaks for its key. */
  | {
      readonly kind: 'line';
      readonly key: CatalogueKey;
      readonly reading: Exclude<CatalogueReading, { kind: 'invalid' }>;
    }
  /** Its key is known, its value cannot be taken: what was accepted stays. */
  | {
      readonly kind: 'unread';
      readonly key: CatalogueKey;
      readonly messages: readonly CatalogueMessage[];
    }
  /** It speaks for nothing. */
  | {
      readonly kind: 'refused';
      readonly messages: readonly CatalogueMessage[];
      /** The key another line speaks for. */
      readonly repeats?: CatalogueKey;
    };

export type CheckedRow = {
  readonly row: CatalogueRow;
  readonly mark: CatalogueMark | undefined;
  readonly hash: string;
  readonly line: CheckedLine;
};

export type CheckedCatalogue = CatalogueLines & { readonly rows: readonly CheckedRow[] };

export function checkCatalogueRows(
  rows: readonly CatalogueRow[],
  inspection: CatalogueInspection,
): CheckedCatalogue {
  const read = rows.map((row) => readRow(row, inspection));
  const speakers = chooseSpeakers(read);
  const checked = read.map((one) => settleSpeaker(one, speakers));
  const claimed = new Set(checked.flatMap(({ line }) => ('key' in line ? [line.key] : [])));
  // A line that was known by a key and now says nothing readable: what was accepted stays.
  const lost = checked.flatMap(({ line, mark }) =>
    line.kind === 'refused' && mark !== undefined && !claimed.has(mark.key) ? [mark.key] : [],
  );
  return {
    rows: checked,
    lines: checked.flatMap(({ row, line }) =>
      line.kind === 'line' ? [{ key: line.key, cell: row.value }] : [],
    ),
    unread: [
      ...new Set([
        ...checked.flatMap(({ line }) => (line.kind === 'unread' ? [line.key] : [])),
        ...lost,
      ]),
    ],
  };
}

function readRow(row: CatalogueRow, { formulas, merged }: CatalogueInspection): CheckedRow {
  const { rowNumber, item, unit, value } = row;
  const isHidden = merged.has(rowNumber) && isBlankCell(value);
  const obstacle = formulas.has(rowNumber) ? 'E_FORMULA' : isHidden ? 'E_MERGED' : undefined;
  const mark = parseCatalogueMark(row.markText);
  const hash = toContentHash({ item, unit, value, obstacle });
  if (row.isBlank) return { row, mark, hash, line: { kind: 'blank' } };
  const key = readKey(row);
  if (typeof key !== 'string')
    return { row, mark, hash, line: { kind: 'refused', messages: [key] } };
  const found = findItem(item);
  const reading = found === undefined ? undefined : readCatalogueValue(found, value);
  if (obstacle !== undefined) {
    return {
      row,
      mark,
      hash,
      line: { kind: 'unread', key, messages: [{ code: obstacle, values: {} }] },
    };
  }
  if (reading === undefined || reading.kind === 'invalid') {
    return { row, mark, hash, line: { kind: 'unread', key, messages: reading?.messages ?? [] } };
  }
  return { row, mark, hash, line: { kind: 'line', key, reading } };
}

function readKey({ item: typed, unit }: CatalogueRow): CatalogueKey | CatalogueMessage {
  const item = findItem(typed);
  if (item === undefined) return { code: 'E_ITEM', values: { v: quote(typed) } };
  if (!isUnitItem(item)) {
    return unit === '' ? toCatalogueKey({ item }) : { code: 'E_UNIT_NEEDLESS', values: {} };
  }
  const code = unit.toUpperCase();
  if (code === '') return { code: 'E_UNIT_MISSING', values: {} };
  if (!isUnitCode(code)) return { code: 'E_UNIT_UNKNOWN', values: { v: quote(unit) } };
  return toCatalogueKey({ item, unit: code });
}

/** A unit's sheet has no catalogue: its runs do not wait for the table of syllables. */
const readItemByName = once(
  () =>
    new Map<string, CatalogueItem>(
      CATALOGUE_ITEMS.map((item) => [toNameKey(CATALOGUE_ITEM_NAMES[item]), item]),
    ),
);

/** Capitals, accents, spaces and punctuation do not matter. */
const findItem = rememberTexts((typed): CatalogueItem | undefined =>
  readItemByName().get(toNameKey(typed)),
);

function toNameKey(text: string): string {
  const words = stripMarks(toComparisonKey(text)).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(' ');
}

/** The line that speaks for a key, or where nobody can tell, those that dispute it. */
type Speaker =
  | { readonly kind: 'one'; readonly rowNumber: number }
  | { readonly kind: 'disputed'; readonly rowNumbers: readonly number[] };

function chooseSpeakers(rows: readonly CheckedRow[]): ReadonlyMap<CatalogueKey, Speaker> {
  const byKey = new Map<CatalogueKey, CheckedRow[]>();
  for (const checked of rows) {
    if (!('key' in checked.line)) continue;
    const { key } = checked.line;
    byKey.set(key, [...(byKey.get(key) ?? []), checked]);
  }
  return new Map([...byKey].map(([key, claims]) => [key, chooseSpeaker(key, claims)]));
}

/** Lines of equal rank that say the same are one; the upper of them speaks. */
function chooseSpeaker(key: CatalogueKey, claims: readonly CheckedRow[]): Speaker {
  const best = Math.min(...claims.map((claim) => rankOf(key, claim)));
  const chosen = claims.filter((claim) => rankOf(key, claim) === best);
  const [first, ...others] = chosen;
  if (first !== undefined && others.every(({ hash }) => hash === first.hash)) {
    return { kind: 'one', rowNumber: first.row.rowNumber };
  }
  return { kind: 'disputed', rowNumbers: chosen.map(({ row }) => row.rowNumber) };
}

/** The one that was accepted as it stands, the one that was edited since, one under way, a new one. */
function rankOf(key: CatalogueKey, { mark, hash }: CheckedRow): number {
  if (mark === undefined || mark.key !== key) return 3;
  switch (mark.state) {
    case '=':
      return mark.hash === hash ? 0 : 1;
    case '!':
    case 'h':
      return 1;
    case '?':
      return 2;
    case 'd':
      return 4;
  }
}

function settleSpeaker(
  checked: CheckedRow,
  speakers: ReadonlyMap<CatalogueKey, Speaker>,
): CheckedRow {
  const { line, row } = checked;
  if (!('key' in line)) return checked;
  const speaker = speakers.get(line.key);
  if (speaker === undefined) return checked;
  if (speaker.kind === 'one') {
    if (speaker.rowNumber === row.rowNumber) return checked;
    const messages = [toRepeated(speaker.rowNumber)];
    return { ...checked, line: { kind: 'refused', messages, repeats: line.key } };
  }
  const other = speaker.rowNumbers.find((rowNumber) => rowNumber !== row.rowNumber) ?? 0;
  const messages = [toRepeated(other)];
  return { ...checked, line: { kind: 'unread', key: line.key, messages } };
}

function toRepeated(rowNumber: number): CatalogueMessage {
  return { code: 'E_REPEATED', values: { r2: String(rowNumber) } };
}
