/** Keys of units and who has pressed «Kích hoạt», with the table that the server keeps. */

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_PREFIX, Activation } from '../../../core/messages/activation.ts';
import { createHead } from '../../../core/unit-head.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../../lambdas/adapters/table/retry.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import type { SyncStore } from '../../../lambdas/ports/sync-store.ts';
import { build } from '../../../scripts/build.ts';
import { readContentFolder } from '../../../scripts/units/content-store.ts';
import { findTarget } from '../../../scripts/units/fleet.ts';
import { readVersion, type ScriptContent } from '../../../scripts/units/script-content.ts';
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

const OVERLAP_END = '2011-04-14T01:00:00.000Z';

const policyOf = async (unit: string) => (await store.readUnit(unit)).keyPolicy;

function readCode(codes: string, unit: string): Activation {
  const lines = readFileSync(codes, 'utf8').trim().split('\n');
  const line = lines.filter((text) => text.startsWith(`${unit},`)).at(-1) ?? '';
  const code = line.split(',').at(-1) ?? '';
  const json = Buffer.from(code.slice(ACTIVATION_PREFIX.length), 'base64url').toString('utf8');
  return v.parse(Activation, JSON.parse(json));
}

describe('rotate', () => {
  it('needs no secret and writes no code: the sheet learns its key in the overlap', async () => {
    const ran = await world.run(withTable('rotate', 'BT005'));
    expect(ran.code).toBe(0);
    expect(await policyOf('BT005')).toEqual({
      current: 2,
      previous: { version: 1, acceptedUntil: Date.parse(OVERLAP_END) },
      revoked: [],
    });
    expect(ran.output).toContain(`BT005  has key 2; key 1 is accepted until ${OVERLAP_END}`);
    expect(ran.output).not.toContain('codes');
  });

  it('tells until when it is too soon for another, and changes nothing', async () => {
    await world.run(withTable('rotate', 'BT006', '--overlap-days', '3'));
    const policy = await policyOf('BT006');
    const again = await world.run(withTable('rotate', 'BT006', '--json'));
    expect(again.code).toBe(0);
    expect(JSON.parse(again.output).units).toMatchObject([
      { unit: 'BT006', outcome: 'tooSoon', text: expect.stringContaining('2011-04-03T01:00:00') },
    ]);
    expect(await policyOf('BT006')).toEqual(policy);
  });

  it('writes the newest code into a file for the operator alone, and nothing on screen', async () => {
    const codes = join(world.folder, 'codes.csv');
    const argv = withTable('rotate', 'BT003', '--endpoint', ENDPOINT, '--codes', codes);
    const ran = await world.run(argv, { input: `${SECRET}\n` });
    expect(ran.code).toBe(0);
    expect(await policyOf('BT003')).toMatchObject({ current: 2, previous: { version: 1 } });
    expect(statSync(codes).mode & 0o777).toBe(0o600);
    const key = deriveUnitKey(SECRET, 'BT003', 2);
    const activation = { endpoint: ENDPOINT, programme: 'ben-tre', unit: 'BT003', keyVersion: 2 };
    expect(readCode(codes, 'BT003')).toEqual({ ...activation, key });
    const written = readFileSync(codes, 'utf8');
    const [header, line = ''] = written.trim().split('\n');
    expect(header).toBe('unit_code,name,activation_code');
    const told = [ran.output, ...ran.progress].join('\n');
    expect(told).not.toContain(line.split(',').at(-1));
    expect(told).not.toContain(key);
    expect(told).not.toContain(SECRET);

    const again = await world.run(argv, { input: SECRET });
    expect(again.output).toContain('BT003  TOO SOON');
    expect((await policyOf('BT003'))?.current).toBe(2);
    expect(readFileSync(codes, 'utf8')).toBe(written);
  });

  it('of two operators at once gives both the code of the key that counts', async () => {
    const runs = ['3', '5'].map(async (days) => {
      const codes = join(world.folder, `${days}.csv`);
      const own = ['--data', join(world.folder, days), '--overlap-days', days, '--codes', codes];
      const argv = withTable('rotate', 'BT007', '--json', '--endpoint', ENDPOINT, ...own);
      const ran = await world.run(argv, { input: SECRET });
      return { outcome: JSON.parse(ran.output).units[0].outcome, code: readCode(codes, 'BT007') };
    });
    const ran = await Promise.all(runs);
    expect(ran.map(({ outcome }) => outcome).sort()).toEqual(['rotated', 'tooSoon']);
    expect((await policyOf('BT007'))?.current).toBe(2);
    expect(ran.map(({ code }) => code.keyVersion)).toEqual([2, 2]);
  });

  it('says whose sheet cannot learn a key, and of whom it does not know', async () => {
    const bundle = readContentFolder(join(import.meta.dirname, '../../../dist/appsscript'));
    push('BT001', bundle);
    push('BT002', readContentFolder(world.bundle('0123456789ab')));
    push('BT004', bundle);
    await store.writeContact({
      unit: 'BT004',
      counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
      bundle: 'another-one',
      lastContactAt: Date.parse('2011-03-31T00:30:00Z'),
      changedAt: 1,
    });
    const argv = withTable('rotate', 'BT001', 'BT002', 'BT004', 'BT003', '--dry-run');
    const { units, notes } = JSON.parse((await world.run([...argv, '--json'])).output);
    expect(units.map(({ learning }: { learning: string }) => learning)).toEqual([
      'learns',
      'cannot',
      'unknown',
      'unknown',
    ]);
    expect(units[1].text).toContain('CANNOT LEARN');
    expect(units[1].text).toContain('0123456789ab');
    expect(notes.join(' ')).toContain('must have been pushed first');
    expect(await policyOf('BT001')).toBeUndefined();
  });

  it('changes nothing when it was called wrongly', async () => {
    const codes = join(world.folder, 'codes.csv');
    const argv = withTable('rotate', 'BT004', '--endpoint', ENDPOINT, '--codes', codes);
    expect((await world.run(argv, { input: 'no secret' })).code).toBe(2);
    expect((await world.run(argv.slice(0, -2), { input: SECRET })).code).toBe(2);
    expect((await world.run(withTable('rotate', 'BT004', '--codes', codes))).code).toBe(2);
    expect((await world.run(withTable('rotate', 'BT004', '--endpoint', ENDPOINT))).code).toBe(2);
    expect((await world.run(withTable('rotate', 'BT004', '--overlap-days', '0'))).code).toBe(2);
    const nowhere = withTable('rotate', 'BT004', '--endpoint', ENDPOINT, '--codes', '/no/x.csv');
    expect((await world.run(nowhere, { input: SECRET })).code).toBe(2);
    writeFileSync(codes, '', { mode: 0o644 });
    expect((await world.run(argv, { input: SECRET })).code).toBe(2);
    expect(await policyOf('BT004')).toBeUndefined();
  });
});

/** As a push leaves it behind, an hour before. */
function push(unit: string, content: ScriptContent): void {
  const { file, store: contents } = world.parts();
  const target = findTarget(file.fleet, unit);
  if (target === undefined) throw new Error(`${unit} has no script`);
  const contentHash = contents.keep(content);
  const pushed = { version: readVersion(content), contentHash, at: '2011-03-31T00:00:00.000Z' };
  file.write({ ...target, pushed });
}

describe('revoke', () => {
  const toArgv = (unit: string, codes: string, ...rest: readonly string[]) =>
    withTable('revoke', unit, '--endpoint', ENDPOINT, '--codes', codes, ...rest);

  it('refuses all keys there are at once, and writes the code of a new one', async () => {
    const codes = join(world.folder, 'codes.csv');
    await world.run(withTable('rotate', 'BT008'));
    const ran = await world.run(toArgv('BT008', codes), { input: SECRET });
    expect(ran.code).toBe(0);
    const policy = await policyOf('BT008');
    expect(policy).toEqual({ current: 3, revoked: [1, 2] });
    expect(ran.output).toContain('BT008  keys 1, 2 refused from now on; its new code is of key 3');
    expect(ran.output).toContain(codes);
    expect(statSync(codes).mode & 0o777).toBe(0o600);
    const { keyVersion, key } = readCode(codes, 'BT008');
    expect({ keyVersion, key }).toEqual({ keyVersion: 3, key: deriveUnitKey(SECRET, 'BT008', 3) });
    const told = [ran.output, ...ran.progress].join('\n');
    expect(told).not.toContain(ACTIVATION_PREFIX);
    expect(told).not.toContain(key);
    expect(told).not.toContain(SECRET);
  });

  it('of named versions may be repeated: the code is written once more', async () => {
    const codes = join(world.folder, 'codes.csv');
    const previous = { version: 2, acceptedUntil: 9_999_999_999_999 };
    const next = { current: 3, previous, revoked: [1] };
    await store.replaceKeyPolicy('BT009', { before: undefined, next });
    const first = await world.run(toArgv('BT009', codes, '--versions', '1,3'), { input: SECRET });
    expect(first.output).toContain('key 2 is accepted until 2286-11-20');
    const policy = { current: 4, previous, revoked: [1, 3] };
    expect(await policyOf('BT009')).toEqual(policy);
    rmSync(codes);
    const again = await world.run(toArgv('BT009', codes, '--versions', '1,3'), { input: SECRET });
    expect(again.code).toBe(0);
    expect(again.output).toContain('BT009  was revoked already');
    expect(await policyOf('BT009')).toEqual(policy);
    expect(readCode(codes, 'BT009').keyVersion).toBe(4);
  });

  it('of two operators at once writes both the code of the key that counts', async () => {
    const runs = ['one', 'two'].map(async (name) => {
      const codes = join(world.folder, `${name}.csv`);
      const own = ['--versions', '1', '--data', join(world.folder, name)];
      await world.run(toArgv('BT010', codes, ...own), { input: SECRET });
      return readCode(codes, 'BT010').keyVersion;
    });
    expect(await Promise.all(runs)).toEqual([2, 2]);
    expect(await policyOf('BT010')).toEqual({ current: 2, revoked: [1] });
  });

  it('names a version that was never made, and goes on with the other units', async () => {
    const codes = join(world.folder, 'codes.csv');
    await world.run(withTable('rotate', 'BT012'));
    const argv = ['revoke', 'BT011', 'BT012', '--versions', '2', '--endpoint', ENDPOINT];
    const ran = await world.run(withTable(...argv, '--codes', codes), { input: SECRET });
    expect(ran.code).toBe(1);
    expect(ran.output).toContain('key 2 was never made, its newest is 1');
    expect(await policyOf('BT011')).toBeUndefined();
    expect(await policyOf('BT012')).toMatchObject({ current: 3, revoked: [2] });
  });

  it('only looks in a dry run, and needs no secret for it', async () => {
    const ran = await world.run(withTable('revoke', 'BT013', '--dry-run'));
    expect(ran.code).toBe(0);
    expect(ran.output).toContain('BT013  key 1 would be refused');
    expect(await policyOf('BT013')).toBeUndefined();
  });

  it('changes nothing when it was called wrongly', async () => {
    const codes = join(world.folder, 'codes.csv');
    expect((await world.run(withTable('revoke', 'BT014'), { input: SECRET })).code).toBe(2);
    expect((await world.run(toArgv('BT014', codes), { input: '' })).code).toBe(2);
    expect((await world.run(toArgv('BT014', '/no/x.csv'), { input: SECRET })).code).toBe(2);
    expect(await policyOf('BT014')).toBeUndefined();
  });

  it('says when the code could not be written after all, and how to come by it', async () => {
    const codes = join(world.folder, 'codes.csv');
    // After the first unit a folder stands in its place.
    const spoil = (line: string) => {
      if (!line.startsWith('[1/2]')) return;
      rmSync(codes);
      mkdirSync(codes, { mode: 0o700 });
    };
    const argv = ['revoke', 'BT015', 'BT016', '--endpoint', ENDPOINT, '--codes', codes];
    const ran = await world.run(withTable(...argv), { input: SECRET, onProgress: spoil });
    expect(ran.code).toBe(1);
    expect(ran.output).toMatch(/BT016 {2}key 1 refused .* ITS CODE WAS NOT WRITTEN/);
    expect(await policyOf('BT016')).toEqual({ current: 2, revoked: [1] });
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
    expect((await store.readUnit('BT002')).keyPolicy).toEqual({ current: 3, revoked: [1, 2, 3] });
    expect(findTarget(world.readFleet(), 'BT002')?.state).toBe('retired');
    const pushed = await world.run(['push', '--only', 'BT002', '--bundle', world.bundle('abc')]);
    expect(pushed.code).toBe(2);
    expect(pushed.progress.join(' ')).toContain('BT002 has no active script');
  });
});

describe('without --table', () => {
  const ARN = 'arn:aws:secretsmanager:ap-southeast-1:210987654321:secret:MasterSecret-AbCdEf';

  function deploy(tableName: string): string {
    const outputs = {
      'so-sang-kien-dev-stateful': { TableName: tableName, MasterSecretArn: ARN },
      'so-sang-kien-dev-ben-tre-service': { ApiUrl: `${ENDPOINT}/` },
    };
    const deployments = join(world.folder, 'deploy');
    mkdirSync(deployments);
    writeFileSync(join(deployments, 'ben-tre.dev.json'), JSON.stringify(outputs));
    return deployments;
  }

  it('the table and address are those that were deployed from this machine', async () => {
    const deployments = deploy(table.tableName);
    const codes = join(world.folder, 'codes.csv');
    const argv = ['revoke', 'BT020', '--codes', codes];
    expect((await world.run(argv, { deployments, input: SECRET })).code).toBe(0);
    expect(await policyOf('BT020')).toEqual({ current: 2, revoked: [1] });
    expect(readCode(codes, 'BT020').endpoint).toBe(ENDPOINT);
    const listed = await world.run(['list', '--only', 'BT020'], { deployments });
    expect(listed.output).toContain('key 2');
  });

  it('a table that is named goes before it', async () => {
    const deployments = deploy('another-table');
    expect((await world.run(withTable('rotate', 'BT021'), { deployments })).code).toBe(0);
    expect((await policyOf('BT021'))?.current).toBe(2);
    const ran = await world.run(['rotate', 'BT022', 'BT023'], { deployments });
    expect(ran.code).toBe(1);
    expect(ran.output).toContain('BT022  FAILED');
    expect(ran.output).toContain('BT023  not tried: BT022 failed');
  });

  it.each(['rotate', 'revoke', 'retire'])(
    '%s says what to give where there is neither',
    async (command) => {
      const ran = await world.run([command, 'BT024', '--dry-run']);
      expect(ran.code).toBe(2);
      expect(ran.progress.join(' ')).toContain(
        '--table NAME (TableName of so-sang-kien-dev-stateful)',
      );
    },
  );
});
