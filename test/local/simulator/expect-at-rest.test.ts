import { describe, expect, it } from 'vitest';
import { formatReceipt } from '../../../core/wording/receipts.ts';
import type { Step } from '../../../local/scenario/scenario-file.ts';
import { parseScenario } from '../../../local/scenario/scenario-file.ts';
import type { Evidence } from '../../../local/simulator/evidence.ts';
import { expectAtRest } from '../../../local/simulator/expect-at-rest.ts';
import type { SeenRow } from '../../../local/simulator/sheet-snapshot.ts';
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';
import { toScenarioText } from '../../../local/simulator/write-scenario.ts';
import {
  AT,
  cellsOf,
  commitOf,
  entryOf,
  headOf,
  OTHER_UNIT,
  publicationOf,
  recordOf,
  seenRowOf,
  soundEvidence,
  UNIT,
  withUnit,
} from './sound-evidence.ts';

const FIRST = recordOf(1);
const RECORDS = [FIRST, recordOf(2), recordOf(3)];
const TITLE = FIRST.initiative.title;
const [, ...OTHERS] = RECORDS;

/** Without the `do` that all lines have. */
function find(evidence: Evidence, steps: readonly Step[] = []) {
  return expectAtRest(evidence, steps).map(({ do: _, ...form }) => form);
}

function withRows(evidence: Evidence, rows: readonly SeenRow[]): Evidence {
  return withUnit(evidence, { sheet: { kind: 'readable', isWhole: true, rows } });
}

function withRecords(evidence: Evidence, records: readonly (typeof FIRST)[]): Evidence {
  return withUnit(evidence, {
    rows: new Map(records.map((record) => [record.id, record])),
    history: new Map(records.map((record) => [record.id, [entryOf(record, 'create')]])),
  });
}

const seenRows = () => RECORDS.map((record, index) => seenRowOf(index + 2, record));
/** The row of the first record with something else typed into it. */
function editedRow(changes: Parameters<typeof cellsOf>[1]): SeenRow {
  const cells = cellsOf(TITLE, changes);
  return { ...seenRowOf(2, FIRST), cells, content: toContent(cells), title: String(cells.title) };
}
const [, ...otherRows] = seenRows();

describe('expectAtRest', () => {
  it('asks nothing of a run without a fault', () => {
    expect(find(soundEvidence())).toEqual([]);
  });

  it('asks for the record and the receipt of a valid row that has none', () => {
    const fourth = recordOf(4);
    const row = { ...seenRowOf(5, fourth), idText: '', receiptText: '' };
    const { title, category, appliedOn: date } = fourth.initiative;
    expect(find(withRows(soundEvidence(), [...seenRows(), row]))).toEqual([
      {
        record: { unit: UNIT, title, state: 'active', category, date, benefit: expect.anything() },
      },
      { receipt: { in: UNIT, row: 5, state: 'saved' } },
    ]);
  });

  it('asks for what the row says now where its record says something else', () => {
    const row = editedRow({ benefit: '300 triệu' });
    expect(find(withRows(soundEvidence(), [row, ...otherRows]))).toEqual([
      { record: expect.objectContaining({ title: TITLE, benefit: 300_000_000 }) },
    ]);
  });

  it('does not ask for one record of a title that another row may keep', () => {
    const spoilt = { ...editedRow({ category: '' }), receiptText: '' };
    const twin = { ...seenRowOf(5, FIRST), idText: '', receiptText: '' };
    expect(find(withRows(soundEvidence(), [spoilt, ...otherRows, twin]))).not.toContainEqual({
      record: expect.anything(),
    });
  });

  it('asks for the receipt a row that is not valid should have, naming what counts', () => {
    const row = { ...editedRow({ category: 'Nhóm khác' }), receiptText: '' };
    expect(find(withRows(soundEvidence(), [row, ...otherRows]))).toContainEqual({
      receipt: { in: UNIT, row: 2, state: 'rejected' },
    });
    expect(find(withRows(soundEvidence(), [row, ...otherRows]))).toContainEqual({
      cell: { in: UNIT, row: 2, col: 'Kết quả kiểm tra', contains: 'lần 1 ' },
    });
  });

  it('asks that a receipt names the version the record is at', () => {
    const accepted = { version: 2, atSeconds: AT / 1000 };
    const receiptText = formatReceipt({ kind: 'saved', accepted, warnings: [] });
    const row = { ...seenRowOf(2, FIRST), receiptText };
    expect(find(withRows(soundEvidence(), [row, ...otherRows]))).toEqual([
      { cell: { in: UNIT, row: 2, col: 'Kết quả kiểm tra', contains: 'lần 1 ' } },
    ]);
  });

  it('asks that nothing is active but what the rows are owed', () => {
    expect(find(withRows(soundEvidence(), otherRows))).toEqual([
      { records: { unit: UNIT, active: 2 } },
      { noRecord: { unit: UNIT, title: TITLE } },
    ]);
  });

  it('leaves a row without its id its record', () => {
    const row = { ...seenRowOf(2, FIRST), idText: '', receiptText: '' };
    expect(find(withRows(soundEvidence(), [row, ...otherRows]))).toEqual([
      { receipt: { in: UNIT, row: 2, state: 'saved' } },
    ]);
  });

  it('asks that one of two equal rows is refused', () => {
    const copy = seenRowOf(5, FIRST);
    expect(find(withRows(soundEvidence(), [...seenRows(), copy]))).toEqual([
      { summary: { rejected: 1, incomplete: 0, waiting: 0 } },
    ]);
  });

  it('asks that what was wiped is held, unless somebody confirmed', () => {
    const many = Array.from({ length: 12 }, (_, index) => recordOf(index + 1));
    const deleted = many.map((row) => ({ ...row, state: 'deleted', version: 2 }) as const);
    const writes = deleted.map((row) => ({ row, history: entryOf(row, 'delete') }));
    const sound = soundEvidence();
    const lost = withRows(withRecords(sound, deleted), []);
    const evidence = { ...lost, commits: [commitOf(4, writes, { active: 12 })] };
    const held = (number: number) => ({
      record: { unit: UNIT, title: many[number]?.initiative.title, state: 'held' },
    });
    expect(find(evidence)).toEqual(expect.arrayContaining([held(0), held(11)]));
    const confirmation: Step = { do: 'menu', in: UNIT, item: 'Xác nhận xóa' };
    for (const step of [confirmation, { do: 'together' as const, actions: [confirmation] }]) {
      expect(find(evidence, [step])).not.toContainEqual(held(0));
    }
  });

  it('asks for as many versions as the sheet called for', () => {
    const sound = soundEvidence();
    const deletion = entryOf({ ...FIRST, version: 2 }, 'delete');
    const revival = entryOf({ ...FIRST, version: 3 }, 'revive');
    const revived = { ...FIRST, version: 3 };
    const entries = [entryOf(FIRST, 'create'), deletion, revival];
    const history = new Map(sound.units[0]?.history).set(FIRST.id, entries);
    const rows = new Map([revived, ...OTHERS].map((record) => [record.id, record]));
    const evidence = {
      ...withRows(withUnit(sound, { rows, history }), [seenRowOf(2, revived), ...otherRows]),
      commits: [
        ...sound.commits,
        commitOf(6, [{ row: { ...FIRST, version: 2, state: 'deleted' }, history: deletion }]),
        commitOf(7, [{ row: revived, history: revival }]),
      ],
      sightings: [
        {
          order: 1,
          atMs: AT,
          unit: UNIT,
          snapshot: { kind: 'readable', isWhole: true, rows: seenRows() },
        },
      ] satisfies Evidence['sightings'],
    };
    expect(find(evidence)).toEqual([{ history: { unit: UNIT, title: TITLE, versions: 1 } }]);
  });

  it('asks that nothing a stranger wrote is left, not even deleted', () => {
    const sound = soundEvidence();
    const forged = recordOf(9);
    const gone = { ...forged, state: 'deleted', version: 2 } as const;
    const evidence = withRecords(sound, [...RECORDS, gone]);
    const write = { row: forged, history: entryOf(forged, 'create') };
    const commits = [...sound.commits, commitOf(6, [write], { sender: OTHER_UNIT })];
    expect(find({ ...evidence, commits })).toEqual([{ records: { unit: UNIT, deleted: 0 } }]);
  });

  it('asks for the figures of a recount where the published ones differ', () => {
    const sound = soundEvidence();
    const fewer = withUnit(sound, { head: headOf([FIRST]) });
    const standing = publicationOf(fewer.units);
    const publications = [{ order: 5, atMs: AT, isWhole: true, standing }];
    const found = find({ ...sound, publications });
    expect(found).toContainEqual({ summary: { total: 3 } });
    expect(found).toContainEqual({ summary: { byUnit: { [UNIT]: 3 } } });
    expect(found).not.toContainEqual({ summary: { outOfPeriod: 0 } });
  });

  it('asks for any figures where nothing whole is published', () => {
    const sound = soundEvidence();
    const publications = [{ order: 5, atMs: AT, isWhole: false, standing: {} }];
    expect(find({ ...sound, publications })).toContainEqual({ summary: expect.anything() });
  });

  it('compares nothing while entry stands still', () => {
    const evidence = withUnit(soundEvidence(), { sheet: { kind: 'stopped' }, rows: new Map() });
    expect(find({ ...evidence, publications: [] })).toEqual([]);
  });

  it('gives lines a scenario takes, and not too many', () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ...seenRowOf(index + 2, recordOf(index + 1)),
      idText: '',
      receiptText: '',
    }));
    const evidence = withRows(withRecords(soundEvidence(), []), rows);
    const expectations = expectAtRest(evidence, []);
    expect(expectations.length).toBeGreaterThan(1);
    expect(expectations.length).toBeLessThan(20);
    const shrunk = { seed: 1, steps: [], violations: [], expectations };
    expect(parseScenario(toScenarioText(shrunk)).kind).toBe('scenario');
  });
});
