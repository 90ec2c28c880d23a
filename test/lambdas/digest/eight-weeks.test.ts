/** Weeks of typing, faults and mails: every mail explains exactly how its figures came about. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import type { SendOutcome } from '../../../lambdas/ports/mailer.ts';
import type { Random } from '../../../local/random.ts';
import { createRandom } from '../../../local/random.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { DigestWorld, Sheet } from './digest-world.ts';
import { COMMITTEE, createDigestWorld, minutes, OPERATOR, toTime } from './digest-world.ts';

const UNITS = ['AA1', 'AA2', 'AA3'];
const WEEK_MINUTES = 7 * 24 * 60;
const FIRST_MONDAY = toTime('2011-04-04T07:30:00');

let table: LocalTable;
beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());

/** What counts in the period, by row id, as text: made from what was typed and from nothing stored. */
type Counted = ReadonlyMap<string, string>;

/** Accepted content by row id; a wiped table is held, and its rows count on. */
type Model = Map<string, TypedCells>;

function toCounted(model: Model): Counted {
  const inside = [...model].filter(([, { appliedOn }]) => !String(appliedOn).endsWith('2007'));
  return new Map(inside.map(([id, cells]) => [id, JSON.stringify(cells)]));
}

function compare(before: Counted, after: Counted) {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const count = (matches: (id: string) => boolean) => ids.filter(matches).length;
  return {
    added: count((id) => !before.has(id)),
    edited: count((id) => before.has(id) && after.has(id) && before.get(id) !== after.get(id)),
    withdrawn: count((id) => !after.has(id)),
  };
}

type Story = {
  readonly world: DigestWorld;
  readonly random: Random;
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly model: Model;
  next: number;
};

/** One sitting: rows typed, changed, moved out of the period and back, and deleted. */
function type({ random, model, sheets }: Story, unit: string, next: () => number): void {
  const sheet = sheets.get(unit) ?? new Map();
  for (let change = 0; change < 1 + random.below(4); change += 1) {
    const ids = [...sheet.keys()];
    const id = ids[random.below(ids.length + 1)];
    const cells = id === undefined ? undefined : sheet.get(id);
    if (id === undefined || cells === undefined) {
      // A new row, or one that was deleted before and is undone back. An absent note would be the
      // stored one, not none.
      const number = random.below(3) === 0 ? 1 + random.below(next()) : next();
      sheet.set(rowId(unit, number), validCells({ title: toTitle(number), note: '' }));
      continue;
    }
    switch (random.below(4)) {
      case 0:
        sheet.delete(id);
        break;
      case 1:
        sheet.set(id, { ...cells, appliedOn: random.below(2) === 0 ? '15/05/2007' : '15/05/2010' });
        break;
      default:
        sheet.set(id, { ...cells, note: `lần ${random.below(3)}` });
    }
  }
  for (const id of [...model.keys()]) if (id.startsWith(unit) && !sheet.has(id)) model.delete(id);
  for (const [id, cells] of sheet) model.set(id, cells);
}

/** Words that are far apart, so that no two rows are taken for one. */
function toTitle(number: number): string {
  const things = ['lò sấy dừa', 'máy ép mía', 'kho thuốc', 'hồ sơ đất', 'tuyến xe', 'giống cây'];
  return `Cải tiến ${things[number % things.length]} mã ${number * 7919}`;
}

async function settle(story: Story, unit: string): Promise<void> {
  await story.world.sync(unit, story.sheets.get(unit) ?? new Map());
}

const OUTCOMES: readonly (readonly SendOutcome[])[] = [
  [],
  [],
  [{ kind: 'busy', reason: 'TooManyRequestsException' }],
  [{ kind: 'unknown', reason: 'TimeoutError' }],
  [{ kind: 'refused', reason: 'MessageRejected' }],
];

const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

describe.each(SEEDS)('eight weeks of seed %i', (seed) => {
  it('tell every change once, to those who were surely told, and each time to nobody twice', async () => {
    const world = createDigestWorld(table);
    const random = createRandom(seed);
    const sheets = new Map(UNITS.map((unit) => [unit, new Map()]));
    const story: Story = { world, random, sheets, model: new Map(), next: 0 };
    const next = () => {
      story.next += 1;
      return story.next;
    };
    let published: Counted = new Map();
    let figures = '';
    let told: Counted | undefined;
    let toldFigures = '';
    const publish = async () => {
      const { asOf: _, ...summary } = await world.publish();
      published = toCounted(story.model);
      figures = JSON.stringify(summary);
    };
    let unknown = 0;
    for (let week = 0; week < 8; week += 1) {
      const monday = FIRST_MONDAY + minutes(week * WEEK_MINUTES);
      // In some weeks nobody types anything, in some the last sitting is not published in time.
      for (let sitting = random.below(4); sitting > 0; sitting -= 1) {
        world.now = monday - minutes(60 + sitting * 600);
        const unit = UNITS[random.below(UNITS.length)] ?? '';
        type(story, unit, next);
        await settle(story, unit);
        if (random.below(3) === 0) continue;
        await publish();
      }
      if (week === 0) await publish();
      world.now = monday;
      const planned = OUTCOMES[random.below(OUTCOMES.length)] ?? [];
      world.outcomes.push(...planned);
      const before = (await world.mails()).length;
      const time = new Date(monday + minutes(7 * 60)).toISOString().slice(0, 19);
      await Promise.all([world.digest(time), world.digest(time)]);
      await world.digest(time);
      world.outcomes.length = 0;
      const sent = (await world.mails()).slice(before);
      const failed = planned.some(({ kind }) => kind === 'unknown' || kind === 'refused');
      expect(sent.map(({ to }) => to)).toEqual(failed ? [] : [COMMITTEE]);
      if (failed) {
        unknown += 1;
        continue;
      }
      const [mail] = sent;
      expect(mail?.subject).toContain(`: ${published.size} sáng kiến, `);
      if (told === undefined) expect(mail?.text).not.toContain('so với kỳ thư trước');
      else {
        const { added, edited, withdrawn } = compare(told, published);
        expect(added - withdrawn).toBe(published.size - told.size);
        const counts = `tăng ${added}, sửa ${edited}, rút ${withdrawn}`;
        const isSame = added + edited + withdrawn === 0 && figures === toldFigures;
        expect(mail?.text).toContain(isSame ? 'Kỳ này không phát sinh thay đổi.' : counts);
      }
      told = published;
      toldFigures = figures;
    }
    world.now = FIRST_MONDAY + minutes(8 * WEEK_MINUTES);
    for (const unit of UNITS) await settle(story, unit);
    await world.publish();
    const days = ['2011-05-30', '2011-05-31'];
    for (const day of days) await world.digest(`${day}T16:45:00`);
    const alerts = (await world.mails()).filter(({ to }) => to === OPERATOR);
    const text = alerts.map((mail) => mail.text).join('\n');
    expect(text.split(COMMITTEE).length - 1).toBe(unknown);
    expect(world.log.filter(({ message }) => message === 'changes do not add up')).toEqual([]);
  });
});

describe('rows that a person wiped at once', () => {
  it('are held and count on, and are withdrawn only once that is confirmed', async () => {
    const world = createDigestWorld(table);
    const full: Sheet = new Map(
      Array.from({ length: 12 }, (_, index) => [
        rowId('AA1', index + 1),
        validCells({ title: toTitle(index + 1) }),
      ]),
    );
    await world.sync('AA1', full);
    await world.publish();
    await world.digest('2011-04-04T07:30:00');
    await world.sync('AA1', new Map());
    world.now += minutes(5);
    await world.publish();
    await world.digest('2011-04-11T07:30:00');
    const last = (await world.mails()).at(-1);
    expect(last?.subject).toContain(': 12 sáng kiến, ');
    expect(last?.text).toContain('tăng 0, sửa 0, rút 0');
    expect(last?.text).toContain('Sáng kiến đang chờ xác nhận xóa (vẫn tính vào tổng): thêm 12');
  });
});
