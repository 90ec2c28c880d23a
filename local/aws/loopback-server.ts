// A small HTTP server on the loopback address, with a clean end and one clear error for a taken port.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isSystemError, LocalFault } from './local-fault.ts';

export type LoopbackServer = {
  readonly port: number;
  stop(): Promise<void>;
};

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** @throws LocalFault 'local.port_taken' */
export async function startLoopbackServer(
  listener: RequestListener,
  port = 0,
): Promise<LoopbackServer> {
  const server = createServer(listener);
  // Our own clients wait as long as a function may run.
  server.requestTimeout = 0;
  // A client that reuses a connection just as it is closed would take that for a fault.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (cause) => {
      reject(
        isSystemError(cause, 'EADDRINUSE') ? new LocalFault('local.port_taken', { port }) : cause,
      );
    });
    server.listen(port, '127.0.0.1');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return { port: address.port, stop: () => stopServer(server) };
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** @returns undefined as soon as the body is larger than the limit */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // Reads on without keeping, so that the sender gets to see the answer.
    if (size <= limitBytes) chunks.push(chunk);
  }
  return size <= limitBytes ? Buffer.concat(chunks) : undefined;
}
