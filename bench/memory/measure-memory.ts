/** Peak memory of each function at the largest input it is to take. */
import { performance } from 'node:perf_hooks';
import type { TypedCells } from '../../core/columns.ts';
import { MAX_BODY_BYTES, MAX_INDEX_ENTRIES, MAX_ROWS } from '../../core/messages/sync-limits.ts';
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import { createRowIdSource } from '../../core/row-id.ts';
import { addToSet, toColumnHashes, toFingerprint } from '../../core/sync/fingerprint.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import type { FunctionProcess } from '../../local/aws/function-process.ts';
import { startTableServer } from '../../local/aws/table-server.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { readProgramme } from '../../local/system.ts';
import { createTableReader } from '../../local/table-reader.ts';
import { fillTable } from '../consolidation/fill-table.ts';
import type { Figures } from '../figures.ts';
import { createCountingClient } from '../stage/counting-client.ts';
import {
  createTable,
  FUNCTION_NAMES,
  invoke,
  readDeployment,
  startFunction,
} from '../stage/deployment.ts';
import { startSecretServer } from '../stage/secret-server.ts';
import type { Cloud } from '../stage/start-cloud.ts';
import { callFunction, PROGRAMME, startCloud, toSchedule } from '../stage/start-cloud.ts';
import { toEvent } from '../stage/sync-sender.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import { readFunctionName, readPeakMiB } from './peak-memory.ts';

/** A Monday at half past seven, when the weekly mail with its report leaves. */
const NOW = Date.parse('2011-03-28T07:30:00+07:00');
const UNIT = 'BT001';
/** Of the largest request: rows with long texts that fill the body. */
const BODY_ROOM_BYTES = 64 * 1024;
const PATIENCE_MS = 180_000;

/** A large province: as many rows in each unit as few have. */
const ROWS_A_UNIT = 290;

/** @param indexed rows of one unit, for ingest @param each rows of every unit, for the others */
export async function measureMemory(
  indexed: number = MAX_INDEX_ENTRIES,
  each: number = ROWS_A_UNIT,
): Promise<Figures> {
  return { ...(await measureIngestMemory(indexed)), ...(await measureCommittee(each)) };
}

async function measureCommittee(each: number): Promise<Figures> {
  const clock = createVirtualClock(NOW - 60_000);
  const cloud = await startCloud({ clock });
  const { tableEndpoint, tableName } = cloud;
  const { client, close } = createCountingClient(tableEndpoint);
  try {
    const rowsOf = new Map(readProgramme(PROGRAMME).units.map(({ code }) => [code, each]));
    await fillTable({ client, tableName, programme: PROGRAMME, rowsOf, now: clock.now() });
    const rows = each * rowsOf.size;
    const published = await callFunction(cloud, 'summarize', toSchedule(clock.now()));
    assertPublished(published.answer, rows);
    const report = await callFunction(cloud, 'report', toSchedule(clock.now()));
    clock.advanceTo(NOW);
    const digest = await callFunction(cloud, 'digest', toSchedule(NOW));
    if (cloud.listMails().length === 0) throw new Error('no mail was sent');
    return {
      ...readPeaks(cloud),
      'memory.rows': rows,
      'memory.summarize.ms': Math.round(published.durationMs),
      'memory.report.ms': Math.round(report.durationMs),
      'memory.digest.ms': Math.round(digest.durationMs),
    };
  } finally {
    close();
    await cloud.stop();
  }
}

/** Alone, and with more time than it has: on a busy machine the largest index takes too long. */
async function measureIngestMemory(rows: number): Promise<Figures> {
  const deployment = readDeployment();
  const { endpoint, stop } = await startTableServer({ databaseFile: undefined });
  const tableName = 'memory';
  await createTable(deployment, endpoint, tableName);
  const { client, close } = createCountingClient(endpoint);
  const rowsOf = new Map([[UNIT, rows]]);
  const filling = { client, tableName, programme: PROGRAMME, rowsOf, now: NOW };
  const head = (await fillTable(filling)).get(UNIT);
  if (head === undefined) throw new Error('nothing was filled in');
  const secrets = await startSecretServer();
  const reader = createTableReader({ endpoint, tableName, programme: PROGRAMME });
  const process = await startFunction({
    deployment,
    name: 'ingest',
    tableEndpoint: endpoint,
    servicesEndpoint: `http://127.0.0.1:${secrets.port}`,
    environment: { TABLE_NAME: tableName },
    timeoutMs: PATIENCE_MS,
  });
  try {
    const index = toIndexRequest(head, await reader.readRecords(UNIT));
    const indexMs = await send(process, index, 0);
    const rowsMs = await send(process, toLargestRequest(head), MAX_ROWS);
    return {
      'memory.ingest.MiB': readPeakMiB(process.pid),
      'memory.ingest.indexMs': Math.round(indexMs),
      'memory.ingest.rowsMs': Math.round(rowsMs),
    };
  } finally {
    await process.stop();
    reader.close();
    close();
    await secrets.stop();
    await stop();
  }
}

function toRequest(head: UnitHead, changes: Partial<SyncRequest>): SyncRequest {
  return {
    v: 1,
    bundle: 'bench',
    unit: UNIT,
    spreadsheetId: head.spreadsheetId,
    after: head.seq,
    sentAt: Date.now(),
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    set: head.set,
    rows: [],
    ...changes,
  };
}

function toIndexRequest(head: UnitHead, rows: readonly StoredRow[]): SyncRequest {
  return toRequest(head, { index: rows.map(({ id, fingerprint }) => [id, fingerprint]) });
}

/** As many rows as a request takes, with texts that fill it to its limit. */
function toLargestRequest(head: UnitHead): SyncRequest {
  const newId = createRowIdSource(UNIT, 'bbbb41a0-0000-4000-8000-000000000000');
  const plain = generateRows({ seed: 77, count: MAX_ROWS, unit: UNIT });
  const bytes = Buffer.byteLength(JSON.stringify(plain.map(({ cells }) => cells)));
  const spare = Math.floor((MAX_BODY_BYTES - BODY_ROOM_BYTES - bytes) / MAX_ROWS);
  const padding = ' Đã chạy thử và theo dõi.';
  const repeats = Math.max(0, Math.floor(spare / Buffer.byteLength(padding)));
  let { set } = head;
  const rows = plain.map(({ cells }, index) => {
    const own: TypedCells = {
      ...cells,
      title: `${cells.title} lần ${index}`,
      description: `${cells.description}${padding.repeat(repeats)}`,
    };
    const id = newId();
    set = addToSet(set, id, toFingerprint(toColumnHashes(own)));
    return { id, cells: own };
  });
  return toRequest(head, { rows, set });
}

/** @returns milliseconds @throws Error unless so many rows were saved */
async function send(
  process: FunctionProcess,
  request: SyncRequest,
  saved: number,
): Promise<number> {
  const startedAt = performance.now();
  const answer = await invoke(process, toEvent(UNIT, request));
  const spentMs = performance.now() - startedAt;
  const { statusCode, body } = answer as { readonly statusCode: number; readonly body: string };
  const { rows = [] } = JSON.parse(body) as {
    readonly rows?: readonly { readonly kind: string }[];
  };
  const done = rows.filter(({ kind }) => kind === 'saved').length;
  if (statusCode === 200 && done === saved) return spentMs;
  throw new Error(`ingest saved ${done} of ${saved} rows: ${statusCode} ${body.slice(0, 300)}`);
}

function assertPublished(answer: unknown, total: number): void {
  const published = answer as { readonly kind: string; readonly total: number };
  if (published.kind === 'published' && published.total === total) return;
  throw new Error(`summarize says ${JSON.stringify(answer)} instead of ${total} rows`);
}

function readPeaks(cloud: Cloud): Figures {
  const pids = cloud.processes().functions;
  return Object.fromEntries(
    FUNCTION_NAMES.filter((name) => name !== 'ingest').map((name) => {
      const own = pids.filter((pid) => readFunctionName(pid).endsWith(`-${name}`));
      return [`memory.${name}.MiB`, Math.max(0, ...own.map(readPeakMiB))];
    }),
  );
}
