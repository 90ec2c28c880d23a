/** Import and first call of each function's bundle, over an empty handler with the same client. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { startTableServer } from '../../local/aws/table-server.ts';
import { startSheetsApi } from '../../local/google/sheets-api/start-sheets-api.ts';
import { Workbook } from '../../local/google/workbook/workbook.ts';
import { readProgramme } from '../../local/system.ts';
import type { Figures } from '../figures.ts';
import { toMedian } from '../median.ts';
import { bundleHandler } from '../stage/bundle-handler.ts';
import { createTable, LAMBDAS_DIR, readDeployment, toEnvironment } from '../stage/deployment.ts';
import { startSecretServer } from '../stage/secret-server.ts';
import { createSyncSender } from '../stage/sync-sender.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';

/** Pairs of a start of ours and one of the reference. */
const PAIRS = 7;
/**
 * What a first call is. Nearly all of ingest's are the clock run of an idle sheet that spoke within
 * the hour; a new unit is written down first, and one that brings a row does all there is to do. The
 * others are asked at a time when nothing is due.
 */
const CASES = [
  { key: 'cold.ingest', name: 'ingest', brings: 'nothing' },
  { key: 'cold.ingestNewUnit', name: 'ingest', brings: 'itself' },
  { key: 'cold.ingestRow', name: 'ingest', brings: 'row' },
  { key: 'cold.summarize', name: 'summarize', brings: 'schedule' },
  { key: 'cold.report', name: 'report', brings: 'schedule' },
  { key: 'cold.digest', name: 'digest', brings: 'schedule' },
] as const;
type Case = (typeof CASES)[number];
const PROGRAMME = 'ben-tre';
const COMMITTEE_SPREADSHEET = 'committee-spreadsheet';
const MAX_CHILD_MS = 60_000;

type Start = { readonly loadMs: number; readonly callMs: number; readonly answer: unknown };

export async function measureColdStart(): Promise<Figures> {
  const deployment = readDeployment();
  const table = await startTableServer({ databaseFile: undefined });
  const secrets = await startSecretServer();
  const workbook = new Workbook({ spreadsheetId: COMMITTEE_SPREADSHEET, title: 'Ban Tổ chức' });
  const sheets = await startSheetsApi({ workbooks: () => workbook });
  const emptyDir = await bundleHandler('bench/cold-start/empty-handler.ts', 'empty');
  const sameDir = await bundleHandler('bench/cold-start/same-calls-handler.ts', 'same-calls');
  try {
    await createTable(deployment, table.endpoint, 'cold');
    const payloadOf = createPayloads();
    const figures: Record<string, number> = {};
    for (const { key, name, brings } of CASES) {
      const environment = toEnvironment({
        deployment,
        name,
        tableEndpoint: table.endpoint,
        servicesEndpoint: `http://127.0.0.1:${secrets.port}`,
        environment: {
          TABLE_NAME: 'cold',
          COMMITTEE_SPREADSHEET_ID: COMMITTEE_SPREADSHEET,
          GOOGLE_API_ROOT_URL: sheets.url,
        },
      });
      const start = (dir: string, payload: string) =>
        startCold(join(dir, 'index.mjs'), payload, environment);
      const pairs: Pair[] = [];
      if (brings === 'nothing') await start(join(LAMBDAS_DIR, name), payloadOf(brings));
      // The first pair fills the caches of the file system and is not counted.
      for (let pair = 0; pair <= PAIRS; pair += 1) {
        const ours = await start(join(LAMBDAS_DIR, name), payloadOf(brings));
        if (name === 'ingest') assertAnswered(ours.answer);
        const empty = await start(emptyDir, '{}');
        const same = SAME_CALLS.has(key)
          ? await start(sameDir, JSON.stringify({ isNew: brings === 'itself' }))
          : undefined;
        if (pair > 0) pairs.push({ ours, empty, ...(same === undefined ? {} : { same }) });
      }
      Object.assign(figures, toFigures(key, pairs));
    }
    return figures;
  } finally {
    await sheets.stop();
    await secrets.stop();
    await table.stop();
  }
}

/** `same` makes the calls ours makes, and nothing of what is between them. */
type Pair = { readonly ours: Start; readonly empty: Start; readonly same?: Start };

function toFigures(key: string, pairs: readonly Pair[]): Figures {
  const starts = pairs.flatMap((pair) => (pair.same === undefined ? [] : [pair.same]));
  const same = starts.map(toMs);
  const ours = pairs.map((pair) => toMs(pair.ours));
  return {
    ...(same.length === 0
      ? {}
      : {
          [`${key}.ratioSameCalls`]: toMedian(same.map((ms, index) => (ours[index] ?? 0) / ms)),
          [`${key}.sameCallsMs`]: toMedian(same),
          [`${key}.sameCallsLoadMs`]: toMedian(starts.map(({ loadMs }) => loadMs)),
        }),
    [`${key}.ratio`]: toMedian(pairs.map(({ ours, empty }) => toMs(ours) / toMs(empty))),
    [`${key}.ms`]: toMedian(pairs.map(({ ours }) => toMs(ours))),
    [`${key}.loadMs`]: toMedian(pairs.map(({ ours }) => ours.loadMs)),
    [`${key}.emptyMs`]: toMedian(pairs.map(({ empty }) => toMs(empty))),
    [`${key}.emptyLoadMs`]: toMedian(pairs.map(({ empty }) => empty.loadMs)),
  };
}

/** Cases of which the calls alone are measured, too. */
const SAME_CALLS: ReadonlySet<string> = new Set(['cold.ingest', 'cold.ingestNewUnit']);

/** An idle sheet is one and the same; each other request is of a unit that was not heard of before. */
function createPayloads(): (brings: Case['brings']) => string {
  const { units } = readProgramme(PROGRAMME);
  const [row] = generateRows({ seed: 11, count: 1, unit: 'BT001' });
  if (row === undefined) throw new Error('no row was generated');
  const idle = createSyncSender(units[0]?.code ?? '');
  let asked = 0;
  return (brings) => {
    if (brings === 'schedule') return SCHEDULED;
    if (brings === 'nothing') return idle.next([]);
    asked += 1;
    const sender = createSyncSender(units[asked]?.code ?? '');
    return sender.next(brings === 'row' ? [row.cells] : []);
  };
}

const SCHEDULED = JSON.stringify({ kind: 'schedule', scheduledTime: '2011-03-29T20:02:00Z' });

function toMs({ loadMs, callMs }: Start): number {
  return loadMs + callMs;
}

function assertAnswered(answer: unknown): void {
  const { statusCode } = answer as { readonly statusCode?: number };
  if (statusCode !== 200) throw new Error(`the first call was answered ${statusCode}`);
}

function startCold(
  file: string,
  payload: string,
  env: Readonly<Record<string, string>>,
): Promise<Start> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'cold-child.mjs'), [file, payload], {
      env: { ...env },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: MAX_CHILD_MS,
    });
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(-2_000);
    });
    child.once('message', (start) => resolve(start as Start));
    child.once('exit', (code) => reject(new Error(`a cold start ended with ${code}: ${errors}`)));
  });
}
