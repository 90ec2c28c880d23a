/** The command line itself: what it takes, what it refuses, and its exit codes on real tables. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTableClient } from '../../../lambdas/adapters/table/table-client.ts';
import { toHeadKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { openDataFolder } from '../../../local/aws/data-folder.ts';
import { startTableServer } from '../../../local/aws/table-server.ts';
import { UsageError } from '../../../scripts/admin/admin-error.ts';
import { parseAdminArguments } from '../../../scripts/admin/arguments.ts';
import { toSet } from '../../lambdas/ingest/ingest-world.ts';
import { createLocalClient } from '../../support/local-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import { runAdmin } from './run-admin.ts';
import { createWorldOn, PROGRAMME, WAITING } from './sample-table.ts';

describe('arguments', () => {
  it('are a command, a table and how to tell of it', () => {
    const id = rowId('BT028', 1);
    const args = ['restore-row', id, '--version', '2', '--stage', 'prod', '--operator', 'van-hanh'];
    expect(parseAdminArguments([...args, '--json'])).toEqual({
      command: { kind: 'restore-row', unit: 'BT028', id, version: 2 },
      choice: {
        place: { kind: 'aws', region: undefined, stage: 'prod' },
        tableName: undefined,
        programme: 'ben-tre',
      },
      operator: 'van-hanh',
      dryRun: false,
      asJson: true,
    });
    expect(
      parseAdminArguments(['recount', '--endpoint', 'http://127.0.0.1:1', '--mend']),
    ).toMatchObject({
      command: { kind: 'recount', unit: undefined, mend: true },
      choice: { place: { kind: 'endpoint', url: 'http://127.0.0.1:1' } },
    });
    expect(
      parseAdminArguments(['import', '/x.jsonl', '--data', '/d', '--only-missing']),
    ).toMatchObject({
      command: { kind: 'import', file: '/x.jsonl', onlyMissing: true },
      choice: { place: { kind: 'data', dir: '/d' } },
    });
  });

  it.each([
    [[], /say a command/],
    [['exprot', '--data', 'd'], /«exprot» is no command/],
    [['export', '--data', 'd'], /--out FILE/],
    [['export', 'file', '--data', 'd'], /too many words/],
    [['import', '--data', 'd'], /say the FILE/],
    [['import', 'a', 'b', '--data', 'd'], /too many words/],
    [['restore-row', 'BT028', '--data', 'd'], /no row id/],
    [['restore-row', '--data', 'd'], /no row id/],
    [['restore-row', rowId('BT028', 1), '--version', '0', '--data', 'd'], /no version/],
    [['erase-author', '--data', 'd'], /whose name/],
    [['recount'], /which table/],
    [['recount', '--region', 'x'], /which table/],
    [['recount', '--data', 'd', '--stage', 'dev'], /say one of/],
    [['recount', '--stage', 'test'], /dev or prod/],
    [['recount', '--data', 'd', '--out', 'x'], /--out means nothing to recount/],
    [['export', '--out', 'x', '--data', 'd', '--mend'], /--mend means nothing to export/],
    [['recount', '--data', 'd', '--unit', 'BT#28'], /no unit code/],
    [['recount', '--data', 'd', '--programme', 'a b'], /no programme code/],
    [['recount', '--data', 'd', '--operator', ' '], /say who you are/],
    [['recount', '--data', 'd', '--mendd'], /mendd/],
  ])('%j are refused', (args, reason) => {
    expect(() => parseAdminArguments(args)).toThrow(UsageError);
    expect(() => parseAdminArguments(args)).toThrow(reason);
  });
});

describe('a stopped system’s folder', () => {
  const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-admin-'));
  const file = join(dir, 'out.jsonl');
  const rows = [0, 1].map((n) => ({
    id: rowId('BT028', n),
    cells: validCells({ title: `Quy trình phân loại người bệnh số ${n}`, authors: 'Lê Văn Tám' }),
  }));

  beforeAll(async () => {
    const folder = openDataFolder(dir);
    const server = await startTableServer({ databaseFile: folder.tableFile });
    const dynamo = createLocalClient(server.endpoint);
    const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType });
    await dynamo.send(
      new CreateTableCommand({
        TableName: 'records',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((name) => ({
          AttributeName: name,
          AttributeType: 'S',
        })),
        KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      }),
    );
    const client = createTableClient(dynamo);
    const table = { dynamo, client, tableName: 'records', programme: PROGRAMME, waiting: WAITING };
    const world = createWorldOn(table);
    await world.sync({ unit: 'BT028', rows, set: toSet(rows) });
    await world.sync({
      unit: 'BT028',
      after: 1,
      index: [[rows[0]?.id ?? '', null]],
      set: toSet(rows.slice(0, 1)),
    });
    await client.send(
      new UpdateCommand({
        TableName: 'records',
        Key: toHeadKey(PROGRAMME, 'BT028'),
        UpdateExpression: 'SET active = :wrong',
        ExpressionAttributeValues: { ':wrong': 9 },
      }),
    );
    dynamo.destroy();
    await server.stop();
    folder.release();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is exported, counted and mended, row by row restored, with the exit codes scripts need', async () => {
    const exported = await runAdmin('export', '--out', file, '--data', dir, '--json');
    expect(exported.code).toBe(0);
    const { items, sha256 } = JSON.parse(exported.stdout);
    expect(JSON.parse(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '')).toMatchObject(
      {
        kind: 'trailer',
        items,
        sha256,
      },
    );
    expect(exported.stderr).toContain('unit BT028: ');

    const counted = await runAdmin('recount', '--data', dir, '--json');
    expect(counted.code).toBe(1);
    expect(JSON.parse(counted.stdout)).toMatchObject({ drifts: [{ kind: 'active', found: '9' }] });
    const looked = await runAdmin('recount', '--mend', '--dry-run', '--data', dir);
    expect([looked.code, looked.stdout.includes('can be mended')]).toEqual([1, true]);
    expect((await runAdmin('recount', '--mend', '--data', dir)).code).toBe(0);
    expect((await runAdmin('recount', '--data', dir)).stdout).toMatch(/everything agrees/);

    const gone = rowId('BT028', 1);
    const dry = await runAdmin('restore-row', gone, '--data', dir, '--dry-run');
    expect([dry.code, dry.stdout.includes('would count again as version 3')]).toEqual([0, true]);
    const restored = await runAdmin('restore-row', gone, '--data', dir, '--json');
    expect(restored.code).toBe(0);
    expect(JSON.parse(restored.stdout)).toMatchObject({ kind: 'restored', newVersion: 3 });
    expect((await runAdmin('restore-row', rowId('BT028', 0), '--data', dir)).code).toBe(1);
    const named = await runAdmin('erase-author', 'Lê Văn Tám', '--data', dir);
    expect([named.code, named.stdout.match(/WAITS/g)?.length]).toEqual([1, 2]);
    expect((await runAdmin('recount', '--data', dir)).code).toBe(0);
  });

  it('is told to be something else, or in use, in one line', async () => {
    const nowhere = await runAdmin('recount', '--data', join(dir, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toMatch(/^admin: .*no table there.*\n$/);
    const folder = openDataFolder(dir);
    const busy = await runAdmin('recount', '--data', dir);
    expect([busy.code, busy.stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(busy.stderr).toMatch(/in use by process/);
    folder.release();
    const usage = await runAdmin('recount');
    expect(usage.code).toBe(2);
    expect(usage.stderr).toMatch(/^admin: which table.*\nusage: /);
    expect((await runAdmin('--help')).stdout).toMatch(/^usage: /);
    const unreachable = await runAdmin('recount', '--endpoint', 'http://127.0.0.1:1');
    expect([unreachable.code, unreachable.stderr.startsWith('admin: ')]).toEqual([1, true]);
  });
});
