// A fresh process that does what a cold start does: loads the bundle and answers one event.
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [file, payload] = process.argv.slice(2);
const startedAt = performance.now();
const { handler } = await import(pathToFileURL(file).href);
const loadedAt = performance.now();
const answer = await handler(JSON.parse(payload), { awsRequestId: 'bench', functionName: 'bench' });
const endedAt = performance.now();
process.send({ loadMs: loadedAt - startedAt, callMs: endedAt - loadedAt, answer }, () =>
  process.exit(0),
);
