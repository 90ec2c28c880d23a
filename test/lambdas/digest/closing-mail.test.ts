/** The mail of the deadline waits for the last figures, and says so where they do not come. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import type { DigestWorld } from './digest-world.ts';
import {
  COMMITTEE,
  createDigestWorld,
  LEADERS,
  minutes,
  OPERATOR,
  sheetOf,
  toTime,
} from './digest-world.ts';

const CLOSING = '2011-04-01T09:00:00';
const ALERT = '2011-04-01T16:45:00';

let table: LocalTable;
let world: DigestWorld;

beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  world = createDigestWorld(table);
  world.now = toTime('2011-03-30T20:00:00');
});

const readers = async () => (await world.mails()).map(({ to }) => to);

describe('while the last publication is older than what units sent', () => {
  beforeEach(async () => {
    await world.sync('AA1', sheetOf('AA1', 1));
    await world.publish();
    world.now = toTime('2011-03-31T10:00:00');
    await world.sync('AA2', sheetOf('AA2', 5));
    await world.sync('AA3', new Map(), { incomplete: 2 });
  });

  it('nothing leaves or is marked, and the repeat takes the newer one', async () => {
    await expect(world.digest(CLOSING)).rejects.toMatchObject({
      code: 'digest.publication_late',
      details: { publication: 1, units: 2 },
    });
    expect(world.offered).toEqual([]);
    world.now += minutes(1);
    await world.publish();
    await world.digest(CLOSING);
    const mails = await world.mails();
    expect(mails.map(({ to }) => to)).toEqual([COMMITTEE, LEADERS]);
    expect(mails[0]?.subject).toContain(': 6 sáng kiến, ');
    expect(mails[0]?.text).not.toContain('chưa có trong thư này');
  });

  it('the last repeat goes with the older one, and says what is not in it', async () => {
    await world.digest(CLOSING).catch(() => undefined);
    world.now += minutes(3);
    await world.digest(CLOSING);
    const mails = await world.mails();
    expect(mails.map(({ to }) => to)).toEqual([COMMITTEE, LEADERS]);
    expect(mails[0]?.subject).toContain(': 1 sáng kiến, ');
    expect(mails[0]?.text).toContain(
      'Số liệu lấy theo lần công bố lúc 20:00 ngày 30/03/2011; thay đổi mới hơn của 2 đơn vị chưa có trong thư này.',
    );
  });
});

describe('where nothing was ever published', () => {
  beforeEach(() => world.sync('AA1', sheetOf('AA1', 1)));

  it('the repeat takes what came meanwhile', async () => {
    await expect(world.digest(CLOSING)).rejects.toMatchObject({
      code: 'digest.publication_late',
      details: { publication: 0, units: 1 },
    });
    await world.publish();
    world.now += minutes(3);
    await world.digest(CLOSING);
    expect(await readers()).toEqual([COMMITTEE, LEADERS]);
  });

  it('the operator hears that the closing mail did not leave, once', async () => {
    await world.digest(CLOSING).catch(() => undefined);
    world.now += minutes(3);
    expect(await world.digest(CLOSING)).toEqual({ due: 2, sent: 0, notSent: 2 });
    expect(world.offered).toEqual([]);
    await world.digest(ALERT);
    const mails = await world.mails();
    expect(mails.map(({ to }) => to)).toEqual([OPERATOR]);
    for (const to of [COMMITTEE, LEADERS]) {
      expect(mails[0]?.text).toContain(
        `Thư chốt số liệu lúc 09:00 ngày 01/04/2011, gửi ${to}: chưa có lần công bố nào`,
      );
    }
    await world.publish();
    await world.digest('2011-04-02T16:45:00');
    expect(await readers()).toEqual([OPERATOR]);
  });

  it('also when no unit ever sent anything', async () => {
    world = createDigestWorld(table);
    await expect(world.digest(CLOSING)).rejects.toMatchObject({
      details: { publication: 0, units: 0 },
    });
  });
});
