/** What each thing that happens uses, counted from a run, and what a month of it costs. */

import type { TableServer } from '../../local/aws/table-server.ts';
import { startTableServer } from '../../local/aws/table-server.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { readProgramme } from '../../local/system.ts';
import { fillTable } from '../consolidation/fill-table.ts';
import type { Figures } from '../figures.ts';
import { createCountingClient } from '../stage/counting-client.ts';
import { readDeployment } from '../stage/deployment.ts';
import { startRecordingProxy } from '../stage/recording-proxy.ts';
import type { Cloud } from '../stage/start-cloud.ts';
import { callFunction, PROGRAMME, startCloud, toSchedule } from '../stage/start-cloud.ts';
import { createSyncSender } from '../stage/sync-sender.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import type { Resource } from './prices.ts';
import { FIXED_DOLLARS, PRICES } from './prices.ts';
import type { CostEvent, Usage } from './usage.ts';
import { COUNTRY, EVENTS, PROVINCE_UNITS, toMails, toMonth } from './usage.ts';

/** A Monday at half past seven, when the weekly mail leaves. */
const NOW = Date.parse('2011-03-28T07:30:00+07:00');
const ROWS_A_UNIT = 20;
/** The one that types; the others' rows stand there already. */
const TYPING_UNIT = 'BT065';

type Capacity = { read: number; write: number };

export async function measureCost(): Promise<Figures> {
  const capacity: Capacity = { read: 0, write: 0 };
  const server = await startTableServer({ databaseFile: undefined });
  const proxy = await startRecordingProxy(server.endpoint, {
    rewrite: askForCapacity,
    record: ({ operation, response }) => addCapacity(capacity, operation, response),
  });
  const clock = createVirtualClock(NOW - 3_600_000);
  const cloud = await startCloud({ clock, tableEndpoint: proxy.url });
  try {
    await fill(cloud, server, clock.now());
    const used = await countEvents({ cloud, capacity, advanceTo: clock.advanceTo });
    return { ...toEventFigures(used), ...toBill(used) };
  } finally {
    await cloud.stop();
    await proxy.stop();
    await server.stop();
  }
}

async function fill({ tableName }: Cloud, { endpoint }: TableServer, now: number): Promise<void> {
  const { client, close } = createCountingClient(endpoint);
  const units = readProgramme(PROGRAMME).units.map(({ code }) => code);
  const others = units.filter((code) => code !== TYPING_UNIT);
  const rowsOf = new Map(others.map((code) => [code, ROWS_A_UNIT]));
  await fillTable({ client, tableName, programme: PROGRAMME, rowsOf, now });
  close();
}

type Run = {
  readonly cloud: Cloud;
  readonly capacity: Capacity;
  readonly advanceTo: (epochMs: number) => void;
};
type Used = { readonly [event in CostEvent]: Usage };

async function countEvents({ cloud, capacity, advanceTo }: Run): Promise<Used> {
  const { model } = readDeployment();
  const memoryOf = (name: string) =>
    model.functions.find(({ ref }) => ref.endsWith(`-${name}`))?.properties.MemorySize ?? 0;
  const call = async (name: string, event: unknown, requests: number) => {
    Object.assign(capacity, { read: 0, write: 0 });
    const { answer, durationMs } = await callFunction(cloud, name, event);
    const usage: Usage = {
      readUnit: capacity.read,
      writeUnit: capacity.write,
      invocation: 1,
      gigabyteSecond: (memoryOf(name) / 1024) * (durationMs / 1_000),
      request: requests,
      mail: 0,
    };
    return { answer, usage };
  };
  const rows = generateRows({ seed: 21, count: 30, unit: TYPING_UNIT }).map(({ cells }) => cells);
  let nowMs = NOW - 3_600_000;
  const sender = createSyncSender(TYPING_UNIT, {
    masterSecret: cloud.masterSecret,
    now: () => nowMs,
  });
  const sync = async (from: number, to: number): Promise<Usage> => {
    const event = JSON.parse(sender.next(rows.slice(from, to)));
    const { answer, usage } = await call('ingest', event, 1);
    sender.absorb(answer);
    return usage;
  };
  // The first request of a unit registers it and connects: neither is paid again.
  await sync(0, 0);
  await sync(0, 5);
  const paste20 = await sync(5, 25);
  const schedule = async (name: string) => (await call(name, toSchedule(nowMs), 0)).usage;
  await schedule('summarize');
  await schedule('report');
  const publicationUnchanged = await schedule('summarize');
  const reportUnchanged = await schedule('report');
  const edit = await sync(25, 26);
  const idleRun = await sync(0, 0);
  const publication = await schedule('summarize');
  const report = await schedule('report');
  nowMs = NOW;
  advanceTo(NOW);
  const mailRun = await schedule('digest');
  const used = { idleRun, edit, paste20, publication, publicationUnchanged };
  return { ...used, report, reportUnchanged, mailRun };
}

function toEventFigures(used: Used): Figures {
  return Object.fromEntries(
    EVENTS.flatMap((event) => [
      [`cost.${event}.writeUnits`, used[event].writeUnit],
      [`cost.${event}.readUnits`, used[event].readUnit],
      [`cost.${event}.gigabyteSeconds`, used[event].gigabyteSecond],
    ]),
  );
}

function toBill(used: Used): Figures {
  const province = toUsage(used, PROVINCE_UNITS);
  const large = toUsage(used, COUNTRY.unitsEach);
  const dollarsOf = (usage: Usage, times: number) =>
    (Object.keys(PRICES) as Resource[]).reduce((sum, resource) => {
      const { dollars, per } = PRICES[resource];
      return sum + (usage[resource] * times * dollars) / per;
    }, FIXED_DOLLARS * times);
  return {
    'cost.month65.writeUnits': province.writeUnit,
    'cost.month65.readUnits': province.readUnit,
    'cost.month65.invocations': province.invocation,
    'cost.month65.gigabyteSeconds': province.gigabyteSecond,
    'cost.month65.mails': province.mail,
    'cost.month65.dollars': dollarsOf(province, 1),
    'cost.month63000.invocations': large.invocation * COUNTRY.provinces,
    'cost.month63000.dollars': dollarsOf(large, COUNTRY.provinces),
  };
}

/** What reads all units grows with them; what one unit does is done by each. */
const GROWS_WITH_UNITS: readonly CostEvent[] = ['publication', 'report', 'mailRun'];

function toUsage(used: Used, units: number): Usage {
  const month = toMonth(units);
  const sum = (resource: Resource) =>
    EVENTS.reduce((total, event) => {
      const isWork = resource !== 'invocation' && resource !== 'request';
      const grows = isWork && GROWS_WITH_UNITS.includes(event);
      const factor = grows ? units / PROVINCE_UNITS : 1;
      return total + used[event][resource] * month[event] * factor;
    }, 0);
  return {
    readUnit: sum('readUnit'),
    writeUnit: sum('writeUnit'),
    invocation: sum('invocation'),
    gigabyteSecond: sum('gigabyteSecond'),
    request: sum('request'),
    mail: toMails(units),
  };
}

/** The table server counts as DynamoDB does, when it is asked to. */
function askForCapacity(body: Buffer): Buffer {
  const input = JSON.parse(body.toString('utf8')) as object;
  return Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
}

const READS = ['Query', 'BatchGetItem', 'GetItem', 'TransactGetItems', 'Scan'];

function addCapacity(capacity: Capacity, operation: string, response: Buffer): void {
  const { ConsumedCapacity = [] } = JSON.parse(response.toString('utf8')) as {
    readonly ConsumedCapacity?: Consumed | readonly Consumed[];
  };
  const units = [ConsumedCapacity].flat().reduce((sum, one) => sum + one.CapacityUnits, 0);
  if (READS.includes(operation)) capacity.read += units;
  else capacity.write += units;
}

type Consumed = { readonly CapacityUnits: number };
