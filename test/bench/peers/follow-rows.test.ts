/** Whose row is whose, by what people did and nothing else. */
import { describe, expect, it } from 'vitest';
import { createRowFollower } from '../../../bench/peers/judge/follow-rows.ts';
import { createRowReader } from '../../../bench/peers/judge/sheet-rows.ts';
import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { performUserAction, type UserAction } from '../../../local/google/people/user-action.ts';
import { UserHistory } from '../../../local/google/people/user-history.ts';
import { Workbook } from '../../../local/google/workbook/workbook.ts';
import { toValues } from './play-on-peer.ts';

const TITLE_COLUMN = ENTRY_COLUMNS.indexOf('title');

type Act = UserAction extends infer Action
  ? Action extends { sheetId: number }
    ? Omit<Action, 'sheetId'>
    : Action
  : never;

/** Three rows A, B, C from row 1 on (0-based), each another initiative. */
function start() {
  const workbook = new Workbook({ spreadsheetId: 'follow', title: 'follow' });
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error('a workbook has a sheet');
  const { sheetId } = sheet;
  const session = { workbook, history: new UserHistory(workbook) };
  performUserAction(session, {
    kind: 'paste',
    sheetId,
    row: 0,
    column: 0,
    values: [ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column])],
  });
  const follower = createRowFollower(session, createRowReader(sheet));
  const act = (action: Act) => {
    const whole = action.kind === 'undo' ? action : { ...action, sheetId };
    follower.follow(whole, () => void performUserAction(session, whole));
  };
  const paste = (row: number, titles: readonly string[], benefit?: string) =>
    act({
      kind: 'paste',
      row,
      column: TITLE_COLUMN,
      values: titles.map((title) => toValues(title, benefit)),
    });
  paste(1, ['A', 'B', 'C']);
  /** «A1 B2 C3»: titles with whose they are. */
  const seen = () =>
    follower
      .truth()
      .rows.map(({ title, initiative }) => `${title}${initiative}`)
      .join(' ');
  return { act, paste, seen, follower };
}

describe('an initiative', () => {
  it('stays with its row while lines come and go around it', () => {
    const { act, seen } = start();
    act({ kind: 'insertRows', row: 1, count: 2 });
    act({ kind: 'deleteRows', row: 4, count: 1 });
    act({ kind: 'moveColumn', column: TITLE_COLUMN, before: 0 });
    expect(seen()).toBe('A1 C3');
  });

  it.each(['all', 'visible'] as const)('goes along with a sort of %s', (range) => {
    const { act, seen } = start();
    act({ kind: 'sort', range, column: TITLE_COLUMN, order: 'desc' });
    expect(seen()).toBe('C3 B2 A1');
  });

  it('goes along with a cut row, and a row cut onto it ends it', () => {
    const { act, seen } = start();
    act({ kind: 'cutRows', from: 1, count: 1, to: 6, part: 'visible' });
    expect(seen()).toBe('B2 C3 A1');
    act({ kind: 'cutRows', from: 6, count: 1, to: 2, part: 'row' });
    expect(seen()).toBe('A1 C3');
  });

  it('is not that of its copy', () => {
    const { act, seen } = start();
    act({ kind: 'copyRows', from: 1, count: 1, to: 6, part: 'row' });
    expect(seen()).toBe('A1 B2 C3 A4');
  });

  it('keeps its identity under another title, unless most else is other too', () => {
    const { act, paste, seen } = start();
    act({ kind: 'type', row: 1, column: TITLE_COLUMN, value: 'D' });
    expect(seen()).toBe('D1 B2 C3');
    act({
      kind: 'paste',
      row: 1,
      column: TITLE_COLUMN,
      values: [
        ['E', 'Tiết kiệm', 'Y tế', 'Khoa Dược (100%)', '2009', 'Xếp lại.', 'Lâu', '1 triệu'],
      ],
    });
    expect(seen()).toBe('E4 B2 C3');
    paste(2, ['F'], '9 triệu');
    expect(seen()).toBe('E4 F2 C3');
  });

  it('comes back by its title, and by undo', () => {
    const { act, paste, seen } = start();
    act({ kind: 'clear', row: 2, count: 1 });
    expect(seen()).toBe('A1 C3');
    paste(7, ['B'], '9 triệu');
    expect(seen()).toBe('A1 C3 B2');
    act({ kind: 'deleteRows', row: 1, count: 3 });
    act({ kind: 'undo' });
    expect(seen()).toBe('A1 C3 B2');
  });

  it('is undone into what it was', () => {
    const { act, seen } = start();
    act({ kind: 'sort', range: 'visible', column: TITLE_COLUMN, order: 'desc' });
    act({ kind: 'undo' });
    expect(seen()).toBe('A1 B2 C3');
    act({ kind: 'copyRows', from: 1, count: 1, to: 2, part: 'row' });
    expect(seen()).toBe('A1 A4 C3');
    act({ kind: 'undo' });
    expect(seen()).toBe('A1 B2 C3');
  });
});

describe('what arose and went', () => {
  it('counts each content as often as a row came to say it', () => {
    const { act, follower } = start();
    const value = (text: string) =>
      act({ kind: 'type', row: 1, column: TITLE_COLUMN + 7, value: text });
    value('1 triệu');
    value('2 triệu');
    value('1 triệu');
    act({ kind: 'sort', range: 'all', column: TITLE_COLUMN, order: 'desc' });
    const { arisals, rows } = follower.truth();
    const counts = rows.map(({ title, content }) => `${title}${arisals.get(content)}`);
    expect(counts.join(' ')).toBe('C1 B1 A2');
  });

  it('counts departures and returns under every title borne', () => {
    const { act, follower } = start();
    act({ kind: 'type', row: 1, column: TITLE_COLUMN, value: 'D' });
    act({ kind: 'deleteRows', row: 1, count: 1 });
    expect([...follower.truth().returns]).toEqual([]);
    act({ kind: 'undo' });
    const { departures, returns } = follower.truth();
    const once = [
      ['A', 1],
      ['D', 1],
    ];
    expect([...departures]).toEqual(once);
    expect([...returns]).toEqual(once);
  });
});
