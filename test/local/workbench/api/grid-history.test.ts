// A page that follows deltas must always hold what a page that loads anew would hold.
import { expect, test } from 'vitest';
import { performUserAction, type UserAction } from '../../../../local/google/people/user-action.ts';
import { UserHistory } from '../../../../local/google/people/user-history.ts';
import { createRandom } from '../../../../local/random.ts';
import type { GridAnswer, GridView } from '../../../../local/workbench/api/grid-api.ts';
import { createGridHistory } from '../../../../local/workbench/api/grid-history.ts';
import { followDelta } from '../../../../local/workbench/view/grid-model.ts';
import { newEntryWorkbook } from '../sample-source.ts';

const ROWS = [
  { receipt: 'Đã ghi nhận', title: 'Một' },
  { receipt: '', title: 'Hai' },
  { receipt: '', title: '0901' },
];

function newPlace() {
  const workbook = newEntryWorkbook('BT028', ROWS);
  const sheet = workbook.requireSheet(7);
  const history = new UserHistory(workbook);
  const grids = createGridHistory();
  return {
    sheet,
    act: (action: UserAction) => performUserAction({ workbook, history }, action),
    ask: (since?: number): GridAnswer =>
      grids.answer({ key: 'BT028', revision: workbook.revision, sheet, since }),
  };
}

function requireWhole(answer: GridAnswer): GridView {
  if (answer.kind !== 'whole') throw new Error('a delta where everything was asked for');
  return answer;
}

test('a whole tab has texts, keys of all rows, what is hidden, notes and lists', () => {
  const { sheet, ask } = newPlace();
  sheet.updateCell(2, 3, { note: 'quá ngắn', format: { background: '#ffeeee', wrap: 'WRAP' } });
  sheet.updateRect({ row: 1, column: 4, rows: 3, columns: 1 }, (cell) => ({
    ...cell,
    validation: { type: 'ONE_OF_LIST', values: ['a', 'b, c'], strict: true, showCustomUi: true },
  }));
  const view = requireWhole(ask());
  expect(view.rowKeys).toHaveLength(50);
  expect(view.columns.slice(0, 3).map(({ hidden }) => hidden)).toEqual([true, true, false]);
  expect(view.rows[3]?.cells.slice(0, 4)).toEqual([null, null, null, '0901']);
  expect(view.rows[2]?.cells[3]).toEqual({
    text: 'Hai',
    note: 'quá ngắn',
    style: { background: '#ffeeee', wrap: true },
  });
  expect(view.lists).toEqual([
    { values: ['a', 'b, c'], strict: true, ranges: [{ row: 1, column: 4, rows: 3, columns: 1 }] },
  ]);
});

test('one typed cell is one row of a delta', () => {
  const { act, ask } = newPlace();
  const { revision } = requireWhole(ask());
  act({ kind: 'type', sheetId: 7, row: 2, column: 3, value: 'Hai sửa' });
  const delta = ask(revision);
  if (delta.kind !== 'delta') throw new Error('everything was sent again');
  expect(delta.rowKeys).toBeUndefined();
  expect(delta.rows.map(([index]) => index)).toEqual([2]);
});

test('columns that moved, and a revision nobody remembers, are answered with everything', () => {
  const { act, ask } = newPlace();
  const { revision } = requireWhole(ask());
  act({ kind: 'moveColumn', sheetId: 7, column: 3, before: 6 });
  expect(ask(revision).kind).toBe('whole');
  expect(ask(revision + 1_000).kind).toBe('whole');
});

test('a delta that follows something else is not followed', () => {
  const { act, ask } = newPlace();
  const view = requireWhole(ask());
  act({ kind: 'type', sheetId: 7, row: 2, column: 3, value: 'x' });
  const delta = ask(view.revision);
  if (delta.kind !== 'delta') throw new Error('everything was sent again');
  expect(followDelta({ ...view, revision: view.revision - 1 }, delta)).toBeUndefined();
});

function chooseAction(random: { below(limit: number): number }): UserAction {
  const row = 1 + random.below(12);
  const count = 1 + random.below(3);
  switch (random.below(7)) {
    case 0:
      return { kind: 'insertRows', sheetId: 7, row, count };
    case 1:
      return { kind: 'deleteRows', sheetId: 7, row, count };
    case 2:
      return { kind: 'sort', sheetId: 7, range: 'all', column: 3, order: 'asc' };
    case 3:
      return { kind: 'copyRows', sheetId: 7, from: row, count, to: row + 3, part: 'row' };
    case 4:
      return { kind: 'clear', sheetId: 7, row, count, columns: [3] };
    case 5:
      return { kind: 'undo' };
    default:
      return { kind: 'type', sheetId: 7, row, column: 3, value: `chữ ${random.below(90)}` };
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('deltas lead to what everything shows: seed %i', (seed) => {
  const { act, ask } = newPlace();
  const random = createRandom(seed);
  let view = requireWhole(ask());
  for (let step = 0; step < 60; step += 1) {
    // Several actions may lie between two looks.
    for (let acts = random.below(3); acts >= 0; acts -= 1) act(chooseAction(random));
    const answer = ask(view.revision);
    const next = answer.kind === 'whole' ? answer : followDelta(view, answer)?.view;
    if (next === undefined) throw new Error('a delta that does not follow');
    view = next;
    expect(withoutBlankEnd(view)).toEqual(withoutBlankEnd(requireWhole(ask())));
  }
});

/** A page may remember blank rows that a new one is not told of. */
function withoutBlankEnd(view: GridView): GridView {
  const last = view.rows.findLastIndex(({ cells, hidden }) => cells.length > 0 || hidden);
  return { ...view, rows: view.rows.slice(0, last + 1) };
}
