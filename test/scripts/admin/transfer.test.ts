/** Export and import: the sample there and back, cut files, a table that is written to, cut imports. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  toHeadKey,
  toHistoryKey,
  toRowKey,
  toUnitKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import { AdminError } from '../../../scripts/admin/admin-error.ts';
import type { ProgrammeTable } from '../../../scripts/admin/programme-table.ts';
import type { Stop } from '../../../scripts/admin/stop.ts';
import { NEVER } from '../../../scripts/admin/stop.ts';
import { checkExportFile } from '../../../scripts/admin/transfer/export-file.ts';
import { exportProgramme } from '../../../scripts/admin/transfer/export-programme.ts';
import { importProgramme } from '../../../scripts/admin/transfer/import-programme.ts';
import type { Section } from '../../../scripts/admin/transfer/read-programme.ts';
import { toSet } from '../../lambdas/ingest/ingest-world.ts';
import { vendorError } from '../../support/faulty-proxy.ts';
import type { FaultyTable } from '../../support/faulty-table.ts';
import { startFaultyTable } from '../../support/faulty-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { AdminTable } from './sample-table.ts';
import {
  createWorldOn,
  fillWithSample,
  openEmptyTable,
  PROGRAMME,
  WAITING,
} from './sample-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-transfer-'));
let sample: AdminTable;
let faulty: FaultyTable;
let whole: string;

beforeAll(async () => {
  sample = await openEmptyTable();
  faulty = await startFaultyTable();
  await fillWithSample(sample);
  whole = await exportTo('whole', sample);
});
afterAll(async () => {
  await sample.stop();
  await faulty.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Watch = { readonly stop?: Stop; onSection?(section: Section, readings: number): void };

async function exportTo(name: string, table: ProgrammeTable, watch: Watch = {}): Promise<string> {
  const file = join(folder, `${name}.jsonl`);
  const { stop = NEVER, onSection = () => undefined } = watch;
  await exportProgramme({ table, file, now: 1, tool: 'test', stop, onSection });
  return file;
}

function importFrom(file: string, table: ProgrammeTable, changes: object = {}) {
  const request = { table, file, unit: undefined, onlyMissing: false, dryRun: false, stop: NEVER };
  return importProgramme({ ...request, onWritten: () => undefined, ...changes });
}

function withoutHeader(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.slice(text.indexOf('\n') + 1);
}

/** Empty, reached through a proxy that spoils what it is told to. */
async function openFaulty(): Promise<ProgrammeTable> {
  const { tableName, client } = faulty.table;
  return { dynamo: faulty.dynamo, client, tableName, programme: PROGRAMME, waiting: WAITING };
}

describe('export and import', () => {
  it('the sample comes back byte for byte', async () => {
    const copy = await openEmptyTable();
    const result = await importFrom(whole, copy);
    const { trailer } = await checkExportFile(whole);
    expect(result).toEqual({ items: trailer.items, written: trailer.items, differing: [] });
    const again = await exportTo('again', copy);
    expect(withoutHeader(again)).toBe(withoutHeader(whole));
    await copy.stop();
  });

  it('holds every kind of item and only this programme', async () => {
    const { trailer } = await checkExportFile(whole);
    const names = trailer.sections.filter(({ items }) => items > 0).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('unit '))).toHaveLength(16);
    expect(names.filter((name) => !name.startsWith('unit '))).toEqual([
      'programme',
      'near keys',
      'mails',
    ]);
    const text = readFileSync(whole, 'utf8');
    const kinds = ['HEAD', 'CONTACT', 'KEYS', 'CATALOGUE', 'PUBLISHED', 'ROW#', 'PAGE#', 'V#'];
    expect(kinds.filter((kind) => !text.includes(`"sk":{"S":"${kind}`))).toEqual([]);
    expect(text.match(/"sk":\{"S":"ROW#/g)).toHaveLength(235);
    expect(trailer.sections.find(({ name }) => name === 'unit BT028')).toMatchObject({
      seq: 1,
      version: 1,
    });
    expect(statSync(whole).mode & 0o777).toBe(0o600);
  });

  it('overwrites no file, and leaves none when it is stopped', async () => {
    await expect(exportTo('whole', sample)).rejects.toThrow(/exists already/);
    let sections = 0;
    const stop = {
      check() {
        if (sections > 3) throw new AdminError('stopped by SIGINT');
      },
    };
    const onSection = () => {
      sections += 1;
    };
    await expect(exportTo('stopped', sample, { stop, onSection })).rejects.toThrow(/SIGINT/);
    expect(() => statSync(join(folder, 'stopped.jsonl'))).toThrow(/ENOENT/);
    expect(() => statSync(join(folder, 'stopped.jsonl.part'))).toThrow(/ENOENT/);
  });

  it('reads a unit again that changed while it was read', async () => {
    const table = await openEmptyTable();
    const world = createWorldOn(table);
    const rows = [0, 1, 2].map((n) => ({ id: rowId('BT028', n), cells: titled(`số ${n}`) }));
    const first = rows.slice(0, 2);
    await world.sync({ unit: 'BT028', rows: first, set: toSet(first) });
    let asked = 0;
    const send = table.dynamo.send.bind(table.dynamo);
    // Between the unit's rows and their histories somebody types another row.
    const typing = new Proxy(table.dynamo, {
      get(target, name, receiver) {
        if (name !== 'send') return Reflect.get(target, name, receiver);
        return async (command: { input: { KeyConditionExpression?: string } }) => {
          if (command.input.KeyConditionExpression !== undefined) {
            asked += 1;
            if (asked === 4) {
              await world.sync({ unit: 'BT028', after: 1, rows: rows.slice(2), set: toSet(rows) });
            }
          }
          return send(command as Parameters<typeof send>[0]);
        };
      },
    });
    const readings: [string, number][] = [];
    const onSection = ({ name }: Section, count: number) => void readings.push([name, count]);
    const file = await exportTo('typing', { ...table, dynamo: typing }, { onSection });
    expect(readings).toContainEqual(['unit BT028', 2]);
    const { trailer } = await checkExportFile(file);
    const unit = trailer.sections.find(({ name }) => name === 'unit BT028');
    // Head, contact, three rows, three versions.
    expect(unit).toMatchObject({ seq: 2, version: 2, items: 8 });
    const copy = await openEmptyTable();
    expect((await importFrom(file, copy)).differing).toEqual([]);
    await table.stop();
    await copy.stop();
  });

  it.each([
    ['is cut in a line', (text: string) => text.slice(0, 20_000), /no JSON/],
    [
      'is cut between lines',
      (text: string) => text.split('\n').slice(0, 50).join('\n'),
      /cut off after 49 items/,
    ],
    ['lost a line', (text: string) => dropLine(text, 10), /was changed/],
    ['was edited', (text: string) => text.replace('"BT028"', '"BT029"'), /was changed/],
    ['has no header', (text: string) => dropLine(text, 0), /no header/],
    [
      'is of a later format',
      (text: string) => text.replace('"format":1', '"format":2'),
      /format 2/,
    ],
    [
      'holds another programme',
      (text: string) => text.replace('"pk":{"S":"P#ben-tre"}', '"pk":{"S":"P#other"}'),
      /another programme/,
    ],
    ['goes on behind its trailer', (text: string) => `${text}{}\n`, /behind the trailer/],
    ['is empty', () => '', /empty/],
  ])('refuses a file that %s, before anything is written', async (name, spoil, reason) => {
    const file = join(folder, `${name}.jsonl`);
    writeFileSync(file, spoil(readFileSync(whole, 'utf8')));
    const table = await openFaulty();
    faulty.proxy.calls.length = 0;
    await expect(importFrom(file, table)).rejects.toThrow(reason);
    expect(faulty.proxy.calls.filter(({ operation }) => operation !== 'Scan')).toEqual([]);
  });

  it('refuses a table that has the programme, and a file of another programme', async () => {
    await expect(importFrom(whole, sample)).rejects.toThrow(/already.*--only-missing/);
    const other = { ...sample, programme: 'other' };
    await expect(importFrom(whole, other)).rejects.toThrow(/say --programme ben-tre/);
  });

  it('goes on after a cut, with what the table left unprocessed, and heads last', async () => {
    const table = await openFaulty();
    const { trailer } = await checkExportFile(whole);
    let parts = 0;
    const stop = {
      check() {
        parts += 1;
        if (parts === 4) throw new AdminError('stopped by SIGTERM');
      },
    };
    faulty.proxy.calls.length = 0;
    faulty.proxy.spoil('BatchWriteItem', vendorError(400, 'ThrottlingException'), {
      kind: 'loseAnswer',
    });
    const cut = importFrom(whole, table, { stop });
    await expect(cut).rejects.toThrow(/SIGTERM; 300 of \d+ items were written.*--only-missing/);
    expect(JSON.stringify(faulty.proxy.calls)).not.toContain('{"S":"HEAD"}');
    const rest = await importFrom(whole, table, { onlyMissing: true });
    expect(rest).toEqual({
      items: trailer.items,
      written: trailer.items - 300,
      differing: [],
    });
  });

  it('brings back what one unit lost, and nothing of others', async () => {
    const copy = await openEmptyTable();
    await importFrom(whole, copy);
    const id = rowId('BT028', 1);
    const lost = [
      toRowKey(PROGRAMME, 'BT028', id),
      toHistoryKey({ programme: PROGRAMME, unit: 'BT028', id, version: 1 }),
      toRowKey(PROGRAMME, 'BT029', rowId('BT029', 1)),
    ];
    for (const Key of lost) {
      await copy.client.send(new DeleteCommand({ TableName: copy.tableName, Key }));
    }
    const some = { onlyMissing: true, unit: 'BT028' };
    expect(await importFrom(whole, copy, some)).toMatchObject({ written: 2, differing: [] });
    expect(await importFrom(whole, copy, { ...some, unit: 'BT029', dryRun: true })).toMatchObject({
      written: 0,
    });
    expect(await importFrom(whole, copy, { onlyMissing: true })).toMatchObject({ written: 1 });
    const unknown = importFrom(whole, copy, { ...some, unit: 'BT999' });
    await expect(unknown).rejects.toThrow(/nothing of unit BT999/);
    await copy.stop();
  });

  it('says which sections read back differently', async () => {
    const table = await openFaulty();
    const { tableName, client } = faulty.table;
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { pk: toUnitKey(PROGRAMME, 'BT028'), sk: 'STRAY' },
      }),
    );
    const Key = toHeadKey(PROGRAMME, 'BT029');
    await client.send(new PutCommand({ TableName: tableName, Item: { ...Key, seq: 7 } }));
    const result = await importFrom(whole, table, { onlyMissing: true });
    expect(result.differing).toEqual(['unit BT028', 'unit BT029']);
    await client.send(new DeleteCommand({ TableName: tableName, Key }));
    await client.send(
      new DeleteCommand({
        TableName: tableName,
        Key: { pk: toUnitKey(PROGRAMME, 'BT028'), sk: 'STRAY' },
      }),
    );
    expect((await importFrom(whole, table, { onlyMissing: true })).differing).toEqual([]);
  });
});

function titled(words: string) {
  return validCells({ title: `Quy trình phân loại người bệnh ${words}` });
}

function dropLine(text: string, index: number): string {
  return text
    .split('\n')
    .filter((_, position) => position !== index)
    .join('\n');
}
