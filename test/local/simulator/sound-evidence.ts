/** Evidence of a small run in which nothing went wrong, for tests to break in one place. */
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import type { TypedCells } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { listKeyFigures } from '../../../core/summary/key-figures.ts';
import { toMachineTab } from '../../../core/summary/machine-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { toCellValue } from '../../../core/summary/tab.ts';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import type { HistoryEntry, StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { formatReceipt } from '../../../core/wording/receipts.ts';
import { TAB_TITLES } from '../../../core/wording/summary.ts';
import type { Commit, Evidence, UnitEvidence } from '../../../local/simulator/evidence.ts';
import type { SeenRow } from '../../../local/simulator/sheet-snapshot.ts';
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';
import { rowId, storedRow, validCells } from '../../support/stored-rows.ts';
import { testProgramme } from '../../support/test-programme.ts';

export const PROGRAMME = testProgramme();
export const [UNIT = '', OTHER_UNIT = ''] = PROGRAMME.units.map(({ code }) => code);
export const AT = Date.parse('2011-03-31T08:00:00+07:00');

export function cellsOf(title: string, changes: TypedCells = {}): TypedCells {
  const blank = Object.fromEntries(TYPED_COLUMNS.map((column) => [column, '']));
  return { ...blank, ...validCells({ title, ...changes }) };
}

export function recordOf(number: number, changes: Partial<StoredRow> = {}): StoredRow {
  const cells = changes.cells ?? cellsOf(`Cải tiến lò sấy số ${number}`);
  const reading = readRow(cells, { period: PROGRAMME.period, today: '2011-03-31' });
  if (reading.kind !== 'valid') throw new Error(`not a valid row: ${reading.kind}`);
  const { initiative } = reading;
  return storedRow(rowId(UNIT, number), { cells, initiative, at: AT, ...changes });
}

export function entryOf({ id, version, cells, at }: StoredRow, kind: HistoryEntry['kind']) {
  return { id, version, kind, at, cells } satisfies HistoryEntry;
}

export function seenRowOf(rowNumber: number, record: StoredRow): SeenRow {
  const accepted = { version: record.version, atSeconds: Math.floor(record.at / 1000) };
  return {
    rowNumber,
    idText: record.id,
    markText: '',
    receiptText: formatReceipt({ kind: 'saved', accepted, warnings: [] }),
    cells: record.cells,
    content: toContent(record.cells),
    title: String(record.cells.title ?? ''),
    isBlank: false,
    hasFormula: false,
  };
}

export function headOf(rows: readonly StoredRow[], changes: Partial<UnitHead> = {}): UnitHead {
  const active = rows.filter(({ state }) => state === 'active');
  const counted = rows.filter(({ state }) => state !== 'deleted');
  return {
    ...createHead(UNIT, 'sheet-1', 1),
    seq: 1,
    version: 1,
    token: 'token-1',
    set: active.reduce((set, row) => addToSet(set, row.id, row.fingerprint), EMPTY_SET),
    aggregates: counted.reduce(
      (sum, row) => addToAggregates(sum, row.initiative),
      EMPTY_AGGREGATES,
    ),
    active: active.length,
    ...changes,
  };
}

export function commitOf(
  order: number,
  writes: Commit['writes'],
  changes: Partial<Commit> = {},
): Commit {
  return {
    order,
    atMs: AT,
    unit: UNIT,
    sender: UNIT,
    isRegistered: true,
    isConfirmed: false,
    active: 0,
    writes,
    ...changes,
  };
}

/** Three rows typed at 1, accepted at 2, told at 3 and 4, published at 5. */
export function soundEvidence(): Evidence {
  const records = [1, 2, 3].map((number) => recordOf(number));
  const rows = records.map((record, index) => seenRowOf(index + 2, record));
  const unit: UnitEvidence = {
    unit: UNIT,
    head: headOf(records),
    contact: undefined,
    rows: new Map(records.map((record) => [record.id, record])),
    history: new Map(records.map((record) => [record.id, [entryOf(record, 'create')]])),
    sheet: { kind: 'readable', isWhole: true, rows },
  };
  const typed = rows.map((row) => ({ ...row, idText: '', receiptText: '' }));
  return {
    programme: PROGRAMME,
    isQuiet: true,
    endMs: AT,
    units: [unit],
    sightings: [
      {
        order: 1,
        atMs: AT,
        unit: UNIT,
        snapshot: { kind: 'readable', isWhole: true, rows: typed },
      },
    ],
    commits: [
      commitOf(
        2,
        records.map((row) => ({ row, history: entryOf(row, 'create') })),
      ),
    ],
    acknowledgements: records.map(({ id, version }) => ({
      order: 3,
      atMs: AT,
      unit: UNIT,
      id,
      version,
    })),
    claims: rows.map(({ rowNumber, idText, receiptText, content }) => ({
      order: 4,
      atMs: AT,
      unit: UNIT,
      rowNumber,
      idText,
      receiptText,
      content,
      contentRead: content,
    })),
    publications: [{ order: 5, atMs: AT, isWhole: true, standing: publicationOf([unit]) }],
    keys: [],
    keyBreaches: [],
    mixedRuns: [],
    mails: [{ recipient: 'committee@x.example', scheduledAt: AT }],
    unreportedMails: [],
  };
}

export function publicationOf(units: readonly UnitEvidence[]) {
  const reports = units.map(({ unit, head }) => ({
    unit,
    ...(head === undefined ? {} : { head }),
  }));
  const summary = toSummary(toFigures({ programme: PROGRAMME, reports, asOf: AT }));
  const toValues = (cells: Parameters<typeof toCellValue>[0][]) => cells.map(toCellValue);
  return {
    [TAB_TITLES.machine]: toMachineTab(summary, 1).rows.map(({ cells }) => toValues([...cells])),
    [TAB_TITLES.overview]: listKeyFigures(summary).map(({ label, cell }) => [
      label,
      toCellValue(cell),
    ]),
  };
}

/** The only unit with something changed. */
export function withUnit(evidence: Evidence, changes: Partial<UnitEvidence>): Evidence {
  return { ...evidence, units: evidence.units.map((unit) => ({ ...unit, ...changes })) };
}
