// SESv2 as far as the product calls it: takes raw messages, refuses what SES would, keeps the rest.
import type { ServerResponse } from 'node:http';
import { simpleParser } from 'mailparser';
import * as z from 'zod/mini';
import type { MailFault } from './fault-plan.ts';
import type { MailStore } from './mail-store.ts';

export type MailService = {
  /** Domains and addresses one may send as. */
  readonly identities: ReadonlyMap<string, { readonly arn: string }>;
  readonly configurationSets: ReadonlyMap<string, { readonly arn: string }>;
  readonly store: MailStore;
  now(): number;
  createId(): string;
  takeFault(): MailFault | undefined;
  /** Ends the processes of that function at once. */
  killFunction(functionName: string): void;
  onTaken(mail: TakenMail): void;
};

export type TakenMail = {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly configurationSet: string | undefined;
};

export type MailCall = {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer | undefined;
  readonly functionName: string;
  /** Reports a refusal. */
  allows(action: string, resource: string): boolean;
};

const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;
const MAX_RECIPIENTS = 50;
/** A message grows by a third on its way, as text in JSON. */
export const MAX_MAIL_BODY_BYTES = 60 * 1024 * 1024;

/** Strict: what is not understood here must not seem to have worked. */
const SendEmail = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()) }),
  Content: z.strictObject({ Raw: z.strictObject({ Data: z.string() }) }),
  ConfigurationSetName: z.optional(z.string()),
});
type SendEmail = z.infer<typeof SendEmail>;

/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export async function serveMail(
  call: MailCall,
  service: MailService,
  response: ServerResponse,
): Promise<void> {
  if (call.method !== 'POST' || call.path !== '/v2/email/outbound-emails') {
    return sendError(response, 501, 'NotImplemented', `${call.method} ${call.path}`);
  }
  const fault = service.takeFault();
  switch (fault?.kind) {
    case 'down':
      return sendError(response, 500, 'InternalServiceErrorException', 'Internal error');
    case 'throttle':
      return sendError(response, 429, 'TooManyRequestsException', 'Maximum sending rate exceeded.');
    case 'kill':
      service.killFunction(call.functionName);
      response.destroy();
      return;
    case 'timeoutBefore':
      response.destroy();
      return;
  }
  const answer = await take(call, service);
  if (fault?.kind === 'timeoutAfter') response.destroy();
  else if (answer.kind === 'taken') send(response, 200, { MessageId: answer.messageId });
  else sendError(response, answer.status, answer.code, answer.message);
}

type Answer =
  | { readonly kind: 'taken'; readonly messageId: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };

async function take(call: MailCall, service: MailService): Promise<Answer> {
  const { body } = call;
  if (body === undefined) return refuse('RequestEntityTooLargeException', 'too large', 413);
  const parsed = z.safeParse(SendEmail, JSON.parse(body.toString('utf8')));
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return refuse('NotImplemented', `not understood on one machine: ${path}`, 501);
  }
  const input = parsed.data;
  const { FromEmailAddress: from, ConfigurationSetName: setName } = input;
  const set = setName === undefined ? undefined : service.configurationSets.get(setName);
  if (setName !== undefined && set === undefined) {
    return refuse('NotFoundException', `Configuration set <${setName}> does not exist.`, 404);
  }
  const identity = findIdentity(service, from);
  if (identity === undefined) return refuseIdentity(from);
  for (const { arn } of set === undefined ? [identity] : [identity, set]) {
    for (const action of ['ses:SendEmail', 'ses:SendRawEmail']) {
      if (!call.allows(action, arn))
        return refuse('AccessDeniedException', `${action} ${arn}`, 403);
    }
  }
  const bytes = Buffer.from(input.Content.Raw.Data, 'base64');
  const problem = await findProblem(service, input, bytes);
  if (problem !== undefined) return problem;
  const messageId = `${service.createId()}-000000`;
  service.store.add({ messageId, atMs: service.now(), bytes });
  const to = input.Destination.ToAddresses;
  service.onTaken({ messageId, from, to, configurationSet: setName });
  return { kind: 'taken', messageId };
}

async function findProblem(
  service: MailService,
  { Destination: { ToAddresses: to } }: SendEmail,
  bytes: Buffer,
): Promise<Answer | undefined> {
  if (to.length === 0 || to.length > MAX_RECIPIENTS) {
    return refuse('BadRequestException', `Recipient count ${to.length} is not 1 to 50.`);
  }
  const wrong = to.find((address) => !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(address));
  if (wrong !== undefined) return refuse('BadRequestException', `Invalid address: ${wrong}`);
  if (bytes.byteLength > MAX_MESSAGE_BYTES) {
    return refuse('BadRequestException', `Message length is more than ${MAX_MESSAGE_BYTES} bytes.`);
  }
  const message = await simpleParser(bytes, { skipImageLinks: true });
  const sender = message.from?.value[0]?.address;
  if (sender === undefined) return refuse('BadRequestException', "Missing final '@domain'");
  if (findIdentity(service, sender) === undefined) return refuseIdentity(sender);
  return undefined;
}

/** One may send as a verified address, or as any address of a verified domain. */
function findIdentity({ identities }: MailService, address: string) {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return identities.get(address) ?? identities.get(domain);
}

function refuseIdentity(address: string): Answer {
  const message = `Email address is not verified. The following identities failed the check: ${address}`;
  return refuse('MessageRejected', message);
}

function refuse(code: string, message: string, status = 400): Answer {
  return { kind: 'refused', status, code, message };
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  response.setHeader('x-amzn-errortype', code);
  send(response, status, { message });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
