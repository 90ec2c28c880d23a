// Server-sent events: tells every open page which spreadsheets have changed and what happened.
import type { ServerResponse } from 'node:http';
import type { ChangeNotice } from './api/page-api.ts';
import type { TimelineEntry } from './api/timeline-api.ts';

export type EventStream = {
  open(response: ServerResponse): void;
  send(notice: ChangeNotice): void;
  tell(entry: TimelineEntry): void;
  stop(): void;
};

/** Each open page holds one; more than this is a page gone mad. */
const MAX_CLIENTS = 100;
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 1_000;

export function createEventStream(): EventStream {
  const clients = new Set<ServerResponse>();

  function sendAll(text: string): void {
    for (const client of clients) client.write(text);
  }

  // A dead connection is only noticed when something is written to it.
  const heartbeat = setInterval(() => sendAll(':\n\n'), HEARTBEAT_MS);
  heartbeat.unref();

  return {
    open(response) {
      if (clients.size >= MAX_CLIENTS) {
        response.writeHead(503).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      clients.add(response);
      response.once('close', () => clients.delete(response));
    },
    send: (notice) => sendAll(`event: changed\ndata: ${JSON.stringify(notice)}\n\n`),
    tell: (entry) => sendAll(`event: happened\ndata: ${JSON.stringify(entry)}\n\n`),
    stop() {
      clearInterval(heartbeat);
      for (const client of clients) client.end();
      clients.clear();
    },
  };
}
