// Starts on this machine exactly what the synthesised templates would deploy.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Caller, startAwsEndpoint } from './aws-endpoint.ts';
import { checkWiring } from './check-wiring.ts';
import type { CloudEvent, DeadLetter, InvocationSource } from './cloud-event.ts';
import { type CloudModel, toCloudModel } from './cloud-model.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { deployTemplates } from './deploy-templates.ts';
import { createDueQueue } from './due-queue.ts';
import { listTargets } from './event-bus.ts';
import { type CloudFault, createFaultPlan } from './fault-plan.ts';
import type { InvocationRefusal, InvocationResult } from './invocation.ts';
import { LocalFault } from './local-fault.ts';
import {
  createFunctionStarter,
  createFunctions,
  type RunningFunction,
  requireFunction,
} from './local-functions.ts';
import { readSecrets } from './local-secrets.ts';
import { listFeedback } from './mail-feedback.ts';
import { createMailStore, type SentMail } from './mail-store.ts';
import { createObjectStore } from './object-store.ts';
import { readAssembly, type StackTemplate } from './read-assembly.ts';
import { createRequestIds } from './request-ids.ts';
import { type Surroundings, toApiEndpoint } from './resource-identity.ts';
import { runLive } from './run-live.ts';
import { addSchedules } from './scheduler.ts';
import { selectStacks } from './select-stacks.ts';
import { startLocalHttp } from './start-local-http.ts';
import { ensureTable } from './table-api.ts';
import { startTableServer, type TableServer, useTableServer } from './table-server.ts';
import { toScheduledTargets } from './to-scheduled-targets.ts';

export type LocalCloudOptions = {
  /** A synthesised assembly, such as cdk.out/dev. */
  readonly assemblyDir: string;
  readonly stage: string;
  /** Of which the services run; undefined runs all there are, for an assembly with one. */
  readonly programme?: string;
  /** Undefined keeps the table in memory and derives the secret from the seed each time. */
  readonly dataDir: string | undefined;
  readonly seed: number;
  now(): number;
  /** Handlers see `now()` and nothing else as the time. */
  readonly virtualClock: boolean;
  /** A live clock that was set forward: handlers are told its time, as with a virtual one. */
  isClockSetForward?(): boolean;
  /** Schedules run by themselves as time passes; otherwise by `runDue`. */
  readonly live: boolean;
  /**
   * Names as `invoke` takes them, of functions that start when they are first called: code of
   * theirs that does not load stops whoever calls it then, instead of the start.
   */
  readonly startLater?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** Added to the environment of every function; what the template sets stays. */
  readonly functionEnvironment?: Readonly<Record<string, string>>;
  /** 0 or undefined is any free one. */
  readonly httpPort?: number;
  /** A table server someone else runs; also read from DYNAMODB_ENDPOINT. */
  readonly tableEndpoint?: string;
  onEvent?(event: CloudEvent): void;
};

export type LocalCloud = {
  readonly httpUrl: string;
  /** The table server itself: no permissions are checked and no faults happen here. */
  readonly tableEndpoint: string;
  readonly tableName: string;
  readonly masterSecret: string;
  /** @param name logical id, function name, or the last part of it, such as «summarize» */
  invoke(name: string, event: unknown): Promise<InvocationResult | InvocationRefusal>;
  nextDueMs(): number | undefined;
  /** Runs what is due by then, in order; the number of runs. */
  runDue(nowMs: number): Promise<number>;
  readonly deadLetters: readonly DeadLetter[];
  /** Every mail taken, in that order; those of earlier starts too where there is a data folder. */
  listMails(): readonly SentMail[];
  addFault(fault: CloudFault): void;
  clearFaults(): void;
  /** The processes of the functions and of the table, for tests that kill them. */
  processes(): { readonly table: number | undefined; readonly functions: readonly number[] };
  stop(): Promise<void>;
};

const FEEDBACK_DELAY_MS = 60_000;

const surroundings: Surroundings = {
  account: '000000000000',
  region: 'ap-southeast-1',
  partition: 'aws',
};

/** @throws LocalFault naming what is wrong with the template, the code, the folder or the machine */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const stacks = selectStacks(readAssembly(options.assemblyDir), options.programme);
  const resources = deployTemplates(stacks, options.parameters ?? {}, surroundings);
  const model = toCloudModel(resources);
  checkWiring(model, surroundings);
  checkStage(model, options.stage);
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (let undo = stops.pop(); undo !== undefined; undo = stops.pop()) await undo();
  };
  try {
    return await startParts({ options, stacks, model, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = {
  readonly options: LocalCloudOptions;
  readonly stacks: readonly StackTemplate[];
  readonly model: CloudModel;
  /** Undone last to first. */
  readonly stops: (() => Promise<void> | void)[];
  stop(): Promise<void>;
};

async function startParts({ options, stacks, model, stops, stop }: Start): Promise<LocalCloud> {
  const { now } = options;
  const report = (event: CloudEvent): void => options.onEvent?.(event);
  const faults = createFaultPlan(now);
  const queue = createDueQueue();
  const deadLetters: DeadLetter[] = [];
  const createId = createRequestIds(options);

  const folder = options.dataDir === undefined ? undefined : openDataFolder(options.dataDir);
  if (folder !== undefined) stops.push(folder.release);
  const runDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-'));
  stops.push(() => rmSync(runDir, { recursive: true, force: true }));
  const secrets = readSecrets(
    model.secrets,
    options.live ? randomUUID() : String(options.seed),
    folder?.secretsFile,
  );
  const tableServer = await startTable(options, folder);
  stops.push(tableServer.stop);
  for (const table of model.tables) await ensureTable(tableServer.endpoint, table);

  const functions: RunningFunction[] = [];
  const start = createFunctionStarter(() => (options.virtualClock ? now() : undefined));
  const mails = createMailStore(folder?.mailsFolder);
  /** A while later, as everything that another mail server must answer first. */
  const publish = (event: Readonly<Record<string, unknown>>): void => {
    for (const arn of listTargets(model, event)) {
      const run = async (): Promise<void> => {
        await invoke(requireFunction(functions, arn), JSON.stringify(event), 'bus');
      };
      queue.add({ dueMs: now() + FEEDBACK_DELAY_MS, name: 'event', run });
    }
  };
  const callers = new Map<string, Caller>();
  const awsEndpoint = await startAwsEndpoint({
    callers,
    secrets,
    tableServer,
    buckets: new Set(model.buckets.map(({ ref }) => ref)),
    objects: createObjectStore(folder?.objectsFolder),
    mails: {
      identities: new Map(model.emailIdentities.map((one) => [one.ref, one])),
      configurationSets: new Map(model.configurationSets.map((one) => [one.ref, one])),
      store: mails,
      now,
      createId,
      takeFault() {
        const fault = faults.takeMail();
        if (fault !== undefined) report({ kind: 'mailFault', atMs: now(), fault: fault.kind });
        return fault;
      },
      killFunction(name) {
        for (const pid of requireFunction(functions, name).pool.pids())
          process.kill(pid, 'SIGKILL');
      },
      onTaken(mail) {
        const feedback = listFeedback(model, mail, now());
        for (const event of feedback) publish(event);
      },
    },
    now,
    faults,
    toTableArn: (table) => model.tables.find(({ ref }) => ref === table)?.arn ?? table,
    onDenied: (call) => report({ kind: 'denied', atMs: now(), ...call }),
    onTableFault: ({ kind }) => report({ kind: 'tableFault', atMs: now(), fault: kind }),
  });
  stops.push(awsEndpoint.stop);

  const invoke = async (
    target: RunningFunction,
    payload: string,
    source: InvocationSource,
  ): Promise<InvocationResult | InvocationRefusal> => {
    const atMs = now();
    await start([target]);
    const result = await target.pool.invoke({
      requestId: createId(),
      payload,
      virtualNowMs: options.virtualClock || options.isClockSetForward?.() ? atMs : undefined,
    });
    report({ kind: 'invocation', atMs, functionName: target.name, source, result });
    return result;
  };

  // Before the functions: they are told its address.
  const http = await startLocalHttp({
    options,
    model,
    faults,
    queue,
    createId,
    functions,
    invoke,
    report,
  });
  stops.push(http.stop);
  const httpUrl = `http://127.0.0.1:${http.port}`;
  const { region } = surroundings;
  functions.push(
    ...createFunctions(model, {
      region,
      awsEndpoint: `http://127.0.0.1:${awsEndpoint.port}`,
      assetFolders: new Map(stacks.flatMap(({ assetFolders }) => [...assetFolders])),
      runDir,
      functionEnvironment: options.functionEnvironment ?? {},
      localUrls: new Map(model.apis.map(({ ref }) => [toApiEndpoint(ref, region), httpUrl])),
    }),
  );
  stops.push(async () => {
    await Promise.all(functions.map(({ pool }) => pool.stop()));
  });
  // First of all to end: no request may come to functions that are gone.
  stops.push(http.stop);
  for (const { accessKeyId, name, permissions } of functions) {
    callers.set(accessKeyId, { functionName: name, permissions });
  }
  const late = (options.startLater ?? []).map((name) => requireFunction(functions, name));
  await start(functions.filter((one) => !late.includes(one)));

  addSchedules(toScheduledTargets(model), {
    queue,
    now,
    skipsMissed: options.live,
    createId,
    isDoubled: ({ functionArn }) =>
      faults.takeSchedule(requireFunction(functions, functionArn).name) !== undefined,
    invoke: (target, payload, source) =>
      invoke(requireFunction(functions, target.functionArn), payload, source),
    onDeadLetter(letter) {
      deadLetters.push(letter);
      report({ kind: 'deadLetter', atMs: now(), letter });
    },
  });
  if (options.live) stops.push(runLive(queue, now));

  return {
    httpUrl,
    tableEndpoint: tableServer.endpoint,
    tableName: model.tables[0]?.ref ?? '',
    masterSecret: secrets.values().next().value ?? '',
    invoke: (name, event) =>
      invoke(requireFunction(functions, name), JSON.stringify(event), 'host'),
    nextDueMs: queue.nextDueMs,
    runDue: queue.runDue,
    deadLetters,
    listMails: mails.list,
    addFault: faults.add,
    clearFaults: faults.clear,
    processes: () => ({
      table: tableServer.pid(),
      functions: functions.flatMap(({ pool }) => pool.pids()),
    }),
    stop,
  };
}

function startTable(
  options: LocalCloudOptions,
  folder: DataFolder | undefined,
): Promise<TableServer> | TableServer {
  const endpoint = options.tableEndpoint ?? process.env.DYNAMODB_ENDPOINT;
  if (endpoint !== undefined && endpoint !== '') return useTableServer(endpoint);
  return startTableServer({ databaseFile: folder?.tableFile });
}

function checkStage(model: CloudModel, stage: string): void {
  for (const { ref, properties } of model.functions) {
    const own = properties.Environment?.Variables.STAGE;
    if (own !== undefined && own !== stage) {
      throw new LocalFault('local.stage_differs', { functionName: ref, stage: own });
    }
  }
}
