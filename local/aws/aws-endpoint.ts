// The one address the functions reach AWS at: allows what their roles grant, then serves or forwards.
import {
  Agent,
  type IncomingMessage,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import type { FaultPlan, TableFault } from './fault-plan.ts';
import { localSecretAccessKey } from './local-functions.ts';
import { type LoopbackServer, readBody, startLoopbackServer } from './loopback-server.ts';
import type { MailService } from './mail-api.ts';
import { MAX_MAIL_BODY_BYTES, serveMail } from './mail-api.ts';
import { serveObject } from './object-api.ts';
import type { ObjectStore } from './object-store.ts';
import type { RolePermissions } from './permissions.ts';
import { readNeededGrants } from './table-actions.ts';
import { localAuthorization } from './table-api.ts';
import type { TableServer } from './table-server.ts';

export type Caller = {
  readonly functionName: string;
  readonly permissions: RolePermissions;
};

type AwsEndpointOptions = {
  /** Who calls, by the access key id of the signature. */
  readonly callers: ReadonlyMap<string, Caller>;
  /** Values by ARN; names are answered too. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly tableServer: TableServer;
  /** By name. */
  readonly buckets: ReadonlySet<string>;
  readonly objects: ObjectStore;
  readonly mails: MailService;
  now(): number;
  toTableArn(table: string): string;
  readonly faults: FaultPlan;
  onDenied(call: {
    readonly functionName: string;
    readonly action: string;
    readonly resource: string;
  }): void;
  onTableFault(fault: TableFault): void;
};

/** DynamoDB's own limit is 16 MB. */
const maxBodyBytes = 16 * 1024 * 1024;
const agent = new Agent({ keepAlive: true });

export function startAwsEndpoint(options: AwsEndpointOptions): Promise<LoopbackServer> {
  return startLoopbackServer((request, response) => {
    serve(options, request, response).catch(() => response.destroy());
  });
}

async function serve(
  options: AwsEndpointOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The time the functions live in: the SDK would take another for a wrong clock of its own, and
  // try every refused call again.
  response.setHeader('date', new Date(options.now()).toUTCString());
  const isMail = readService(request) === 'ses';
  const body = await readBody(request, isMail ? MAX_MAIL_BODY_BYTES : maxBodyBytes);
  if (body === undefined) return sendAwsError(response, 413, 'RequestEntityTooLarge', 'too large');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const caller = options.callers.get(readAccessKeyId(request, url));
  if (caller === undefined) {
    return sendAwsError(response, 400, 'UnrecognizedClientException', 'The access key is unknown.');
  }
  const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
  const call: Call = { options, caller, operation, body, request, response };
  if (isMail) return serveMailCall(call, url);
  if (request.headers['x-amz-target'] === undefined) return serveBucket(call, url);
  if (service === 'secretsmanager') return serveSecret(call);
  if (service === 'DynamoDB_20120810') return serveTable(call);
  sendAwsError(response, 400, 'UnknownOperationException', `${service}.${operation}`);
}

type Call = {
  readonly options: AwsEndpointOptions;
  readonly caller: Caller;
  readonly operation: string;
  readonly body: Buffer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** Of the header, or of an address that was signed for a browser. */
function readAccessKeyId(request: IncomingMessage, url: URL): string {
  const signed = url.searchParams.get('X-Amz-Credential');
  if (signed !== null) return signed.split('/')[0] ?? '';
  return /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Which service the signature is for: «Credential=KEY/20110331/REGION/ses/aws4_request». */
function readService(request: IncomingMessage): string | undefined {
  return /Credential=(?:[^/]+\/){3}([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
}

function serveMailCall(call: Call, url: URL): Promise<void> {
  const { options, caller, request, response, body } = call;
  const { functionName, permissions } = caller;
  return serveMail(
    {
      ...{ method: request.method ?? '', path: url.pathname, body, functionName },
      allows(action, resource) {
        if (permissions.allows({ action, resource })) return true;
        options.onDenied({ functionName, action, resource });
        return false;
      },
    },
    options.mails,
    response,
  );
}

function serveBucket(call: Call, url: URL): void {
  const { options, caller, request, response, body } = call;
  const { functionName, permissions } = caller;
  const { buckets, objects } = options;
  serveObject(
    {
      ...{ request, body, url, buckets, objects },
      secretAccessKey: localSecretAccessKey,
      nowMs: options.now(),
      allows(action, resource) {
        if (permissions.allows({ action, resource })) return true;
        options.onDenied({ functionName, action, resource });
        return false;
      },
    },
    response,
  );
}

function serveSecret(call: Call): void {
  const { options, operation, response } = call;
  const input: { readonly SecretId?: string; readonly VersionStage?: string } = JSON.parse(
    call.body.toString('utf8'),
  );
  const wanted = input.SecretId ?? '';
  const found = [...options.secrets].find(([arn]) => arn === wanted || isNameOf(wanted, arn));
  const arn = found?.[0] ?? wanted;
  if (!isAllowed(call, `secretsmanager:${operation}`, arn)) return;
  if (operation !== 'GetSecretValue') {
    sendAwsError(response, 400, 'UnknownOperationException', operation);
    return;
  }
  const { VersionStage = 'AWSCURRENT' } = input;
  // Each has one version here, so there is no other stage.
  if (found === undefined || VersionStage !== 'AWSCURRENT') {
    const message = "Secrets Manager can't find the specified secret.";
    sendAwsError(response, 400, 'ResourceNotFoundException', message);
    return;
  }
  send(response, 200, {
    ARN: arn,
    Name: arn.replace(/^.*:secret:(.*)-[^-]*$/, '$1'),
    SecretString: found[1],
    VersionId: '00000000-0000-4000-8000-000000000001',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: 0,
  });
}

function isNameOf(name: string, arn: string): boolean {
  return arn.replace(/^.*:secret:/, '').replace(/-[^-]*$/, '') === name;
}

async function serveTable(call: Call): Promise<void> {
  const { options, operation, response } = call;
  const needed = readNeededGrants(operation, JSON.parse(call.body.toString('utf8')));
  if (needed === undefined) {
    const message = `${operation} names no table`;
    return sendAwsError(response, 400, 'ValidationException', message);
  }
  for (const { action, table, index, leadingKeys } of needed) {
    const arn = options.toTableArn(table);
    const resource = index === undefined ? arn : `${arn}/index/${index}`;
    if (!isAllowed(call, action, resource, leadingKeys)) return;
  }
  const fault = options.faults.takeTable(operation.startsWith('Transact'));
  if (fault !== undefined) options.onTableFault(fault);
  switch (fault?.kind) {
    case 'down':
      return sendAwsError(response, 500, 'InternalServerError', 'Internal server error');
    case 'timeoutBefore':
      response.destroy();
      return;
    case 'throttle':
      return sendAwsError(response, 400, 'ThrottlingException', 'Rate exceeded');
    case 'conflict':
      return sendConflict(call);
    case 'timeoutAfter':
      await forward(call);
      response.destroy();
      return;
    case undefined: {
      const { status, headers, body } = await forward(call);
      response.writeHead(status, headers);
      response.end(body);
      return;
    }
  }
}

function isAllowed(
  call: Call,
  action: string,
  resource: string,
  leadingKeys?: readonly string[],
): boolean {
  const { functionName, permissions } = call.caller;
  const keys = leadingKeys === undefined ? {} : { leadingKeys };
  if (permissions.allows({ action, resource, ...keys })) return true;
  call.options.onDenied({ functionName, action, resource });
  const who = permissions.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  sendAwsError(
    call.response,
    400,
    'AccessDeniedException',
    `User: ${who}/${functionName} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
  return false;
}

function sendConflict({ body, response }: Call): void {
  const { TransactItems }: { readonly TransactItems: readonly unknown[] } = JSON.parse(
    body.toString('utf8'),
  );
  const reasons = TransactItems.map((_, index) =>
    index === 0
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  send(response, 400, {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map((reason) => reason.Code).join(', ')}]`,
    CancellationReasons: reasons,
  });
}

type Forwarded = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
};

async function forward({ options, request, body }: Call): Promise<Forwarded> {
  await options.tableServer.ready();
  const { 'content-type': contentType, 'x-amz-target': target } = request.headers;
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      options.tableServer.endpoint,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': contentType,
          'x-amz-target': target,
          'x-amz-date': String(request.headers['x-amz-date'] ?? '20110101T000000Z'),
          'content-length': body.byteLength,
          // One identity for all: some servers keep the tables of each access key apart.
          authorization: localAuthorization,
        },
      },
      (incoming) => {
        readBody(incoming, Infinity).then((answer) => {
          const { statusCode = 500, headers } = incoming;
          resolve({
            status: statusCode,
            headers: {
              'content-type': headers['content-type'],
              'x-amz-crc32': headers['x-amz-crc32'],
              'x-amzn-requestid': headers['x-amzn-requestid'],
            },
            body: answer ?? Buffer.alloc(0),
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function sendAwsError(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
): void {
  send(response, status, { __type: `com.amazonaws.local#${type}`, message, Message: message });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}
