// The whole local cloud over the real stacks with tiny handlers: routes, failures, clock, restarts.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CloudEvent } from '../../../local/aws/cloud-event.ts';
import type { LocalCloud } from '../../../local/aws/local-cloud.ts';
import { callTable } from '../../../local/aws/table-api.ts';
import { pick, withdraw } from './tiny-assembly.ts';
import { useTinyClouds } from './tiny-clouds.ts';

const startMs = Date.UTC(2011, 2, 31, 1, 2, 0);
const minuteMs = 60_000;

const clouds = useTinyClouds(startMs);
const { start, makeFolder, changeAssembly: change } = clouds;

type Reply = { readonly status: number; readonly text: string; readonly headers: Headers };

async function post(cloud: LocalCloud, body: unknown, path = '/v1/sync'): Promise<Reply> {
  const response = await fetch(`${cloud.httpUrl}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Unit': 'BT001' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function listEvents(cloud: LocalCloud): Promise<readonly string[]> {
  const { body } = await callTable(cloud.tableEndpoint, 'Query', {
    TableName: cloud.tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'event' } },
  });
  const { Items } = body as { Items: { sk: { S: string }; event: { S: string } }[] };
  return Items.map(({ sk, event }) => `${sk.S} ${event.S}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Bounded: ten seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never became true');
}

describe('the HTTP API', () => {
  it('hands the handler an event of payload format 2.0', async () => {
    const cloud = await start();
    const { text, status, headers } = await post(cloud, { do: 'echo' }, '/v1/sync?a=1&a=2');
    const event = JSON.parse(text);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(event.headers['x-unit']).toBe('BT001');
    delete event.headers;
    delete event.requestContext.requestId;
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/sync',
      rawPath: '/v1/sync',
      rawQueryString: 'a=1&a=2',
      queryStringParameters: { a: '1,2' },
      requestContext: {
        accountId: '000000000000',
        apiId: event.requestContext.apiId,
        domainName: `${event.requestContext.apiId}.execute-api.local`,
        domainPrefix: event.requestContext.apiId,
        http: {
          method: 'POST',
          path: '/v1/sync',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'node',
        },
        routeKey: 'POST /v1/sync',
        stage: '$default',
        time: '31/Mar/2011:01:02:00 +0000',
        timeEpoch: startMs,
      },
      body: '{"do":"echo"}',
      isBase64Encoded: false,
    });
  });

  it('passes the status, headers and body of the reply on', async () => {
    const { status, text, headers } = await post(await start(), { do: 'other' });
    expect([status, text, headers.get('x-test')]).toEqual([422, 'unknown other', 'yes']);
  });

  it('answers 404 to another path and to another method', async () => {
    const cloud = await start();
    const other = await post(cloud, {}, '/v1/other');
    const get = await fetch(`${cloud.httpUrl}/v1/sync`);
    expect([other.status, other.text]).toEqual([404, '{"message":"Not Found"}']);
    expect([get.status, await get.text()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('takes 10 MB and no byte more, of which Lambda takes 6 MB', async () => {
    const cloud = await start();
    const send = async (bytes: number): Promise<readonly [number, string]> => {
      const response = await fetch(`${cloud.httpUrl}/v1/sync`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: 'x'.repeat(bytes),
      });
      return [response.status, await response.text()];
    };
    const tooLarge = [413, '{"message":"Request Entity Too Large"}'];
    expect(await send(10 * 1024 * 1024 + 1)).toEqual(tooLarge);
    expect(await send(6 * 1024 * 1024)).toEqual(tooLarge);
    // Reaches the handler, which cannot read it.
    expect(await send(5 * 1024 * 1024)).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('throttles by the clock of the machine when the clock is real', async () => {
    const slow = change(({ service }) => {
      const stage = pick(service, 'AWS::ApiGatewayV2::Stage');
      stage.DefaultRouteSettings = { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 };
    });
    const cloud = await start({ assemblyDir: slow, virtualClock: false });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await post(cloud, { do: 'count' })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('throttles a route with a limit of its own without the others', async () => {
    const slow = change(({ service }) => {
      const stage = pick(service, 'AWS::ApiGatewayV2::Stage');
      const limits = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 };
      stage.RouteSettings = { 'POST /v1/catalogue': limits };
    });
    const cloud = await start({ assemblyDir: slow, virtualClock: false });
    const send = async (path: string) => (await post(cloud, { do: 'count' }, path)).status;
    expect([await send('/v1/catalogue'), await send('/v1/catalogue')]).toEqual([200, 429]);
    expect([await send('/v1/sync'), await send('/v1/sync')]).toEqual([200, 200]);
  });
});

describe('functions', () => {
  it('see only the environment of the template and of Lambda', async () => {
    process.env.SECRET_OF_THE_MACHINE = 'x';
    const cloud = await start({
      functionEnvironment: { GOOGLE_API_ROOT_URL: 'http://127.0.0.1:9/' },
    });
    delete process.env.SECRET_OF_THE_MACHINE;
    const { text } = await post(cloud, { do: 'environment' });
    const environment = JSON.parse(text);
    expect(environment).toMatchObject({
      STAGE: 'dev',
      PROGRAMME: 'ben-tre',
      TABLE_NAME: cloud.tableName,
      POWERTOOLS_SERVICE_NAME: 'ingest',
      GOOGLE_API_ROOT_URL: 'http://127.0.0.1:9/',
      AWS_LAMBDA_FUNCTION_NAME: 'so-sang-kien-dev-ben-tre-ingest',
    });
    expect(
      Object.keys(environment).filter((name) => /^(SECRET_OF|PATH$|HOME$)/.test(name)),
    ).toEqual([]);
  });

  it('are kept warm, one process while calls come one by one', async () => {
    const cloud = await start();
    const first = JSON.parse((await post(cloud, { do: 'count' })).text);
    const second = JSON.parse((await post(cloud, { do: 'count' })).text);
    expect(first.invocations).toBe(1);
    expect(second).toEqual({ invocations: 2, pid: first.pid });
  });

  it('run at once in several processes, never more than four', async () => {
    const cloud = await start();
    const replies = await Promise.all(
      Array.from({ length: 24 }, () => post(cloud, { do: 'transact' })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(24).fill(200));
    const running = cloud.processes().functions.length;
    expect(running).toBeGreaterThan(2);
    expect(running).toBeLessThanOrEqual(8); // four of ingest, one each of the others
  });

  it('report a throw, keep the process, and give its logs', async () => {
    const events: CloudEvent[] = [];
    const cloud = await start({ onEvent: (event) => events.push(event) });
    const { status, text } = await post(cloud, { do: 'throw' });
    expect([status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
    const [invocation, request] = events;
    expect(invocation).toMatchObject({
      kind: 'invocation',
      atMs: startMs,
      functionName: 'so-sang-kien-dev-ben-tre-ingest',
      source: 'http',
      result: {
        outcome: { kind: 'error', error: { errorType: 'TypeError', errorMessage: 'planned' } },
      },
    });
    expect(invocation?.kind === 'invocation' && 'logs' in invocation.result).toBe(true);
    if (invocation?.kind !== 'invocation' || 'kind' in invocation.result) throw new Error('no');
    expect(invocation.result.logs.slice(0, 2)).toEqual(['about to throw', 'TypeError: planned']);
    expect(request).toMatchObject({ kind: 'request', path: '/v1/sync', status: 500 });
    expect(JSON.parse((await post(cloud, { do: 'count' })).text).invocations).toBe(2);
  });

  it('report a crash with the last words, and start again', async () => {
    const cloud = await start();
    const result = await cloud.invoke('ingest', { do: 'crash' });
    expect(result).toMatchObject({
      outcome: { kind: 'crash', error: { errorType: 'Runtime.ExitError' } },
      logs: ['about to crash'],
    });
    if ('kind' in result || result.outcome.kind !== 'crash') throw new Error('no crash');
    expect(result.outcome.error.errorMessage).toBe(
      `RequestId: ${result.requestId} Error: Runtime exited with error: exit status 7`,
    );
    expect(JSON.parse((await post(cloud, { do: 'count' })).text).invocations).toBe(1);
  });

  it('report a rejection nobody handled, and start again', async () => {
    const cloud = await start();
    expect(await cloud.invoke('ingest', { do: 'reject' })).toMatchObject({
      outcome: {
        kind: 'error',
        error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'forgotten' },
      },
    });
    expect(JSON.parse((await post(cloud, { do: 'count' })).text).invocations).toBe(1);
  });

  it('are killed at the timeout of the template, even in an endless loop', async () => {
    const short = change(({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Timeout = 1;
    });
    const cloud = await start({ assemblyDir: short });
    const before = cloud.processes().functions;
    const result = await cloud.invoke('ingest', { do: 'hang' });
    expect(result).toMatchObject({
      outcome: { kind: 'timeout', error: { errorType: 'Sandbox.Timedout' } },
    });
    expect(before.filter((pid) => !isAlive(pid))).toHaveLength(1);
    expect((await post(cloud, { do: 'hang' })).status).toBe(500);
    expect((await post(cloud, { do: 'count' })).status).toBe(200);
  });

  it('may answer 6 MB and no more', async () => {
    const cloud = await start();
    const limit = 6_291_556;
    // Two bytes are the quotes around the text.
    const fits = await cloud.invoke('ingest', { do: 'large', bytes: limit - 2 });
    const over = await cloud.invoke('ingest', { do: 'large', bytes: limit - 1 });
    expect(fits).toMatchObject({ outcome: { kind: 'success' } });
    expect(over).toMatchObject({
      outcome: { kind: 'error', error: { errorType: 'Function.ResponseSizeTooLarge' } },
    });
  });

  it('see the virtual clock stand still, and the real one otherwise', async () => {
    const still = JSON.parse((await post(await start(), { do: 'time' })).text);
    expect(still).toEqual({
      now: startMs,
      date: '2011-03-31T01:02:00.000Z',
      fixed: '1970-01-01T00:00:00.000Z',
      isDate: true,
    });
    const before = Date.now();
    const real = JSON.parse(
      (await post(await start({ virtualClock: false }), { do: 'time' })).text,
    );
    expect(real.now).toBeGreaterThanOrEqual(before);
  });

  it('may do what their role grants and nothing else', async () => {
    const events: CloudEvent[] = [];
    const cloud = await start({ onEvent: (event) => events.push(event) });
    expect((await post(cloud, { do: 'put' })).status).toBe(200);
    expect(JSON.parse((await post(cloud, { do: 'get' })).text)).toEqual({ found: true });
    expect(await cloud.invoke('ingest', { do: 'scan' })).toMatchObject({
      outcome: { kind: 'error', error: { errorType: 'AccessDeniedException' } },
    });
    expect(events.filter(({ kind }) => kind === 'denied')).toEqual([
      {
        kind: 'denied',
        atMs: startMs,
        functionName: 'so-sang-kien-dev-ben-tre-ingest',
        action: 'dynamodb:Scan',
        resource: `arn:aws:dynamodb:ap-southeast-1:000000000000:table/${cloud.tableName}`,
      },
    ]);
  });

  it('need the grant of each part of a transaction', async () => {
    const withoutCheck = change(({ service }) => {
      withdraw(service, 'Ingest', 'dynamodb:ConditionCheckItem');
    });
    const cloud = await start({ assemblyDir: withoutCheck });
    expect(await cloud.invoke('ingest', { do: 'put' })).toMatchObject({
      outcome: { kind: 'success' },
    });
    expect(await cloud.invoke('ingest', { do: 'transact' })).toMatchObject({
      outcome: { kind: 'error', error: { errorType: 'AccessDeniedException' } },
    });
  });
});

describe('the master secret', () => {
  it('follows the seed, and reaches the handlers', async () => {
    const cloud = await start();
    const other = await start({ seed: 2 });
    expect(cloud.masterSecret).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(JSON.parse((await post(cloud, { do: 'secret' })).text)).toEqual({
      secret: cloud.masterSecret,
    });
    expect((await start()).masterSecret).toBe(cloud.masterSecret);
    expect(other.masterSecret).not.toBe(cloud.masterSecret);
  });

  it('is kept in the data folder, whatever the seed is later', async () => {
    const dataDir = makeFolder();
    const first = await start({ dataDir });
    await first.stop();
    const second = await start({ dataDir, seed: 2 });
    expect(second.masterSecret).toBe(first.masterSecret);
  });
});

describe('the table', () => {
  it('loses nothing when it is killed or when all is started again', async () => {
    const dataDir = makeFolder();
    const cloud = await start({ dataDir });
    expect((await post(cloud, { do: 'put', key: 'one' })).status).toBe(200);
    const killed = cloud.processes().table;
    if (killed === undefined) throw new Error('no table process');
    process.kill(killed, 'SIGKILL');
    await until(() => !isAlive(killed));
    expect(JSON.parse((await post(cloud, { do: 'get', key: 'one' })).text)).toEqual({
      found: true,
    });
    expect((await post(cloud, { do: 'put', key: 'two' })).status).toBe(200);
    expect(cloud.processes().table).not.toBe(killed);
    await cloud.stop();

    const again = await start({ dataDir });
    expect(JSON.parse((await post(again, { do: 'get', key: 'one' })).text)).toEqual({
      found: true,
    });
    expect(JSON.parse((await post(again, { do: 'get', key: 'two' })).text)).toEqual({
      found: true,
    });
  });

  it('is refused when the data folder holds other keys', async () => {
    const dataDir = makeFolder();
    await (await start({ dataDir })).stop();
    const renamed = change(({ stateful }) => {
      const table = pick(stateful, 'AWS::DynamoDB::Table');
      table.KeySchema = [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sort', KeyType: 'RANGE' },
      ];
      table.AttributeDefinitions = ['pk', 'sort', 'changesPk', 'changesSk'].map(
        (AttributeName) => ({ AttributeName, AttributeType: 'S' }),
      );
    });
    await expect(start({ dataDir, assemblyDir: renamed })).rejects.toMatchObject({
      code: 'local.table_schema_differs',
    });
  });

  it('may be a server someone else runs', async () => {
    const host = await start();
    const guest = await start({ tableEndpoint: host.tableEndpoint });
    expect(guest.processes().table).toBeUndefined();
    expect((await post(guest, { do: 'put', key: 'shared' })).status).toBe(200);
    expect(JSON.parse((await post(host, { do: 'get', key: 'shared' })).text)).toEqual({
      found: true,
    });
  });
});

describe('the schedule', () => {
  it('runs at whole five minutes of the virtual clock', async () => {
    const cloud = await start();
    expect(cloud.nextDueMs()).toBe(startMs + 3 * minuteMs);
    expect(await cloud.runDue(startMs + 3 * minuteMs - 1)).toBe(0);
    clouds.nowMs = startMs + 3 * minuteMs;
    expect(await cloud.runDue(clouds.nowMs)).toBe(1);
    clouds.nowMs = startMs + 8 * minuteMs;
    expect(await cloud.runDue(clouds.nowMs)).toBe(1);
    const first = '{"kind":"schedule","scheduledTime":"2011-03-31T01:05:00Z"}';
    const second = '{"kind":"schedule","scheduledTime":"2011-03-31T01:10:00Z"}';
    expect(await listEvents(cloud)).toEqual([
      `2011-03-31T01:05:00Z at 2011-03-31T01:05:00.000Z ${first}`,
      `2011-03-31T01:10:00Z at 2011-03-31T01:10:00.000Z ${second}`,
    ]);
  });

  it('retries once after a minute, then leaves a dead letter', async () => {
    const cloud = await start();
    await callTable(cloud.tableEndpoint, 'PutItem', {
      TableName: cloud.tableName,
      Item: { pk: { S: 'switch' }, sk: { S: 'fail' } },
    });
    clouds.nowMs = startMs + 3 * minuteMs;
    await cloud.runDue(clouds.nowMs);
    expect(cloud.nextDueMs()).toBe(clouds.nowMs + minuteMs);
    expect(cloud.deadLetters).toEqual([]);
    clouds.nowMs += minuteMs;
    await cloud.runDue(clouds.nowMs);
    expect(cloud.deadLetters).toHaveLength(1);
    const [letter] = cloud.deadLetters;
    expect(letter?.queue).toMatch(/^arn:aws:sqs:.*SummarizeDeadLetters/);
    expect(letter?.atMs).toBe(clouds.nowMs);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { kind: 'schedule', scheduledTime: '2011-03-31T01:05:00Z' },
      responsePayload: { errorType: 'Error', errorMessage: 'switched to fail' },
    });
  });

  it('runs by itself when live', async () => {
    const shiftMs = Date.UTC(2011, 2, 31, 1, 4, 58, 0) - Date.now();
    const cloud = await start({ live: true, virtualClock: false, now: () => Date.now() + shiftMs });
    await until(async () => (await listEvents(cloud)).length === 1);
    expect((await listEvents(cloud))[0]).toContain('"scheduledTime":"2011-03-31T01:05:00Z"');
  });
});

describe('faults', () => {
  const countOf = async (cloud: LocalCloud): Promise<number> =>
    JSON.parse((await post(cloud, { do: 'count' })).text).invocations;

  it('down and throttle answer without calling the function, as often as planned', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'http', kind: 'down', count: 2 });
    cloud.addFault({ at: 'http', kind: 'throttle' });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await post(cloud, { do: 'count' })).status);
    }
    expect(statuses).toEqual([503, 503, 429]);
    expect(await countOf(cloud)).toBe(1);
  });

  it('last as long as the clock says, and only on their path', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'http', kind: 'down', untilMs: startMs + minuteMs, path: '/v1/sync' });
    expect((await post(cloud, { do: 'count' })).status).toBe(503);
    expect((await post(cloud, {}, '/v1/refresh')).status).toBe(200);
    clouds.nowMs = startMs + minuteMs - 1;
    expect((await post(cloud, { do: 'count' })).status).toBe(503);
    clouds.nowMs = startMs + minuteMs;
    expect((await post(cloud, { do: 'count' })).status).toBe(200);
  });

  it('timeouts leave the caller without an answer, before or after the work', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'http', kind: 'timeoutBefore' });
    cloud.addFault({ at: 'http', kind: 'timeoutAfter' });
    await expect(post(cloud, { do: 'count' })).rejects.toThrow('fetch failed');
    await expect(post(cloud, { do: 'count' })).rejects.toThrow('fetch failed');
    expect(await countOf(cloud)).toBe(2);
  });

  it('a duplicate is delivered twice and answered once', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'http', kind: 'duplicate' });
    expect(await countOf(cloud)).toBe(1);
    expect(await countOf(cloud)).toBe(3);
  });

  it('a delayed request arrives later by the clock', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'http', kind: 'delay', delayMs: minuteMs });
    await expect(post(cloud, { do: 'count' })).rejects.toThrow('fetch failed');
    expect(cloud.nextDueMs()).toBe(startMs + minuteMs);
    clouds.nowMs = startMs + minuteMs;
    expect(await cloud.runDue(clouds.nowMs)).toBe(1);
    expect(await countOf(cloud)).toBe(2);
  });

  it('of the table reach the handler as AWS would say them', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'table', kind: 'conflict' });
    expect((await post(cloud, { do: 'get' })).status).toBe(200); // no transaction: no conflict
    expect(await cloud.invoke('ingest', { do: 'transact' })).toMatchObject({
      outcome: { error: { errorType: 'TransactionCanceledException' } },
    });
    cloud.addFault({ at: 'table', kind: 'throttle', count: 100 });
    expect(await cloud.invoke('ingest', { do: 'put' })).toMatchObject({
      outcome: { error: { errorType: 'ThrottlingException' } },
    });
    cloud.clearFaults();
    cloud.addFault({ at: 'table', kind: 'timeoutAfter' });
    expect((await post(cloud, { do: 'put' })).status).toBe(200); // the SDK tried again
  });

  // The SDK tries anything again after an answer of another time than its own.
  it('of the table reach the handler in the first call of its process', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'table', kind: 'conflict' });
    expect(await cloud.invoke('ingest', { do: 'transact' })).toMatchObject({
      outcome: { error: { errorType: 'TransactionCanceledException' } },
    });
  });
});

describe('start and stop', () => {
  it('leaves no process behind', async () => {
    const cloud = await start({ dataDir: makeFolder() });
    const { table, functions } = cloud.processes();
    const pids = [...functions, ...(table === undefined ? [] : [table])];
    expect(pids).toHaveLength(6);
    await cloud.stop();
    await until(() => pids.every((pid) => !isAlive(pid)));
  });

  it('leaves no process behind when this process is killed', async () => {
    const script = join(import.meta.dirname, 'start-and-wait.ts');
    const host = spawn(process.execPath, ['--import', 'tsx', script, clouds.assemblyDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids: number[] = await new Promise((resolve) => {
      host.stdout.once('data', (line) => resolve(JSON.parse(String(line))));
    });
    expect(pids.filter(isAlive)).toHaveLength(6);
    host.kill('SIGKILL');
    await until(() => pids.every((pid) => !isAlive(pid)));
  });

  it('refuses a taken port, an unusable data folder and one in use, in one clear error', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(start({ httpPort: port })).rejects.toMatchObject({
      code: 'local.port_taken',
      details: { port },
    });
    await new Promise((resolve) => other.close(resolve));

    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    await expect(start({ dataDir: file })).rejects.toMatchObject({
      code: 'local.data_folder_unusable',
    });

    const dataDir = makeFolder();
    await start({ dataDir });
    await expect(start({ dataDir })).rejects.toMatchObject({
      code: 'local.data_folder_in_use',
      details: { pid: process.pid },
    });
  });

  it('refuses an assembly that is not there, another stage and an unknown parameter', async () => {
    await expect(start({ assemblyDir: makeFolder() })).rejects.toMatchObject({
      code: 'local.assembly_missing',
    });
    await expect(start({ stage: 'prod' })).rejects.toMatchObject({ code: 'local.stage_differs' });
    await expect(start({ parameters: { NoSuch: 'x' } })).rejects.toMatchObject({
      code: 'local.parameter_unknown',
    });
  });
});
