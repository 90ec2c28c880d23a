/** Whether a mail may be offered again is told from how the service answered, or did not. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, describe, expect, it } from 'vitest';
import { createSesMailer } from '../../../lambdas/adapters/mail/ses-mailer.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

type Answer = { readonly status: number; readonly code?: string; readonly body?: unknown };

/** A service that answers every call so, or never. @returns its address and how often it was called */
async function serve(answer: Answer | undefined) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    if (answer === undefined) return;
    const { status, code, body = { message: 'x' } } = answer;
    if (code !== undefined) response.setHeader('x-amzn-errortype', code);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, calls };
}

function send(endpoint: string, credentials: SESv2ClientConfig['credentials'] = KEYS) {
  const client = new SESv2Client({
    endpoint,
    region: 'ap-southeast-1',
    credentials,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
  });
  const mail = { from: 'a@x.example', to: 'b@x.example', bytes: Buffer.from('x') };
  return createSesMailer({ client, configurationSet: 'set' }).send(mail);
}

describe('an answer', () => {
  it.each<[Answer, object]>([
    [
      { status: 200, body: { MessageId: 'm1' } },
      { kind: 'sent', messageId: 'm1' },
    ],
    [
      { status: 200, body: {} },
      { kind: 'unknown', reason: 'no message id' },
    ],
    [{ status: 429, code: 'TooManyRequestsException' }, { kind: 'busy' }],
    [{ status: 400, code: 'ThrottlingException' }, { kind: 'busy' }],
    [{ status: 400, code: 'LimitExceededException' }, { kind: 'busy' }],
    [
      { status: 400, code: 'MessageRejected' },
      { kind: 'refused', reason: 'MessageRejected' },
    ],
    [{ status: 400, code: 'BadRequestException' }, { kind: 'refused' }],
    [{ status: 403, code: 'AccessDeniedException' }, { kind: 'refused' }],
    [{ status: 404, code: 'NotFoundException' }, { kind: 'refused' }],
    [{ status: 408, code: 'RequestTimeout' }, { kind: 'unknown' }],
    [{ status: 500, code: 'InternalServiceErrorException' }, { kind: 'unknown' }],
    [{ status: 503, code: 'ServiceUnavailable' }, { kind: 'unknown' }],
  ])('%j is one offer and %j', async (answer, outcome) => {
    const { endpoint, calls } = await serve(answer);
    expect(await send(endpoint)).toMatchObject(outcome);
    expect(calls).toEqual(['POST /v2/email/outbound-emails']);
  });

  it('that does not come leaves everything open', async () => {
    const { endpoint, calls } = await serve(undefined);
    expect(await send(endpoint)).toMatchObject({ kind: 'unknown', reason: 'TimeoutError' });
    expect(calls).toHaveLength(1);
  });
});

it('a service nobody reached has surely taken nothing', async () => {
  const { endpoint } = await serve(undefined);
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  expect(await send(endpoint)).toEqual({ kind: 'busy', reason: 'ECONNREFUSED' });
});

it('a message that was never signed has surely not left', async () => {
  const { endpoint, calls } = await serve({ status: 200, body: { MessageId: 'm1' } });
  const failure = Object.assign(new Error('no keys'), { name: 'CredentialsProviderError' });
  expect(await send(endpoint, () => Promise.reject(failure))).toEqual({
    kind: 'busy',
    reason: 'CredentialsProviderError',
  });
  expect(calls).toEqual([]);
});
