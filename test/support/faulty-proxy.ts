/** Stands before a table server and spoils chosen answers, so that real clients meet real faults. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';

export type Spoiling =
  | { readonly kind: 'forward' }
  /** Answered here; the server never sees the call. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  /** The server does it, and the answer is lost on the way back. */
  | { readonly kind: 'loseAnswer' }
  /** The server does it, and no answer ever comes. */
  | { readonly kind: 'hang' };

export type Call = { readonly operation: string; readonly body: unknown };

export type FaultyProxy = {
  readonly endpoint: string;
  /** Every call since it was last emptied, in order. */
  readonly calls: Call[];
  /** What to do with the next calls of an operation; afterwards they are forwarded. */
  spoil(operation: string, ...next: readonly Spoiling[]): void;
  stop(): Promise<void>;
};

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const calls: Call[] = [];
  const plans = new Map<string, Spoiling[]>();
  const server = createServer((incoming, outgoing) => {
    readBody(incoming).then((body) => {
      const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
      calls.push({ operation, body: JSON.parse(body.toString('utf8')) });
      const spoiling = plans.get(operation)?.shift() ?? { kind: 'forward' };
      if (spoiling.kind === 'answer') {
        outgoing.writeHead(spoiling.status, { 'content-type': 'application/x-amz-json-1.0' });
        outgoing.end(JSON.stringify(spoiling.body));
      } else {
        forward({ target, incoming, outgoing, body, spoiling });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    spoil(operation, ...next) {
      plans.set(operation, [...next]);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A vendor error as the wire carries it. */
export function vendorError(status: number, name: string, more: object = {}): Spoiling {
  const type = `com.amazonaws.dynamodb.v20120810#${name}`;
  return { kind: 'answer', status, body: { __type: type, message: name, ...more } };
}

/** A cancelled transaction with a reason for each of its items. */
export function cancelled(...codes: readonly string[]): Spoiling {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return vendorError(400, 'TransactionCanceledException', { CancellationReasons });
}

type Forwarding = {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
  readonly spoiling: Spoiling;
};

function forward({ target, incoming, outgoing, body, spoiling }: Forwarding): void {
  const { host: _, ...headers } = incoming.headers;
  const onward = httpRequest(target, { method: 'POST', headers }, (answer) => {
    readBody(answer).then((content) => {
      if (spoiling.kind === 'hang') return;
      if (spoiling.kind === 'loseAnswer') {
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      outgoing.end(content);
    });
  });
  onward.end(body);
}

async function readBody(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
