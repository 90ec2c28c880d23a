/** Secrets Manager as far as the functions ask it: one value, whatever its name. */
import type { LoopbackServer } from '../../local/aws/loopback-server.ts';
import { readBody, startLoopbackServer } from '../../local/aws/loopback-server.ts';

export const MASTER_SECRET = 'the master secret of all measurements';
const MAX_BODY_BYTES = 64 * 1024;

export function startSecretServer(): Promise<LoopbackServer> {
  return startLoopbackServer(async (request, response) => {
    await readBody(request, MAX_BODY_BYTES);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ Name: 'master', SecretString: MASTER_SECRET }));
  });
}
