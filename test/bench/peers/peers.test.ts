/** Every peer does its work while nothing goes wrong: none is a straw man. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Peer } from '../../../bench/peers/peers.ts';
import { PEERS } from '../../../bench/peers/peers.ts';
import { build } from '../../../scripts/build.ts';
import { COLUMNS, pasteRows, playOnPeer, UNIT } from './play-on-peer.ts';

beforeAll(() => build({ print: () => undefined }));

const type = (row: number, col: string, value: string) => ({
  do: 'type',
  in: UNIT,
  row,
  col,
  value,
});
const advance = (minutes: number) => ({ do: 'advance', minutes });
const FIRST = 'Bộ tài liệu tập huấn y tế';
const OTHER = 'Cải tiến máy ép mía đường';
const SECOND = 'Cân nguyên liệu tự động';
const THIRD = 'Sổ theo dõi vật tư điện';

describe.each(PEERS)('%s', (peer) => {
  it('records rows as they are typed, and edits of them', async () => {
    const { active, judgement } = await playOnPeer(peer, [
      pasteRows(2, [FIRST, SECOND]),
      advance(10),
      pasteRows(4, [THIRD]),
      type(2, COLUMNS.benefit, '3 triệu'),
      type(4, COLUMNS.benefit, '4 triệu'),
      advance(10),
    ]);
    expect(active).toEqual([
      [FIRST, '3 triệu'],
      [SECOND, 'không tính được'],
      [THIRD, '4 triệu'],
    ]);
    const { lost, doubled, left, mixed, undelivered, missed } = judgement;
    expect({ lost, doubled, left, mixed, undelivered, missed }).toEqual({
      lost: 0,
      doubled: 0,
      left: 0,
      mixed: 0,
      undelivered: 0,
      missed: 0,
    });
  });

  it('sends rows late when its server was down', async () => {
    const { active } = await playOnPeer(peer, [
      { do: 'open', in: UNIT },
      { do: 'fault', at: 'ingest', kind: 'down', minutes: 60 },
      pasteRows(2, [FIRST, SECOND]),
      advance(90),
    ]);
    expect(active.map(([title]) => title)).toEqual([FIRST, SECOND]);
  });

  it('sends rows whose event was lost by the clock', async () => {
    const { active } = await playOnPeer(peer, [
      { do: 'open', in: UNIT },
      { do: 'fault', at: 'trigger', kind: 'dropEvent', count: 9 },
      pasteRows(2, [FIRST, SECOND]),
      advance(10),
    ]);
    expect(active.map(([title]) => title)).toEqual([FIRST, SECOND]);
  });

  it('does the same each time', async () => {
    const steps = [
      pasteRows(2, [FIRST, SECOND, THIRD]),
      {
        do: 'together',
        actions: [
          { do: 'sort', in: UNIT, range: 'visible', col: COLUMNS.title, order: 'desc' },
          type(2, COLUMNS.note, 'x'),
          { do: 'insertRows', in: UNIT, row: 2, count: 1 },
        ],
      },
      advance(10),
    ];
    const [one, other] = [await playOnPeer(peer, steps), await playOnPeer(peer, steps)];
    expect(one).toEqual(other);
  });
});

/** What is known of each way must be seen here, or the peer is not that way. */
describe('a peer fails where its way does', () => {
  const ROWS = [FIRST, SECOND, THIRD];
  const failures: readonly (readonly [Peer, string, readonly object[], string, number])[] = [
    [
      'row-number',
      'gives records to other rows when sorted',
      [{ do: 'sort', in: UNIT, range: 'all', col: COLUMNS.title, order: 'desc' }],
      'mixed',
      2,
    ],
    [
      'hash-by-position',
      'doubles the last row when one above is deleted',
      [{ do: 'deleteRows', in: UNIT, row: 2, count: 1 }],
      'doubled',
      1,
    ],
    [
      'last-index',
      'misses a row typed after a deletion whose event was lost',
      [
        { do: 'deleteRows', in: UNIT, row: 4, count: 1 },
        { do: 'fault', at: 'trigger', kind: 'dropEvent', count: 9 },
        pasteRows(4, [OTHER]),
      ],
      'lost',
      1,
    ],
    [
      'full-replace',
      'shows nothing while the writing after the clearing fails',
      [
        { do: 'fault', at: 'ingest', kind: 'timeoutAfter', count: 1 },
        { do: 'fault', at: 'ingest', kind: 'down', count: 5 },
        type(2, COLUMNS.note, 'x'),
      ],
      'missed',
      3,
    ],
    [
      'id-column',
      'has one record for a row and its copy',
      [
        { do: 'copyRows', in: UNIT, from: 2, count: 1, to: 5, part: 'row' },
        type(5, COLUMNS.title, OTHER),
      ],
      'lost',
      1,
    ],
  ];

  it.each(failures)('%s %s', async (peer, _what, steps, count, expected) => {
    const { judgement } = await playOnPeer(peer, [pasteRows(2, ROWS), ...steps]);
    expect(judgement).toMatchObject({ [count]: expected });
  });
});
