/** Rows a second through the deployed handler, over the raw rate of the same transactions. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { TypedCells } from '../../core/columns.ts';
import type { FunctionProcess } from '../../local/aws/function-process.ts';
import { startTableServer } from '../../local/aws/table-server.ts';
import { readProgramme } from '../../local/system.ts';
import type { Figures } from '../figures.ts';
import { toMedian } from '../median.ts';
import { bundleHandler } from '../stage/bundle-handler.ts';
import type { Deployment, StartOptions } from '../stage/deployment.ts';
import {
  createTable,
  invoke,
  LAMBDAS_DIR,
  readDeployment,
  startFunction,
} from '../stage/deployment.ts';
import { startRecordingProxy } from '../stage/recording-proxy.ts';
import { startSecretServer } from '../stage/secret-server.ts';
import { createSyncSender } from '../stage/sync-sender.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import type { Work } from './measure-work.ts';
import { measureWork } from './measure-work.ts';

export const BATCH_SIZES = [1, 25, 100] as const;
/** Requests of one round, enough that it lasts long enough to be timed. */
const REQUESTS: { readonly [size in (typeof BATCH_SIZES)[number]]: number } = {
  1: 30,
  25: 6,
  100: 3,
};
const MEASURED_ROUNDS = 5;
/** Before the measured ones, so that every side is compiled and connected. */
const WARM_ROUNDS = 1;

type Round = {
  readonly size: (typeof BATCH_SIZES)[number];
  readonly isMeasured: boolean;
  readonly unit: string;
  /** The ids of its rows begin so, whoever writes them. */
  readonly uuid: string;
  readonly batches: readonly (readonly TypedCells[])[];
};

export async function measureIngest(): Promise<Figures> {
  const rounds = planRounds();
  const deployment = readDeployment();
  const secrets = await startSecretServer();
  const folder = mkdtempSync(join(tmpdir(), 'ssk-bench-'));
  const table = await startTableServer({ databaseFile: undefined });
  const servicesEndpoint = `http://127.0.0.1:${secrets.port}`;
  const stops: (() => Promise<void>)[] = [table.stop, secrets.stop];
  try {
    const stage = { deployment, tableEndpoint: table.endpoint, servicesEndpoint };
    const { transactions, calls } = await recordTransactions(rounds, stage);
    const rawFile = join(folder, 'transactions.json');
    writeFileSync(rawFile, JSON.stringify(transactions));
    const start = async (tableName: string, own: Partial<StartOptions> = {}) => {
      await createTable(deployment, table.endpoint, tableName);
      const environment = {
        TABLE_NAME: tableName,
        RAW_FILE: rawFile,
        PROGRAMME_FILE: join(LAMBDAS_DIR, 'ingest/programmes', `${PROGRAMME}.json`),
      };
      const process = await startFunction({ ...stage, ...INGEST, environment, ...own });
      stops.push(process.stop);
      return process;
    };
    const bareDir = await bundleHandler('bench/ingest/without-advice.ts', 'without-advice');
    const ratios = await compare(rounds, {
      ours: await start('ours'),
      bare: await start('bare', { codeDir: bareDir }),
      raw: await start('raw', {
        codeDir: await bundleHandler('bench/ingest/raw-handler.ts', 'raw'),
      }),
    });
    return { ...ratios, ...calls, ...(await measureOwnWork(rounds)) };
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const INGEST = { name: 'ingest' } as const;
const PROGRAMME = 'ben-tre';

type Stage = {
  readonly deployment: Deployment;
  readonly tableEndpoint: string;
  readonly servicesEndpoint: string;
};

/** No two rows of all rounds have one title: near duplicates would be work of their own. */
function planRounds(): readonly Round[] {
  const { units } = readProgramme(PROGRAMME);
  const plans = BATCH_SIZES.flatMap((size) =>
    Array.from({ length: WARM_ROUNDS + MEASURED_ROUNDS }, (_, index) => ({
      size,
      isMeasured: index >= WARM_ROUNDS,
    })),
  );
  const count = plans.reduce((sum, { size }) => sum + size * REQUESTS[size], 0);
  const cells: readonly TypedCells[] = generateRows({ seed: 9, count, unit: 'BT001' }).map(
    (row) => row.cells,
  );
  let taken = 0;
  return plans.map(({ size, isMeasured }, index) => {
    const unit = units[index]?.code;
    if (unit === undefined) throw new Error('more rounds than units');
    const batches = Array.from({ length: REQUESTS[size] }, () => {
      taken += size;
      return cells.slice(taken - size, taken);
    });
    const uuid = `6a2f41a0-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return { size, isMeasured, unit, uuid, batches };
  });
}

/** What our handler writes for these requests, to be written again; calls are the last request's. */
async function recordTransactions(
  rounds: readonly Round[],
  stage: Stage,
): Promise<{ readonly transactions: readonly unknown[][][]; readonly calls: Figures }> {
  await createTable(stage.deployment, stage.tableEndpoint, 'recorded');
  let heard: unknown[] = [];
  let counts = { all: 0, advice: 0 };
  const calls: Record<string, number> = {};
  const proxy = await startRecordingProxy(stage.tableEndpoint, {
    record({ operation, request }) {
      counts.all += 1;
      if (isAdvice(request)) counts.advice += 1;
      if (operation === 'TransactWriteItems') heard.push(toRaw(request));
    },
  });
  const process = await startFunction({
    ...stage,
    ...INGEST,
    tableEndpoint: proxy.url,
    environment: { TABLE_NAME: 'recorded' },
  });
  try {
    const recorded: unknown[][][] = [];
    for (const round of rounds) {
      const batches: unknown[][] = [];
      await sendRound(process, round, () => {
        batches.push(heard);
        calls[`ingest.tableCalls.${round.size}`] = counts.all;
        calls[`ingest.adviceCalls.${round.size}`] = counts.advice;
        heard = [];
        counts = { all: 0, advice: 0 };
      });
      recorded.push(batches);
    }
    return { transactions: recorded, calls };
  } finally {
    await process.stop();
    await proxy.stop();
  }
}

/** By what a call names: keys that units share, or no more of rows than others may be told. */
function isAdvice(request: Buffer): boolean {
  return [`"P#${PROGRAMME}#KEY#`, 'initiative.title'].some((text) => request.includes(text));
}

/** Into another table; a token would be taken for a repeat. */
function toRaw(request: Buffer): unknown {
  const { ClientRequestToken: _, ...input } = JSON.parse(
    request.toString('utf8').replaceAll('"TableName":"recorded"', '"TableName":"raw"'),
  );
  return input;
}

/** @returns milliseconds */
async function sendRound(
  process: FunctionProcess,
  { unit, uuid, batches }: Round,
  answered: () => void = () => undefined,
): Promise<number> {
  const sender = createSyncSender(unit, { uuid });
  let spentMs = 0;
  for (const batch of batches) {
    const payload = sender.next(batch);
    const startedAt = performance.now();
    const answer = await invoke(process, payload);
    spentMs += performance.now() - startedAt;
    sender.absorb(answer);
    answered();
  }
  return spentMs;
}

async function writeRound(
  process: FunctionProcess,
  round: number,
  batches: number,
): Promise<number> {
  const startedAt = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    await invoke(process, JSON.stringify({ round, batch }));
  }
  return performance.now() - startedAt;
}

/** Ours, ours less the advice about other units' rows, and transactions alone. */
type Sides = { readonly [side in 'ours' | 'bare' | 'raw']: FunctionProcess };
type Timing = { readonly size: number; readonly ms: { readonly [side in keyof Sides]: number } };

async function compare(rounds: readonly Round[], sides: Sides): Promise<Figures> {
  const timings: Timing[] = [];
  for (const [index, round] of rounds.entries()) {
    const ms = { ours: 0, bare: 0, raw: 0 };
    // Which goes first alternates, too.
    const order = index % 2 === 0 ? (['raw', 'bare', 'ours'] as const) : SIDES;
    for (const side of order) {
      ms[side] =
        side === 'raw'
          ? await writeRound(sides.raw, index, round.batches.length)
          : await sendRound(sides[side], round);
    }
    if (round.isMeasured) timings.push({ size: round.size, ms });
  }
  return Object.assign({}, ...BATCH_SIZES.map((size) => toFigures(size, timings)));
}

const SIDES = ['ours', 'bare', 'raw'] as const;

function toFigures(size: (typeof BATCH_SIZES)[number], timings: readonly Timing[]): Figures {
  const own = timings.filter((timing) => timing.size === size).map(({ ms }) => ms);
  const rows = size * REQUESTS[size];
  const rateOf = (side: keyof Sides) =>
    Math.round(rows / (toMedian(own.map((ms) => ms[side])) / 1_000));
  return {
    [`ingest.ratio.${size}`]: toMedian(own.map(({ ours, raw }) => raw / ours)),
    [`ingest.ratioWithoutAdvice.${size}`]: toMedian(own.map(({ bare, raw }) => raw / bare)),
    [`ingest.rowsPerSecond.${size}`]: rateOf('ours'),
    [`ingest.rowsPerSecondRaw.${size}`]: rateOf('raw'),
    ...toParts(size, own),
  };
}

/** Milliseconds of a request, by what it waits for. */
function toParts(
  size: (typeof BATCH_SIZES)[number],
  own: readonly { readonly [side in keyof Sides]: number }[],
): Figures {
  const of = (read: (ms: (typeof own)[number]) => number) =>
    toMedian(own.map(read)) / REQUESTS[size];
  return {
    [`ingest.ms.whole.${size}`]: of(({ ours }) => ours),
    [`ingest.ms.advice.${size}`]: of(({ ours, bare }) => ours - bare),
    [`ingest.ms.transactions.${size}`]: of(({ raw }) => raw),
    [`ingest.ms.rest.${size}`]: of(({ bare, raw }) => bare - raw),
  };
}

/** Of the rest: what our process does itself, without any call. */
async function measureOwnWork(rounds: readonly Round[]): Promise<Figures> {
  const requests = rounds.flatMap(({ size, isMeasured, unit, batches }) =>
    batches.map((rows) => ({ size, isMeasured, unit, rows })),
  );
  const works = await measureWork(requests);
  const figures: Record<string, number> = {};
  for (const size of BATCH_SIZES) {
    const own = works.filter((_, index) => {
      const request = requests[index];
      return request?.size === size && request.isMeasured;
    });
    for (const step of STEPS) {
      figures[`ingest.ms.${step}.${size}`] = toMedian(own.map((work) => work[step]));
    }
  }
  return figures;
}

const STEPS: readonly (keyof Work)[] = ['parse', 'check', 'write'];
