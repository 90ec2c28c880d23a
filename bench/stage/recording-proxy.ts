/** Between a function and the table server: passes everything on, and remembers each call. */
import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, request as sendRequest } from 'node:http';
import type { LoopbackServer } from '../../local/aws/loopback-server.ts';
import { readBody, startLoopbackServer } from '../../local/aws/loopback-server.ts';

export type TableCall = {
  /** Such as «TransactWriteItems». */
  readonly operation: string;
  readonly request: Buffer;
  readonly response: Buffer;
};

const MAX_BODY_BYTES = 16 * 1024 * 1024;

export type ProxyOptions = {
  readonly record: (call: TableCall) => void;
  /** What is passed on instead of a call's body. */
  readonly rewrite?: (body: Buffer) => Buffer;
};

export async function startRecordingProxy(
  endpoint: string,
  options: ProxyOptions,
): Promise<LoopbackServer & { readonly url: string }> {
  const agent = new Agent({ keepAlive: true });
  const server = await startLoopbackServer((request, response) => {
    passOn({ endpoint, agent, ...options }, request, response).catch(() => response.destroy());
  });
  return {
    ...server,
    url: `http://127.0.0.1:${server.port}`,
    async stop() {
      await server.stop();
      agent.destroy();
    },
  };
}

type Proxy = ProxyOptions & {
  readonly endpoint: string;
  readonly agent: Agent;
};

async function passOn(
  { endpoint, agent, record, rewrite = (body) => body }: Proxy,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = rewrite((await readBody(request, MAX_BODY_BYTES)) ?? Buffer.alloc(0));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { method, url } = request;
    const headers = { ...request.headers, 'content-length': String(body.length) };
    const outgoing = sendRequest(`${endpoint}${url}`, { method, headers, agent }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
  const answered = (await readBody(answer, MAX_BODY_BYTES)) ?? Buffer.alloc(0);
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  record({ operation, request: body, response: answered });
  response.writeHead(answer.statusCode ?? 500, answer.headers);
  response.end(answered);
}
