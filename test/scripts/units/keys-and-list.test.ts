/** Keys of units and who has pressed «Kích hoạt», with the table that the server keeps. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_PREFIX, Activation } from '../../../core/messages/activation.ts';
import { createHead } from '../../../core/unit-head.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../../lambdas/adapters/table/retry.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import type { SyncStore } from '../../../lambdas/ports/sync-store.ts';
import { build } from '../../../scripts/build.ts';
import { findTarget } from '../../../scripts/units/fleet.ts';
import { type LocalTable, startLocalTable } from '../../support/local-table.ts';
import { type FleetWorld, openFleetWorld } from './fleet-world.ts';

const SECRET = 'Ab3'.repeat(21).padEnd(64, 'x');
const ENDPOINT = 'https://api.example';

let table: LocalTable;
let store: SyncStore;
let world: FleetWorld;
let endpointBefore: string | undefined;

beforeAll(async () => {
  await build({ print: () => undefined });
  table = await startLocalTable();
  endpointBefore = process.env.DYNAMODB_ENDPOINT;
  process.env.DYNAMODB_ENDPOINT = table.endpoint;
  const { client, tableName } = table;
  store = createDynamoSyncStore({
    client,
    tableName,
    programme: 'ben-tre',
    waiting: REAL_WAITING,
  });
});

afterAll(async () => {
  if (endpointBefore === undefined) delete process.env.DYNAMODB_ENDPOINT;
  else process.env.DYNAMODB_ENDPOINT = endpointBefore;
  await table.stop();
});

beforeEach(async () => {
  world = await openFleetWorld({ units: ['BT001', 'BT002', 'BT003', 'BT004'] });
  return () => world.stop();
});

const withTable = (...argv: readonly string[]) => [...argv, '--table', table.tableName];

describe('list', () => {
  it('says who has pressed «Kích hoạt», from which spreadsheet, and who must', async () => {
    const spreadsheetId = findTarget(world.readFleet(), 'BT001')?.spreadsheetId ?? '';
    await store.registerHead(createHead('BT001', spreadsheetId, 1));
    await store.writeContact({
      unit: 'BT001',
      counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
      bundle: 'abc',
      lastContactAt: Date.parse('2011-03-30T00:00:00Z'),
      changedAt: 1,
    });
    await store.registerHead(createHead('BT002', 'some-other-spreadsheet', 1));
    const ran = await world.run(withTable('list', '--json', '--only', 'BT001,BT002,BT003,BT065'));
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.output).units).toMatchObject([
      {
        unit: 'BT001',
        outcome: 'active',
        activation: 'activated',
        lastContactAt: '2011-03-30T00:00:00.000Z',
        sheetVersion: 'abc',
        people: ['bt001@ben-tre.example'],
        keys: { policy: { current: 1 }, used: 1 },
      },
      { unit: 'BT002', activation: 'otherSpreadsheet' },
      { unit: 'BT003', activation: 'notYet' },
      { unit: 'BT065', outcome: 'unregistered' },
    ]);
  });

  it('writes to those who have not, and to nobody else', async () => {
    const ran = await world.run(withTable('list', '--texts', '--only', 'BT001,BT003'));
    expect(ran.output).toContain('--- BT003 → bt003@ben-tre.example');
    expect(ran.output).not.toContain('--- BT001');
    const id = findTarget(world.readFleet(), 'BT003')?.spreadsheetId;
    expect(ran.output).toContain(`https://docs.google.com/spreadsheets/d/${id}/edit`);
  });

  it('tells where to look when no table was named', async () => {
    const ran = await world.run(['list', '--only', 'BT001']);
    expect(ran.output).toContain('stands in the table: --table NAME');
  });
});

describe('rotate', () => {
  it('gives a new key once, its code into a file for the operator alone, and nothing on screen', async () => {
    const codes = join(world.folder, 'codes.csv');
    const argv = withTable('rotate', 'BT003', '--endpoint', ENDPOINT, '--codes', codes);
    const ran = await world.run(argv, { input: `${SECRET}\n` });
    expect(ran.code).toBe(0);
    const { keyPolicy } = await store.readUnit('BT003');
    expect(keyPolicy).toMatchObject({ current: 2, previous: { version: 1 }, revoked: [] });
    expect(statSync(codes).mode & 0o777).toBe(0o600);
    const [header, line = ''] = readFileSync(codes, 'utf8').trim().split('\n');
    expect(header).toBe('unit_code,name,activation_code');
    const code = line.split(',').at(-1) ?? '';
    const json = Buffer.from(code.slice(ACTIVATION_PREFIX.length), 'base64url').toString('utf8');
    expect(Activation.parse(JSON.parse(json))).toEqual({
      endpoint: ENDPOINT,
      programme: 'ben-tre',
      unit: 'BT003',
      keyVersion: 2,
      key: deriveUnitKey(SECRET, 'BT003', 2),
    });
    const told = [ran.output, ...ran.progress].join('\n');
    expect(told).not.toContain(code);
    expect(told).not.toContain(deriveUnitKey(SECRET, 'BT003', 2));
    expect(told).not.toContain(SECRET);

    const again = await world.run(argv, { input: SECRET });
    expect(again.output).toContain('BT003  was given its newest key already');
    expect((await store.readUnit('BT003')).keyPolicy?.current).toBe(2);
  });

  it('changes nothing when it was called wrongly', async () => {
    const codes = join(world.folder, 'codes.csv');
    const argv = withTable('rotate', 'BT004', '--endpoint', ENDPOINT, '--codes', codes);
    expect((await world.run(argv, { input: 'no secret' })).code).toBe(2);
    expect((await world.run(argv.slice(0, -2), { input: SECRET })).code).toBe(2);
    writeFileSync(codes, '', { mode: 0o644 });
    expect((await world.run(argv, { input: SECRET })).code).toBe(2);
    expect(await store.readUnit('BT004')).toEqual({});
  });
});

describe('retire', () => {
  it('refuses every key of the unit from now on, and pushes to it no more', async () => {
    const previous = { version: 2, acceptedUntil: 9_999_999_999_999 };
    const next = { current: 3, previous, revoked: [] };
    await store.replaceKeyPolicy('BT002', { before: undefined, next });
    expect((await world.run(['retire', 'BT002'])).code).toBe(2);
    expect((await world.run(withTable('retire', 'BT002', '--dry-run'))).code).toBe(0);
    expect((await store.readUnit('BT002')).keyPolicy?.revoked).toEqual([]);
    expect((await world.run(withTable('retire', 'BT002'))).code).toBe(0);
    expect((await store.readUnit('BT002')).keyPolicy).toEqual({ current: 4, revoked: [1, 2, 3] });
    expect(findTarget(world.readFleet(), 'BT002')?.state).toBe('retired');
    const pushed = await world.run(['push', '--only', 'BT002', '--bundle', world.bundle('abc')]);
    expect(pushed.code).toBe(2);
    expect(pushed.progress.join(' ')).toContain('BT002 has no active script');
  });
});
