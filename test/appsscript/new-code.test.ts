/** A key that was withdrawn: whoever of the unit presses «Kích hoạt» pastes the new code. */
import { afterEach, expect, it } from 'vitest';
import { DIALOG, MENU, WAIT_ANSWERS } from '../../core/wording/sheet.ts';
import { revokeKey } from '../../lambdas/http/key-revocation.ts';
import { rotateKey } from '../../lambdas/http/key-rotation.ts';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import { toActivationCode } from '../../local/activation-code.ts';
import type { DialogQuestion } from '../../local/google/apps-script/calls.ts';
import type { UnitDesk } from '../local/scenario/unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from '../local/scenario/unit-desk.ts';

const COLLEAGUE = 'van-thu@donvi.example';

let desk: UnitDesk | undefined;
afterEach(() => desk?.system.stop());

async function openDesk(): Promise<UnitDesk> {
  desk = await openUnitDesk();
  await desk.paste(2, [toRow('Cân nguyên liệu tự động')]);
  return desk;
}

function toCode({ system }: UnitDesk, keyVersion: number, unit = UNIT): string {
  const { cloud, programme } = system;
  return toActivationCode({
    endpoint: cloud.httpUrl,
    programme: programme.code,
    unit,
    keyVersion,
    key: deriveUnitKey(cloud.masterSecret, unit, keyVersion),
  });
}

type Press = { readonly code?: string; readonly user?: string };

/** @returns what was asked, and what was said at last */
async function press(at: UnitDesk, { code, user }: Press) {
  const { host, registry } = at.system;
  const spreadsheet = registry.find(UNIT);
  if (spreadsheet === undefined) throw new Error('not open');
  const asked: string[] = [];
  const answers = async (question: DialogQuestion) => {
    if (question.kind !== 'prompt') return { button: 'OK' as const };
    asked.push(question.text);
    return code === undefined
      ? { button: 'CANCEL' as const }
      : { button: 'OK' as const, text: code };
  };
  const log = await host.menu(spreadsheet.spreadsheetId, {
    user: user ?? spreadsheet.user,
    label: MENU.activate,
    answers,
  });
  await host.settle();
  expect(log.outcome).toBe('completed');
  const said = log.dialogs.flatMap(({ question }) =>
    question.kind === 'toast' ? [question.text] : [],
  );
  return { asked, said: said.at(-1) };
}

it('asks nobody for a code while the key is good', async () => {
  const at = await openDesk();
  expect(await press(at, {})).toEqual({ asked: [], said: DIALOG.activated });
  const { asked, said } = await press(at, { user: COLLEAGUE });
  expect(asked).toEqual([]);
  expect(said).toContain('đã được kích hoạt bởi');
});

it.each([
  ['the person who pressed before', undefined],
  ['a colleague, whose triggers take over', COLLEAGUE],
])('takes the new code from %s, at the first press', async (_, user) => {
  const at = await openDesk();
  const before = [at.idText(2), ...(await at.records())];
  await revokeKey(at.system.table, UNIT, 'all');
  // No run has met the refusal yet: the press itself finds out.
  const who = user === undefined ? {} : { user };
  const pressed = await press(at, { ...who, code: toCode(at, 2) });
  expect(pressed).toEqual({ asked: [DIALOG.askNewCode], said: DIALOG.codeRenewed });
  await at.paste(3, [toRow('Sổ theo dõi vật tư điện')]);
  expect(at.receipt(3)).toContain('Đã ghi nhận lần 1');
  expect([at.idText(2), ...(await at.records())].slice(0, before.length)).toEqual(before);
  expect(await at.records()).toHaveLength(2);
});

it.each([
  ['was withdrawn', ({ system }: UnitDesk) => revokeKey(system.table, UNIT, 'all')],
  [
    'slept through the overlap',
    ({ system }: UnitDesk) =>
      rotateKey(system.table, UNIT, { now: system.clock.now() - 2, overlapMs: 1 }),
  ],
])('sends what waited, and nothing twice, where the key %s', async (_, change) => {
  const at = await openDesk();
  await change(at);
  await at.paste(3, [toRow('Sổ theo dõi vật tư điện')]);
  expect(at.receipt(3)).toContain('mã kích hoạt của đơn vị đã bị thu hồi');
  expect(at.receipt(3)).toContain('Đang chờ gửi');
  const waitingId = at.idText(3);
  await at.system.advance(60);
  await press(at, { code: toCode(at, 2) });
  expect(at.receipt(3)).toContain('Đã ghi nhận lần 1');
  expect(at.idText(3)).toBe(waitingId);
  expect(await at.records()).toHaveLength(2);
});

it.each([
  ['cancelled', () => undefined, undefined],
  ['no code', () => 'SSK1.abc', DIALOG.badActivationCode],
  ["another unit's", (at: UnitDesk) => toCode(at, 1, 'BT061'), DIALOG.codeOfAnother(UNIT)],
])('leaves the file as it is when the code is %s', async (_, toPasted, answer) => {
  const at = await openDesk();
  await revokeKey(at.system.table, UNIT, 'all');
  await at.paste(3, [toRow('Sổ theo dõi vật tư điện')]);
  const code = toPasted(at);
  const { said } = await press(at, code === undefined ? {} : { code });
  expect(said).toBe(answer);
  // The right one is taken all the same.
  expect((await press(at, { code: toCode(at, 2) })).said).toBe(DIALOG.codeRenewed);
  expect(await at.records()).toHaveLength(2);
});

it('asks again where the withdrawn code itself was pasted', async () => {
  const at = await openDesk();
  await revokeKey(at.system.table, UNIT, 'all');
  const first = await press(at, { code: toCode(at, 1) });
  expect(first.said).toContain('đã bị thu hồi');
  expect((await press(at, { code: toCode(at, 2) })).asked).toEqual([DIALOG.askNewCode]);
  expect(at.receipt(2)).toContain('Đã ghi nhận lần 1');
});

it('takes the code while the server is out of reach, and sends once it is back', async () => {
  const at = await openDesk();
  await revokeKey(at.system.table, UNIT, 'all');
  await at.paste(3, [toRow('Sổ theo dõi vật tư điện')]);
  const { cloud, clock } = at.system;
  const untilMs = clock.now() + 30 * 60_000;
  cloud.addFault({ at: 'http', path: '/v1/sync', kind: 'down', untilMs });
  const pressed = await press(at, { code: toCode(at, 2) });
  expect(pressed.said).toBe(WAIT_ANSWERS.unreachable);
  await at.system.advance(40);
  expect(at.receipt(3)).toContain('Đã ghi nhận lần 1');
});

it('learns a key of which the answer was lost from the next answer', async () => {
  const at = await openDesk();
  const { table, clock, cloud, registry, host } = at.system;
  const overlapMs = 60 * 60_000;
  await rotateKey(table, UNIT, { now: clock.now(), overlapMs });
  cloud.addFault({ at: 'http', path: '/v1/sync', kind: 'timeoutAfter', count: 1 });
  await at.paste(3, [toRow('Sổ theo dõi vật tư điện')]);
  await at.system.advance(10);
  const id = registry.find(UNIT)?.spreadsheetId ?? '';
  const property = Object.values(host.properties(id, 'script')).join();
  expect(property).toContain('"keyVersion":2');
  expect(property).toContain(deriveUnitKey(cloud.masterSecret, UNIT, 2));
  await at.system.advance(120);
  await at.paste(4, [toRow('Lò sấy dừa dùng vỏ trấu')]);
  expect(at.receipt(4)).toContain('Đã ghi nhận lần 1');
  expect(await at.records()).toHaveLength(3);
});
