/** Consolidation over 10³, 10⁴ and 10⁵ rows: from nothing, after one changed row, and by a scan. */
import { performance } from 'node:perf_hooks';
import type { Programme } from '../../core/programme.ts';
import { parseProgramme } from '../../core/programme.ts';
import type { Summary } from '../../core/summary/summary.ts';
import { planSlices } from '../../core/sync/plan-slices.ts';
import { toNextVersion } from '../../core/sync/stored-row.ts';
import { createSummaryTable } from '../../lambdas/adapters/summary-table.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../lambdas/adapters/table/retry.ts';
import { startTableServer } from '../../local/aws/table-server.ts';
import { readProgramme } from '../../local/system.ts';
import type { Figures } from '../figures.ts';
import { toMedian } from '../median.ts';
import { createCountingClient } from '../stage/counting-client.ts';
import type { Deployment } from '../stage/deployment.ts';
import { createTable, readDeployment } from '../stage/deployment.ts';
import type { Consolidation } from './consolidate.ts';
import { consolidateAll, consolidateByScan, consolidateChange } from './consolidate.ts';
import { fillTable } from './fill-table.ts';

const SIZES = [
  ['1e3', 1_000],
  ['1e4', 10_000],
  ['1e5', 100_000],
] as const;
type Size = (typeof SIZES)[number];
const MANY_UNITS = 1_000;
const ROUNDS = 5;
/** Before the measured ones. */
const WARM_ROUNDS = 2;
const FILLED_AT = Date.parse('2011-03-31T08:00:00+07:00');

type Counting = ReturnType<typeof createCountingClient>;
type Filled = {
  readonly size: Size[0];
  readonly rows: number;
  readonly consolidation: Consolidation;
  readonly counting: Counting;
  /** Changes one row of the first unit. @returns when, as the changes index says it */
  readonly change: () => Promise<number>;
};

/** Both are filled at once, each with a table server of its own; then one is measured at a time. */
export async function measureConsolidation(): Promise<Figures> {
  const few = readProgramme('ben-tre');
  const deployment = readDeployment();
  const started = await Promise.all([
    startFilled(deployment, few),
    startFilled(deployment, toLarge(few)),
  ]);
  const [fewUnits, manyUnits] = started;
  try {
    return {
      ...(await measureFilled(fewUnits.filled, '')),
      ...(await measureFilled(manyUnits.filled, '.units1000')),
    };
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
}

async function startFilled(deployment: Deployment, programme: Programme) {
  const server = await startTableServer({ databaseFile: undefined });
  const filled: Filled[] = [];
  const stop = async (): Promise<void> => {
    for (const { counting } of filled) counting.close();
    await server.stop();
  };
  try {
    for (const [size, rows] of SIZES) {
      filled.push(await fill(deployment, server.endpoint, { programme, size, rows }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { filled, stop };
}

/** @param suffix of the keys; the scan is measured where there is none */
async function measureFilled(filled: readonly Filled[], suffix: string): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const { size, rows, consolidation, counting } of filled) {
    const full = await time(counting, () => consolidateAll(consolidation));
    assertTotal(full.result, rows);
    figures[`summary.full.${size}${suffix}`] = full.ms;
    figures[`summary.fullItems.${size}${suffix}`] = full.items;
  }
  return { ...figures, ...(await measureChanges(filled, suffix)) };
}

/** Sizes and ways take turns, so that what else the machine does meets all of them. */
async function measureChanges(filled: readonly Filled[], suffix: string): Promise<Figures> {
  const ones = new Map<string, number[]>();
  const scans: number[] = [];
  let scanned = 0;
  const figures: Record<string, number> = {};
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    const isMeasured = round >= WARM_ROUNDS;
    for (const { size, consolidation, counting, change } of filled) {
      const since = await change();
      const one = await time(counting, () => consolidateChange(consolidation, since));
      if (!isMeasured) continue;
      ones.set(size, [...(ones.get(size) ?? []), one.ms]);
      figures[`summary.oneCalls.${size}${suffix}`] = one.calls;
      figures[`summary.oneItems.${size}${suffix}`] = one.items;
    }
    const largest = filled.at(-1);
    if (suffix !== '' || !isMeasured || largest === undefined) continue;
    // All rounds together scan the table once: each takes its part of it, as a parallel scan would.
    const part = { part: round - WARM_ROUNDS, parts: ROUNDS };
    const scan = await time(largest.counting, () => consolidateByScan(largest.consolidation, part));
    scanned += scan.result.total;
    scans.push(scan.ms * ROUNDS);
  }
  if (scans.length > 0 && scanned !== filled.at(-1)?.rows) {
    throw new Error(`${scanned} rows were scanned`);
  }
  const of = (size: string) => ones.get(size) ?? [];
  for (const { size } of filled) figures[`summary.one.${size}${suffix}`] = toMedian(of(size));
  const [smallest = [], largestOnes = []] = [filled[0], filled.at(-1)].map((one) =>
    of(one?.size ?? ''),
  );
  figures[`summary.flatness${suffix}`] = toRatio(largestOnes, smallest);
  if (scans.length > 0) {
    const { size } = filled.at(-1) ?? { size: '1e5' };
    figures[`summary.scan.${size}`] = toMedian(scans);
    figures['summary.vsScan'] = toRatio(of(size), scans);
  }
  return { ...figures, ...(await measureListed(filled, suffix)) };
}

/** What a publication reads for its list of all rows: pages, and the rows of the changed unit. */
async function measureListed(filled: readonly Filled[], suffix: string): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const { size, consolidation, counting, change } of filled) {
    await change();
    const listed = await time(counting, () => consolidateAll(consolidation));
    figures[`summary.listed.${size}${suffix}`] = listed.ms;
    figures[`summary.listedItems.${size}${suffix}`] = listed.items;
  }
  return figures;
}

function toRatio(ours: readonly number[], others: readonly number[]): number {
  return toMedian(ours.map((ms, index) => ms / (others[index] ?? Number.NaN)));
}

async function time<Result>(counting: Counting, work: () => Promise<Result>) {
  counting.take();
  const startedAt = performance.now();
  const result = await work();
  const ms = performance.now() - startedAt;
  return { result, ms, ...counting.take() };
}

function assertTotal({ total }: Summary, rows: number): void {
  if (total !== rows) throw new Error(`${total} of ${rows} rows are in the summary`);
}

type Wanted = {
  readonly programme: Programme;
  readonly size: Filled['size'];
  readonly rows: number;
};

async function fill(
  deployment: Deployment,
  endpoint: string,
  { programme, size, rows }: Wanted,
): Promise<Filled> {
  const tableName = `rows-${size}`;
  await createTable(deployment, endpoint, tableName);
  const counting = createCountingClient(endpoint);
  const { client } = counting;
  const place = { client, tableName, programme: programme.code };
  await fillTable({ ...place, rowsOf: spread(programme, rows), now: FILLED_AT });
  const store = createSummaryTable({ ...place, waiting: REAL_WAITING });
  const consolidation = { programme, store, client, tableName };
  const changer = createChanger(place, programme.units[0]?.code ?? '');
  return { size, rows, consolidation, counting, change: changer };
}

/** The first unit has as many rows in every size: it is the one that changes. */
function spread(programme: Programme, rows: number): ReadonlyMap<string, number> {
  const [first, ...others] = programme.units.map(({ code }) => code);
  if (first === undefined) throw new Error('a programme without units');
  const own = Math.max(1, Math.floor(1_000 / programme.units.length));
  const share = Math.floor((rows - own) / others.length);
  const rest = rows - own - share * others.length;
  return new Map([
    [first, own],
    ...others.map((unit, index) => [unit, share + (index < rest ? 1 : 0)] as const),
  ]);
}

/** As ingest would write it: the same decision's parts, one transaction. */
function createChanger(
  place: {
    readonly client: Counting['client'];
    readonly tableName: string;
    readonly programme: string;
  },
  unit: string,
): () => Promise<number> {
  const store = createDynamoSyncStore({ ...place, waiting: REAL_WAITING });
  let now = FILLED_AT;
  return async () => {
    now += 60_000;
    const { head } = await store.readUnit(unit);
    const stored = await store.readRows(unit, { kind: 'all' });
    const row = stored.values().next().value;
    if (head === undefined || row === undefined) throw new Error('nothing to change');
    const write = toNextVersion(
      { ...row, cells: { ...row.cells, note: `lần ${now}` } },
      'edit',
      now,
    );
    const answer = { index: false, missing: [], resend: [], accepted: [] };
    const slices = planSlices({
      decision: { kind: 'decided', outcomes: [], writes: [write], answer },
      head,
      stored,
      // Tables of one server share what it remembers of tokens.
      token: `change-${place.tableName}-${now}`,
      keyVersion: 1,
      now,
    });
    for (const slice of slices) await store.commitSlice(slice);
    return now;
  };
}

function toLarge(programme: Programme): Programme {
  return parseProgramme('large', {
    code: 'large',
    name: programme.name,
    province: programme.province,
    rulesVersion: 1,
    period: programme.period,
    schedules: { publishEveryMinutes: 5 },
    recipients: [],
    legalReferences: [],
    units: Array.from({ length: MANY_UNITS }, (_, index) => ({
      code: `DV${String(index + 1).padStart(4, '0')}`,
      name: `Đơn vị số ${index + 1}`,
      type: 'Sở',
    })),
  });
}
