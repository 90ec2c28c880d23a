// Starts a local cloud, prints the pids of its processes, and waits to be killed.
import { startLocalCloud } from '../../../local/aws/local-cloud.ts';

const cloud = await startLocalCloud({
  assemblyDir: process.argv[2] ?? '',
  stage: 'dev',
  dataDir: undefined,
  seed: 1,
  now: Date.now,
  virtualClock: false,
  live: true,
});
const { table, functions } = cloud.processes();
process.stdout.write(`${JSON.stringify([table, ...functions])}\n`);
