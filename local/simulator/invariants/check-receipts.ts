/** Invariant 6: a receipt never claims more than the server has. */
import type { HistoryEntry } from '../../../core/sync/stored-row.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { Evidence, ReceiptClaim, UnitEvidence, Violation } from '../evidence.ts';
import type { SeenRow } from '../sheet-snapshot.ts';
import { toContent } from '../sheet-snapshot.ts';

export function checkReceipts(evidence: Evidence): readonly Violation[] {
  const written = toWrittenVersions(evidence);
  return [
    ...evidence.claims.flatMap((claim) => checkClaim(claim, written)),
    ...evidence.mixedRuns.map(({ unit, executionId }) =>
      violate(`${unit}: execution ${executionId} wrote receipts beside another one`),
    ),
    ...(evidence.isQuiet ? evidence.units.flatMap(checkAtRest) : []),
  ];
}

type Written = { readonly order: number; readonly content: string };

/** By id and version. */
function toWrittenVersions({ commits }: Evidence): ReadonlyMap<string, Written> {
  const written = new Map<string, Written>();
  for (const { order, writes } of commits) {
    for (const { history } of writes) {
      if (history === undefined) continue;
      const key = `${history.id} ${history.version}`;
      written.set(key, { order, content: toContent(history.cells) });
    }
  }
  return written;
}

/** What a script wrote, judged by what it could know when it wrote it. */
function checkClaim(
  claim: ReceiptClaim,
  written: ReadonlyMap<string, Written>,
): readonly Violation[] {
  const { unit, rowNumber, idText, receiptText, order } = claim;
  const version = parseVersion(receiptText);
  if (version === undefined) return [];
  const where = `${unit} row ${rowNumber} at ${order}`;
  const found = written.get(`${idText} ${version}`);
  if (found === undefined || found.order > order) {
    return [
      violate(`${where} claims version ${version} of ${idText || 'no id'}, which is not there`),
    ];
  }
  if (parseReceiptState(receiptText) !== 'saved') return [];
  const isTrue = found.content === claim.content || found.content === claim.contentRead;
  return isTrue
    ? []
    : [violate(`${where} is called saved, but version ${version} says something else`)];
}

function checkAtRest({ unit, sheet, rows, history }: UnitEvidence): readonly Violation[] {
  if (sheet.kind === 'stopped' || !sheet.isWhole) return [];
  return sheet.rows.flatMap((row) => {
    const reason = judge(row, rows.get(row.idText), history.get(row.idText) ?? []);
    return reason === undefined ? [] : [violate(`${unit} row ${row.rowNumber} ${reason}`)];
  });
}

type Record = UnitEvidence['rows'] extends ReadonlyMap<string, infer Row> ? Row : never;

function judge(
  row: SeenRow,
  record: Record | undefined,
  history: readonly HistoryEntry[],
): string | undefined {
  const state = parseReceiptState(row.receiptText);
  const version = parseVersion(row.receiptText);
  if (state === undefined) return `has no receipt of ours: «${row.receiptText}»`;
  if (row.isBlank) {
    if (state === 'none' || (state === 'held' && record?.state === 'held')) return undefined;
    return `is blank and says «${row.receiptText}»`;
  }
  if (state === 'waiting' || state === 'none' || state === 'held') {
    return `says «${row.receiptText}» at rest`;
  }
  const isCounted = record !== undefined && record.state !== 'deleted';
  if (state === 'saved') {
    if (!isCounted || version === undefined) return `says version ${version} is saved`;
    if (!saysTheSame(history, version, record.version)) return `says version ${version} is saved`;
    return toContent(record.cells) === row.content ? undefined : 'is saved with other cells';
  }
  if (version !== undefined && (!isCounted || version !== record.version)) {
    return `says version ${version} counts`;
  }
  return isCounted && version === undefined
    ? `does not say that version ${record.version} counts`
    : undefined;
}

/**
 * Whether the versions differ in nothing a receipt tells: the row was gone and came back, and an
 * undone sort brought the receipt of before along.
 */
function saysTheSame(history: readonly HistoryEntry[], version: number, last: number): boolean {
  const contents = new Set(
    history.filter((one) => one.version >= version).map(({ cells }) => toContent(cells)),
  );
  return version <= last && contents.size === 1;
}

function parseVersion(text: string): number | undefined {
  const match = /lần (\d+) lúc/.exec(text);
  return match === null ? undefined : Number(match[1]);
}

function violate(reason: string): Violation {
  return { invariant: 6, reason };
}
