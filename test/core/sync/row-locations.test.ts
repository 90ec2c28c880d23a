/** Where rows stand on a unit's tab: told once a run, read back to row numbers. */
import { describe, expect, it } from 'vitest';
import { MAX_LOCATED_ROWS } from '../../../core/messages/sync-limits.ts';
import { createRowIdSource } from '../../../core/row-id.ts';
import { checkRows } from '../../../core/sync/check-rows.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import { planRun } from '../../../core/sync/plan-run.ts';
import { toRowLocations, toRowNumbers } from '../../../core/sync/row-locations.ts';
import { nextRequest, startSession } from '../../../core/sync/session.ts';
import { UNIT } from './entry-rows.ts';
import { typed } from './paper-deeds.ts';
import type { PaperRow } from './paper-unit.ts';
import { isBlankRow, RULES, toPaperRow } from './paper-unit.ts';

const BLANK = toPaperRow({});

function plan(rows: readonly PaperRow[]) {
  const onTab = rows.map((row, index) => ({
    ...row,
    rowNumber: index + 2,
    isBlank: isBlankRow(row),
  }));
  const checked = checkRows({
    rows: matchRows(onTab, UNIT, undefined),
    rules: RULES,
    formulas: new Map(),
    mergedRows: new Set(),
    unit: { code: UNIT, name: 'Bệnh viện' },
  });
  const newId = createRowIdSource(UNIT, '00000001-0000-0000');
  return planRun({ rows: checked, newId, retryRefused: false });
}

function titled(count: number): PaperRow[] {
  return Array.from({ length: count }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
}

const id = (counter: number) => `${UNIT}-000000010000${counter.toString(36).padStart(4, '0')}`;

describe('the rows of a tab', () => {
  it('are told from the first with an id to the last, blank lines between them', () => {
    const { rows } = plan([BLANK, ...titled(1), BLANK, typed('', {}), ...titled(2).slice(1)]);
    const locations = toRowLocations(7, rows);
    expect(locations).toEqual({ sheetId: 7, firstRow: 3, ids: [id(0), '', '', id(1)] });
    expect([...toRowNumbers(locations)]).toEqual([
      [id(0), 3],
      [id(1), 6],
    ]);
  });

  it('that were emptied are no longer there', () => {
    const emptied = { ...BLANK, idText: id(0), markText: '' };
    expect(toRowLocations(7, plan([emptied]).rows)).toEqual({ sheetId: 7, firstRow: 1, ids: [] });
  });

  it.each([
    [MAX_LOCATED_ROWS, MAX_LOCATED_ROWS],
    [MAX_LOCATED_ROWS + 1, 0],
  ])('are told as far as they span %i rows', (span, told) => {
    const between = Array.from({ length: span - 2 }, () => BLANK);
    const [first = BLANK, last = BLANK] = titled(2);
    const locations = toRowLocations(7, plan([first, ...between, last]).rows);
    expect(locations.ids).toHaveLength(told);
  });
});

describe('a run', () => {
  const start = (rows: readonly PaperRow[], sheetId?: number) =>
    startSession({
      unit: UNIT,
      spreadsheetId: 'sheet-1',
      bundle: 'paper',
      after: 0,
      rulesVersion: 1,
      plan: plan(rows),
      ...(sheetId === undefined ? {} : { sheetId }),
    });

  it('tells it with its rows, and when there are none to send', () => {
    expect(nextRequest(start(titled(1), 7), 1)?.locations).toEqual({
      sheetId: 7,
      firstRow: 2,
      ids: [id(0)],
    });
    expect(nextRequest(start([], 7), 1)?.locations).toEqual({ sheetId: 7, firstRow: 1, ids: [] });
  });

  it('tells it only with the last of several requests', () => {
    const session = start(titled(501), 7);
    expect(nextRequest(session, 1)).not.toHaveProperty('locations');
    const last = { ...session, queue: session.queue.slice(1) };
    expect(nextRequest(last, 1)?.locations?.ids).toHaveLength(501);
  });

  it('leaves it out where the tab is unknown, and beside an index', () => {
    expect(nextRequest(start(titled(1)), 1)).not.toHaveProperty('locations');
    const indexing = { ...start(titled(1), 7), indexWanted: true };
    expect(nextRequest(indexing, 1)).not.toHaveProperty('locations');
  });
});
