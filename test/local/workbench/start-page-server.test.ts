import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createChangeWatch } from '../../../local/workbench/change-watch.ts';
import type { PageAssets } from '../../../local/workbench/page-assets.ts';
import { type PageServer, startPageServer } from '../../../local/workbench/start-page-server.ts';
import type { Workbench } from '../../../local/workbench/workbench.ts';
import { newEntryWorkbook, newSource, newWorkbench } from './sample-source.ts';

const ASSETS: PageAssets = new Map([
  ['/', { contentType: 'text/html; charset=utf-8', bytes: Buffer.from('<p>trang</p>') }],
]);

const servers: PageServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function newServer() {
  const failures: unknown[] = [];
  const server = await startPageServer({
    port: 0,
    assets: () => ASSETS,
    onFailure: (error) => failures.push(error),
  });
  servers.push(server);
  return { server, failures };
}

async function send(
  { url }: PageServer,
  options: { path: string; method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ response: IncomingMessage; text: string }> {
  const outgoing = request(url + options.path, options);
  outgoing.end(options.body);
  const [response]: [IncomingMessage] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) text += part;
  return { response, text };
}

test('listens on the loopback address and serves its files with a strict policy', async () => {
  const { server } = await newServer();
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { response, text } = await send(server, { path: '/' });
  expect([response.statusCode, text]).toEqual([200, '<p>trang</p>']);
  const policy = String(response.headers['content-security-policy']).split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.find((line) => line.startsWith('script-src'))).toBe("script-src 'self'");
  expect(policy.join()).not.toMatch(/unsafe-eval|\*|https?:/);
  expect(response.headers['x-content-type-options']).toBe('nosniff');
});

test.each(['/package.json', '/../package.json', '/%2e%2e/package.json', '/page.css/'])(
  'serves nothing but its files: %s',
  async (path) => {
    const { server } = await newServer();
    expect((await send(server, { path })).response.statusCode).toBe(404);
  },
);

test('refuses foreign hosts, foreign origins and writes before anything is looked up', async () => {
  const { server } = await newServer();
  const status = async (options: { method?: string; headers?: Record<string, string> }) =>
    (await send(server, { path: '/api/overview', ...options })).response.statusCode;
  expect(await status({ headers: { host: 'evil.example' } })).toBe(400);
  expect(await status({ headers: { origin: 'http://evil.example' } })).toBe(403);
  const json = { 'content-type': 'application/json' };
  expect(await status({ method: 'PUT' })).toBe(405);
  expect(await status({ method: 'POST', headers: json })).toBe(403);
  expect(
    await status({ method: 'POST', headers: { ...json, origin: 'http://evil.example' } }),
  ).toBe(403);
  expect(await status({ method: 'POST', headers: { origin: server.url } })).toBe(415);
  expect(await status({})).toBe(503);
});

test('says that it is starting until there is something to show', async () => {
  const { server } = await newServer();
  const before = await send(server, { path: '/api/overview' });
  expect([before.response.statusCode, before.text]).toEqual([503, '{"code":"starting"}']);
  const watch = createChangeWatch(() => [], 3_600_000);
  const spreadsheets = [{ key: 'BT028', workbook: newEntryWorkbook('BT028', []) }];
  server.show(newWorkbench(newSource(spreadsheets)), watch);
  const after = await send(server, { path: '/api/overview' });
  expect(after.response.statusCode).toBe(200);
  expect(JSON.parse(after.text).spreadsheets[0].key).toBe('BT028');
  watch.stop();
});

test('an answer that cannot be made ends one request and is reported', async () => {
  const { server, failures } = await newServer();
  const watch = createChangeWatch(() => [], 3_600_000);
  const problem = new Error('a bug');
  const source = {
    ...newSource([]),
    spreadsheets: () => {
      throw problem;
    },
  };
  server.show(newWorkbench(source), watch);
  const { response, text } = await send(server, { path: '/api/overview' });
  expect([response.statusCode, text]).toEqual([500, '{"code":"failed"}']);
  expect(failures).toEqual([problem]);
  expect((await send(server, { path: '/' })).response.statusCode).toBe(200);
  watch.stop();
});

test('tells every open page which spreadsheets changed', async () => {
  const { server } = await newServer();
  const workbook = newEntryWorkbook('BT028', []);
  const spreadsheets = [{ key: 'BT028', workbook }];
  const watch = createChangeWatch(() => spreadsheets, 3_600_000);
  server.show(newWorkbench(newSource(spreadsheets)), watch);
  const outgoing = request(`${server.url}/api/events`);
  outgoing.end();
  const [events]: [IncomingMessage] = (await once(outgoing, 'response')) as [IncomingMessage];
  events.setEncoding('utf8');
  expect(events.headers['content-type']).toBe('text/event-stream');
  expect(await once(events, 'data')).toEqual(['retry: 1000\n\n']);
  workbook.requireSheet(7).updateCell(1, 3, { content: { value: 'Mới' } });
  watch.check();
  expect(await once(events, 'data')).toEqual(['event: changed\ndata: {"keys":["BT028"]}\n\n']);
  watch.stop();
  const ended = once(events, 'end');
  await server.stop();
  await ended;
});

const ACTION = { kind: 'type', sheetId: 7, row: 1, column: 3, value: 'Mới' };

test('an action of a page is done, and every open page is told', async () => {
  const { server } = await newServer();
  const workbook = newEntryWorkbook('BT028', []);
  const spreadsheets = [{ key: 'BT028', workbook }];
  const watch = createChangeWatch(() => spreadsheets, 3_600_000);
  const acts: Workbench['acts'] = {
    open: () => Promise.resolve({ kind: 'notFound' }),
    act(key, action) {
      if (key !== 'BT028' || action.kind !== 'type') return { kind: 'notFound' };
      workbook.requireSheet(7).updateCell(1, 3, { content: { value: action.value } });
      return { kind: 'done', revision: workbook.revision };
    },
    copy: (key) =>
      key === 'BT028' ? { kind: 'copied', key: 'BT028-ban-sao-1' } : { kind: 'notFound' },
  };
  server.show(newWorkbench(newSource(spreadsheets), { acts }), watch);
  const told: (readonly string[])[] = [];
  watch.subscribe((keys) => told.push(keys));
  const headers = { 'content-type': 'application/json', origin: server.url };
  const post = (path: string, body: unknown) =>
    send(server, { path, method: 'POST', headers, body: JSON.stringify(body) });
  const done = await post('/api/spreadsheets/BT028/actions', ACTION);
  expect([done.response.statusCode, JSON.parse(done.text)]).toEqual([
    200,
    { kind: 'done', revision: workbook.revision },
  ]);
  expect(told).toEqual([['BT028']]);
  const statusOf = async (path: string, body: unknown) =>
    (await post(path, body)).response.statusCode;
  const copied = await post('/api/spreadsheets/BT028/copy', {});
  expect(JSON.parse(copied.text)).toEqual({ kind: 'copied', key: 'BT028-ban-sao-1' });
  expect(await statusOf('/api/spreadsheets/XX/copy', {})).toBe(404);
  expect(await statusOf('/api/spreadsheets/XX/actions', ACTION)).toBe(404);
  expect(await statusOf('/api/spreadsheets/BT028/actions', { kind: 'apiWrite' })).toBe(400);
  expect(await statusOf('/api/spreadsheets/BT028/nothing', ACTION)).toBe(404);
  const broken = await send(server, {
    path: '/api/spreadsheets/BT028/actions',
    method: 'POST',
    headers,
    body: '{',
  });
  expect(broken.response.statusCode).toBe(400);
  const large = 'x'.repeat(9 * 1024 * 1024);
  expect(await statusOf('/api/spreadsheets/BT028/actions', { ...ACTION, value: large })).toBe(413);
  watch.stop();
});

test('the HTML of a mail may run and load nothing', async () => {
  const { server } = await newServer();
  const watch = createChangeWatch(() => [], 3_600_000);
  const mailbox: Workbench['mailbox'] = {
    list: () => Promise.resolve([]),
    read: () => Promise.resolve(undefined),
    readHtml: (id) => Promise.resolve(id === 'a-1' ? '<p>thư</p>' : undefined),
    readFile: () => Promise.resolve(undefined),
  };
  server.show(newWorkbench(newSource([]), { mailbox }), watch);
  const { response, text } = await send(server, { path: '/api/mails/a-1/html' });
  expect([response.statusCode, text]).toEqual([200, '<p>thư</p>']);
  const policy = String(response.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('sandbox');
  expect(policy).not.toMatch(/script|allow-/);
  expect((await send(server, { path: '/api/mails/b-2/html' })).response.statusCode).toBe(404);
  watch.stop();
});

test('a taken port is a fault of its own', async () => {
  const { server } = await newServer();
  const port = Number(new URL(server.url).port);
  await expect(
    startPageServer({ port, assets: () => ASSETS, onFailure: () => undefined }),
  ).rejects.toMatchObject({ code: 'local.port_taken', details: { port } });
});
