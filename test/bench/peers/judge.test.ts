/** The judge sees what is planted in records that are right otherwise. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Judgement } from '../../../bench/peers/judge/judge-unit.ts';
import type { RecordEvidence } from '../../../bench/peers/record-evidence.ts';
import { build } from '../../../scripts/build.ts';
import { COLUMNS, pasteRows, playOnPeer, UNIT } from './play-on-peer.ts';

beforeAll(() => build({ print: () => undefined }));

const CLEAN: Judgement = {
  lost: 0,
  doubled: 0,
  left: 0,
  moved: 0,
  mixed: 0,
  undelivered: 0,
  needless: 0,
  missed: 0,
};
const TITLES = ['Cải tiến máy ép mía đường', 'Cân nguyên liệu tự động', 'Sổ theo dõi vật tư'];
const [FIRST, SECOND] = TITLES;
const STEPS = [
  pasteRows(2, TITLES),
  { do: 'type', in: UNIT, row: 2, col: COLUMNS.benefit, value: '3 triệu' },
  { do: 'advance', minutes: 5 },
];

type Plant = (records: readonly RecordEvidence[]) => readonly RecordEvidence[];

const isFirst = ({ cells }: RecordEvidence) => cells.title === FIRST;

const plants: readonly (readonly [string, Plant, Partial<Judgement>])[] = [
  ['nothing', (records) => records, {}],
  ['a loss', (records) => records.filter((record) => !isFirst(record)), { lost: 1 }],
  [
    'a doubling',
    (records) => [
      ...records,
      ...records.filter(isFirst).map((record) => ({ ...record, id: 'again' })),
    ],
    // The edit of the first row is there twice too: both its versions.
    { doubled: 1, needless: 2 },
  ],
  [
    'a record of something that was never there',
    (records) => [
      ...records,
      ...records.filter(isFirst).map((record) => {
        const cells = { ...record.cells, title: 'Không có trên trang' };
        return { ...record, id: 'ghost', cells, history: [] };
      }),
    ],
    { left: 1 },
  ],
  [
    'an edit that did not arrive',
    (records) =>
      records.map((record) => {
        const [created] = record.history;
        if (!isFirst(record) || created === undefined) return record;
        return { ...record, cells: created.cells, history: [created] };
      }),
    { undelivered: 1 },
  ],
  [
    'two records that changed places',
    (records) =>
      records.map((record) => {
        const other = records.find(({ cells }) => cells.title === swap(record.cells.title));
        const last = other?.history.at(-1);
        if (other === undefined || last === undefined) return record;
        const version = { ...last, kind: 'edit', order: last.order + 100 } as const;
        return { ...record, cells: other.cells, history: [...record.history, version] };
      }),
    { moved: 2, mixed: 2, needless: 2 },
  ],
  [
    'a version of what nobody changed',
    (records) =>
      records.map((record) => {
        const last = record.history.at(-1);
        if (!isFirst(record) || last === undefined) return record;
        return { ...record, history: [...record.history, { ...last, order: last.order + 100 }] };
      }),
    { needless: 1 },
  ],
  [
    'a deletion of what nobody deleted',
    (records) =>
      records.map((record) => {
        const { cells } = record;
        if (!isFirst(record)) return record;
        const deletion = { kind: 'delete', cells, order: 1000 } as const;
        return { ...record, isActive: false, history: [...record.history, deletion] };
      }),
    { lost: 1, needless: 1 },
  ],
];

function swap(title: unknown): unknown {
  if (title === FIRST) return SECOND;
  return title === SECOND ? FIRST : undefined;
}

describe('the judge, shown', () => {
  it.each(plants)('%s', async (_name, plant, expected) => {
    const { judgement } = await playOnPeer('row-number', STEPS, plant);
    expect(judgement).toEqual({ ...CLEAN, ...expected });
  });

  it('a record that was gone for a while', async () => {
    let looks = 0;
    const { judgement } = await playOnPeer('row-number', STEPS, (records) => {
      looks += 1;
      return looks === 2 ? records.filter((record) => !isFirst(record)) : records;
    });
    expect(judgement).toEqual({ ...CLEAN, missed: 1 });
  });
});

describe('the judge asks nothing', () => {
  it('about rows that are not valid', async () => {
    const steps = [
      ...STEPS,
      { do: 'type', in: UNIT, row: 3, col: COLUMNS.date, value: 'không nhớ' },
      { do: 'advance', minutes: 5 },
    ];
    const without: Plant = (records) => records.filter(({ cells }) => cells.title !== SECOND);
    expect((await playOnPeer('row-number', steps)).judgement).toEqual(CLEAN);
    // It was valid and recorded nowhere before, so nothing went missing either.
    expect((await playOnPeer('row-number', steps, without)).judgement).toEqual(CLEAN);
  });

  it('about a revival of one that came back not valid, but about a second one', async () => {
    const steps = [
      ...STEPS,
      { do: 'type', in: UNIT, row: 4, col: COLUMNS.date, value: 'không nhớ' },
      { do: 'deleteRows', in: UNIT, row: 4, count: 1 },
      { do: 'undo', in: UNIT },
    ];
    const revive =
      (times: number): Plant =>
      (records) =>
        records.map((record) => {
          const [created] = record.history;
          if (record.id !== '4' || created === undefined) return record;
          const again = Array.from({ length: times }, (_, index) => [
            { ...created, kind: 'delete' as const, order: 100 + index },
            { ...created, kind: 'revive' as const, order: 100 + index },
          ]);
          return { ...record, cells: created.cells, history: [created, ...again.flat()] };
        });
    expect((await playOnPeer('row-number', steps, revive(1))).judgement).toEqual(CLEAN);
    // The second deletion is as needless as the second revival.
    expect((await playOnPeer('row-number', steps, revive(2))).judgement).toEqual({
      ...CLEAN,
      needless: 2,
    });
  });

  it('for a second record of an exact duplicate, nor against one', async () => {
    const steps = [
      ...STEPS,
      { do: 'copyRows', in: UNIT, from: 3, count: 1, to: 8, part: 'visible' },
    ];
    const once: Plant = (records) => records.filter(({ id }) => id !== '8');
    expect((await playOnPeer('row-number', steps)).judgement).toEqual(CLEAN);
    expect((await playOnPeer('row-number', steps, once)).judgement).toEqual(CLEAN);
  });
});
