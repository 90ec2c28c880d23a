/** D11: the table is killed with -9 again and again; nothing acknowledged is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRows } from './unit-desk.ts';

const ROUNDS = 3;
const ROWS_A_ROUND = 100;

const dataDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-killed-'));
let desk: UnitDesk | undefined;
afterAll(async () => {
  await desk?.system.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('keeps every acknowledged row and finishes the others', async () => {
  desk = await openUnitDesk({ dataDir });
  const { system } = desk;
  const rows = toRows(ROUNDS * ROWS_A_ROUND);
  for (let round = 0; round < ROUNDS; round += 1) {
    const block = rows.slice(round * ROWS_A_ROUND, (round + 1) * ROWS_A_ROUND);
    const pasting = desk.paste(2 + round * ROWS_A_ROUND, block);
    const before = system.host.calls.fetch;
    await until(() => system.host.calls.fetch > before);
    // Each round a little later into the request.
    for (let turn = 0; turn < round * TURNS_LATER; turn += 1) await nextTurn();
    const pid = system.cloud.processes().table;
    if (pid === undefined) throw new Error('the table is not ours to kill');
    process.kill(pid, 'SIGKILL');
    await pasting;
    const acknowledged = listAcknowledged(desk, rows.length);
    await system.advance(10);
    const stored = await system.table.readRecords('BT028');
    const active = new Set(stored.filter(({ state }) => state === 'active').map(({ id }) => id));
    expect(acknowledged.filter((id) => !active.has(id as never))).toEqual([]);
  }
  expect(await desk.records()).toEqual(rows.map(() => 'active 1'));
  expect(listAcknowledged(desk, rows.length)).toHaveLength(rows.length);
});

const TURNS_LATER = 40;
const MAX_WAIT_MS = 30_000;

async function until(isSo: () => boolean): Promise<void> {
  const endMs = performance.now() + MAX_WAIT_MS;
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error('the request never began');
    await nextTurn();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function listAcknowledged({ receipt, idText }: UnitDesk, count: number): readonly string[] {
  const rowNumbers = Array.from({ length: count }, (_, index) => index + 2);
  return rowNumbers.filter((row) => receipt(row).startsWith('Đã ghi nhận')).map(idText);
}
