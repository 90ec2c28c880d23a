// The runtime inside a function's process: loads the handler, then asks for invocations one by one.
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RealDate = Date;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
let virtualNowMs;
let current;

function readClock() {
  return virtualNowMs ?? RealDate.now();
}

/**
 * Everything that reads the time without naming one reads ours where there is one. Before the
 * handler is loaded: it may keep Date.now, and a live clock may be set forward later.
 */
function installClock() {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [readClock()] : args, newTarget),
    apply: () => new RealDate(readClock()).toString(),
    get: (target, key, receiver) =>
      key === 'now' ? readClock : Reflect.get(target, key, receiver),
  });
  RealDate.prototype.constructor = globalThis.Date;
}

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port, method, agent, headers, path: `/2018-06-01/runtime/${path}` },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function toErrorBody(error, errorType) {
  const isError = error instanceof Error;
  return JSON.stringify({
    errorType: errorType ?? (isError ? error.name : typeof error),
    errorMessage: isError ? error.message : String(error),
    trace: isError ? String(error.stack).split('\n') : [],
  });
}

async function fail(error, errorType) {
  console.error(error instanceof Error ? error.stack : error);
  const path = current === undefined ? 'init/error' : `invocation/${current}/error`;
  if (current !== undefined) endLogs(current);
  const headers = { 'local-process-ends': 'true' };
  await call('POST', path, toErrorBody(error, errorType), headers).catch(() => undefined);
  process.exit(1);
}

/** Tells the host that everything this invocation printed has been written. */
function endLogs(requestId) {
  process.stdout.write(`\nEND RequestId: ${requestId}\n`);
}

async function loadHandler() {
  const [file, name] = process.env._HANDLER.split('.');
  const path = join(process.env.LAMBDA_TASK_ROOT, `${file}.mjs`);
  let loaded;
  try {
    loaded = await import(pathToFileURL(path).href);
  } catch (error) {
    const missing = error?.code === 'ERR_MODULE_NOT_FOUND';
    const type = error instanceof SyntaxError ? 'Runtime.UserCodeSyntaxError' : undefined;
    await fail(error, missing ? 'Runtime.ImportModuleError' : type);
  }
  if (typeof loaded[name] !== 'function') {
    const message = `${process.env._HANDLER} is undefined or not exported`;
    await fail(new Error(message), 'Runtime.HandlerNotFound');
  }
  return loaded[name];
}

function toContext(headers, requestId) {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    // The timeout runs in real time, also when the handler's clock stands still.
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - RealDate.now()),
  };
}

async function runOne(handler) {
  const { headers, body } = await call('GET', 'invocation/next');
  const requestId = headers['lambda-runtime-aws-request-id'];
  if (headers['local-virtual-now-ms'] !== undefined) {
    virtualNowMs = Number(headers['local-virtual-now-ms']);
  }
  current = requestId;
  let outcome;
  try {
    const result = await handler(JSON.parse(body), toContext(headers, requestId));
    outcome = { path: 'response', body: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    outcome = { path: 'error', body: toErrorBody(error) };
  }
  current = undefined;
  endLogs(requestId);
  await call('POST', `invocation/${requestId}/${outcome.path}`, outcome.body);
}

process.on('uncaughtException', (error) => fail(error));
process.on('unhandledRejection', (error) => fail(error, 'Runtime.UnhandledPromiseRejection'));
if (process.argv[2] !== undefined) virtualNowMs = Number(process.argv[2]);
installClock();
const handler = await loadHandler();
for (;;) await runOne(handler);
