import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Overview } from '../../local/workbench/api/page-api.ts';
import {
  listDescendants,
  listSurvivors,
  type StartedProduct,
  startProduct,
} from '../browser/started-product.ts';

const WHOLE_START_MS = 240_000;
const EXPECTED = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../programmes/ben-tre/sample/expected.json'), 'utf8'),
);

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (let clean = cleanups.pop(); clean !== undefined; clean = cleanups.pop()) await clean();
});

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'start-test-'));
  cleanups.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function newFile(): string {
  const path = join(newFolder(), 'file');
  writeFileSync(path, '');
  return path;
}

function start(...args: readonly string[]): StartedProduct {
  const product = startProduct(args);
  cleanups.push(async () => {
    product.kill('SIGKILL');
    await product.exited;
  });
  return product;
}

async function takePort(): Promise<number> {
  const { port, free } = await listenSomewhere();
  cleanups.push(free);
  return port;
}

async function findFreePort(): Promise<number> {
  const { port, free } = await listenSomewhere();
  await free();
  return port;
}

async function listenSomewhere() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  const free = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: address.port, free };
}

/** The exit code and everything it said as an error. */
async function endOf(product: StartedProduct): Promise<readonly [number | null, string]> {
  const { code } = await product.exited;
  return [code, product.stderr()];
}

test('an unknown option is one line and exit 1', async () => {
  expect(await endOf(start('--prot', '8080'))).toEqual([
    1,
    "Unknown option '--prot'. Options: --port N, --data DIR, --fresh, --stage dev|prod, --programme CODE\n",
  ]);
});

test('a taken port is one line and exit 1', async () => {
  const port = await takePort();
  expect(await endOf(start('--port', String(port), '--data', newFolder()))).toEqual([
    1,
    `Port ${port} is taken. Stop the program that uses it, or choose another one with --port.\n`,
  ]);
});

test.each([
  ['below a file', () => join(newFile(), 'data'), 'ENOTDIR'],
  ['a file', newFile, 'it is a file, not a folder'],
  ['where nobody can make one', () => '/proc/none/data', 'ENOENT'],
])('a data folder that is %s is one line and exit 1', async (_, toPath, reason) => {
  const path = toPath();
  const [code, line] = await endOf(start('--port', '0', '--data', path));
  expect(code).toBe(1);
  expect(line).toMatch(/^The data folder cannot be used: [^\n]+\n$/);
  expect(line).toContain(`${path}: ${reason}`);
});

test.each([
  ['google.json', '{"version":', 'damaged'],
  ['google.json', '{"version":2}', 'a newer version of this program wrote it'],
  ['start.json', '{"version":', 'damaged'],
])('%s holding %j is one line and exit 1', async (name, content, reason) => {
  const dataDir = newFolder();
  writeFileSync(join(dataDir, name), content);
  const product = start('--port', '0', '--data', dataDir);
  const [code, line] = await endOf(product);
  expect(code).toBe(1);
  expect(line).toMatch(
    new RegExp(`^The data folder cannot be used: .*/${name}: ${reason}[^\\n]+\\n$`),
  );
  expect(product.lines.filter((printed) => !printed.startsWith('built '))).toEqual([]);
});

test('the port the spreadsheets know is not for the page', async () => {
  const dataDir = newFolder();
  const port = await findFreePort();
  writeFileSync(
    join(dataDir, 'start.json'),
    JSON.stringify({ version: 1, httpPort: port, sampleUnits: [] }),
  );
  const [code, line] = await endOf(start('--port', String(port), '--data', dataDir));
  expect(code).toBe(1);
  expect(line).toMatch(new RegExp(`^Port ${port} is that of the HTTP API[^\\n]+--port.\\n$`));
});

test(
  'a first start that was killed or stopped goes on later, and then nothing is loaded again',
  async () => {
    const dataDir = newFolder();
    const first = start('--port', '0', '--data', dataDir);
    await first.waitFor(/^BT060 /);
    const before = listDescendants(first.pid);
    expect(before.length).toBeGreaterThan(1);
    first.kill('SIGKILL');
    await first.exited;
    expect(await listSurvivors(before)).toEqual([]);

    const asked = start('--port', '0', '--data', dataDir);
    await asked.waitFor(/^BT026 /);
    await stopCleanly(asked);

    const second = start('--port', '0', '--data', dataDir);
    await second.waitFor(/^Ready/);
    expect(second.lines.filter((line) => /^BT0(6[012]|28|26) /.test(line))).toEqual([]);
    const overview = await fetchOverview(second);
    expect(sumReceipts(overview)).toEqual({ saved: 235, rejected: 5, incomplete: 1 });
    expect(overview.publication).toMatchObject({
      kind: 'published',
      summary: {
        total: EXPECTED.total,
        byCategory: EXPECTED.byCategory,
        byUnit: EXPECTED.byUnit,
        benefit: EXPECTED.benefit,
        unitsReported: EXPECTED.unitsReported,
      },
    });
    await stopCleanly(second);

    const third = start('--port', '0', '--data', dataDir);
    await third.waitFor(/^Ready/);
    expect(third.lines.filter((line) => line.includes('rows pasted'))).toEqual([]);
    const again = await fetchOverview(third);
    expect(sumReceipts(again)).toEqual({ saved: 235, rejected: 5, incomplete: 1 });
    expect(again.publication).toMatchObject({ summary: { total: 235 } });

    // The same folder cannot serve two at once.
    const [code, line] = await endOf(start('--port', '0', '--data', dataDir));
    expect([code, line.split('\n').length]).toEqual([1, 2]);
    expect(line).toContain(`is in use by process ${third.pid}.`);
    await stopCleanly(third);
  },
  WHOLE_START_MS,
);

async function stopCleanly(product: StartedProduct): Promise<void> {
  const descendants = listDescendants(product.pid);
  product.kill('SIGTERM');
  expect(await product.exited).toEqual({ code: 0, signal: null });
  expect(product.stderr()).toBe('');
  expect(await listSurvivors(descendants)).toEqual([]);
}

async function fetchOverview(product: StartedProduct): Promise<Overview> {
  const line = await product.waitFor(/^Page: /);
  const response = await fetch(`${line.replace(/^Page: +/, '')}/api/overview`);
  return (await response.json()) as Overview;
}

/** States nobody is in are left out. */
function sumReceipts({ spreadsheets }: Overview): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { receipts } of spreadsheets) {
    for (const [state, count] of Object.entries(receipts)) {
      if (count > 0) sums[state] = (sums[state] ?? 0) + count;
    }
  }
  return sums;
}
