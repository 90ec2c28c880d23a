// Runs the DynamoDB-compatible server and starts it again when it dies.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type GuardedProcess, startGuardedProcess, stopGuardedProcess } from './guarded-process.ts';
import { LocalFault } from './local-fault.ts';

export type TableServer = {
  readonly endpoint: string;
  /** Undefined when the server is not ours. */
  pid(): number | undefined;
  /** Settles when the server answers; after a crash that is when it is back. */
  ready(): Promise<void>;
  stop(): Promise<void>;
};

type TableServerOptions = {
  /** Undefined keeps everything in memory, and loses it when the server dies. */
  readonly databaseFile: string | undefined;
  /** Another build of the same program. */
  readonly packageName?: string;
};

/** Without a file the data died with the server: coming back empty would hide it. */
const maxRestarts = { inMemory: 0, onDisk: 20 };
const maxTries = 5;
const startTimeoutMs = 10_000;
const pollMs = 10;

/** A server someone else runs: DynamoDB Local or another. */
export function useTableServer(endpoint: string): TableServer {
  // An https endpoint checks signatures, and what the functions sign is not meant for it.
  if (!/^http:\/\/[^/]+\/?$/.test(endpoint)) {
    throw new LocalFault('local.endpoint_unsupported', { endpoint });
  }
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    pid: () => undefined,
    ready: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

/** @throws LocalFault when the binary is missing or the server does not come up */
export async function startTableServer(options: TableServerOptions): Promise<TableServer> {
  const binary = findBinary(options.packageName ?? '@dynoxide/linux-x64');
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnPort(options, binary, await findFreePort());
    } catch (error) {
      // Someone else took the free port before the server did.
      const isTaken = error instanceof LocalFault && error.message.includes('already in use');
      if (!isTaken || tries === maxTries) throw error;
    }
  }
}

async function startOnPort(
  options: TableServerOptions,
  binary: string,
  port: number,
): Promise<TableServer> {
  const args = ['--host', '127.0.0.1', '--port', String(port)];
  if (options.databaseFile !== undefined) args.push('--db-path', options.databaseFile);

  const allowedRestarts =
    options.databaseFile === undefined ? maxRestarts.inMemory : maxRestarts.onDisk;
  let isStopping = false;
  let restarts = 0;
  let current: GuardedProcess;
  let becomingReady: Promise<void>;

  async function start(): Promise<void> {
    let output = '';
    const child = await startGuardedProcess({
      command: binary,
      args,
      env: {},
      cwd: '/',
      onOutput: (text) => {
        output = (output + text).slice(-4_000);
      },
    });
    current = child;
    let hasExited = false;
    let hasAnswered = false;
    child.exited.then(() => {
      hasExited = true;
      // One that never answered would only fail again.
      if (isStopping || !hasAnswered || restarts >= allowedRestarts) return;
      restarts += 1;
      becomingReady = start();
      becomingReady.catch(() => undefined); // whoever waits for ready() sees it
    });
    for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += pollMs) {
      // Its own word first: another program may be the one that answers.
      hasAnswered = output.includes('listening on') && (await answers(port));
      if (hasAnswered && !hasExited) return;
      if (hasExited) break;
      await delay(pollMs);
    }
    throw new LocalFault('local.table_start_failed', {
      reason: output.trim() || 'it does not answer',
    });
  }

  async function stop(): Promise<void> {
    isStopping = true;
    await becomingReady.catch(() => undefined);
    await stopGuardedProcess(current, 2_000);
  }

  becomingReady = start();
  try {
    await becomingReady;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid: () => current.pid,
    ready: () => becomingReady,
    stop,
  };
}

function findBinary(name: string): string {
  try {
    const packageFile = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = join(packageFile, '../dynoxide');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch (cause) {
    throw new LocalFault('local.table_binary_missing', { tried: name }, { cause });
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
