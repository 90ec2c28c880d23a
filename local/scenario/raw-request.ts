/** A raw call of the HTTP API, signed with a unit's key or forged on purpose. */
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { PROTOCOL_VERSION } from '../../core/messages/sync-limits.ts';
import { EMPTY_SET } from '../../core/sync/fingerprint.ts';
import { FIRST_KEY_POLICY } from '../../lambdas/http/key-policy.ts';
import { deriveUnitKey, signRequest } from '../../lambdas/http/unit-key.ts';
import type { LocalSystem } from '../system.ts';
import type { Step } from './scenario-file.ts';

export type RawResponse = { readonly status: number; readonly code?: string };

type RequestStep = Extract<Step, { do: 'request' }>;

const PATH = '/v1/sync';
const WEEK_MS = 7 * 86_400_000;

export async function sendRawRequest(system: LocalSystem, step: RequestStep): Promise<RawResponse> {
  const sentAt = system.clock.now() - (step.tamper === 'time' ? WEEK_MS : 0);
  const body = await toBody(system, step, sentAt);
  const { current } = (await system.table.readUnit(step.as)).keyPolicy ?? FIRST_KEY_POLICY;
  const { keyVersion, isForged } = toSigner(step.tamper, current);
  const secret = isForged ? 'not the master secret' : system.cloud.masterSecret;
  const signature = signRequest(deriveUnitKey(secret, step.as, keyVersion), {
    method: 'POST',
    path: PATH,
    unit: step.as,
    keyVersion,
    sentAt,
    body: Buffer.from(body),
  });
  const response = await fetch(system.cloud.httpUrl + PATH, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(step.tamper === 'unsigned'
        ? {}
        : {
            [SIGNATURE_HEADERS.unit]: step.as,
            [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
            [SIGNATURE_HEADERS.sentAt]: String(sentAt),
            [SIGNATURE_HEADERS.signature]:
              step.tamper === 'signature' ? flip(signature) : signature,
          }),
    },
    // Altered under way: the signature speaks of the other body.
    body: step.tamper === 'body' ? `${body} ` : body,
  });
  return { status: response.status, ...readCode(await response.text()) };
}

export type Signer = { readonly keyVersion: number; readonly isForged: boolean };

/** Before the first change no key is withdrawn: one is forged then. */
export function toSigner(tamper: RequestStep['tamper'], current: number): Signer {
  const isForged = tamper === 'key' || (tamper === 'withdrawn' && current === 1);
  if (isForged) return { keyVersion: current + 1, isForged };
  return { keyVersion: tamper === 'withdrawn' ? current - 1 : current, isForged };
}

/** An object stands over a valid empty request of the unit; a text is sent as it is. */
async function toBody(
  system: LocalSystem,
  { as, body }: RequestStep,
  sentAt: number,
): Promise<string> {
  if (typeof body === 'string') return body;
  const { head } = await system.table.readUnit(as);
  const valid = {
    v: PROTOCOL_VERSION,
    bundle: 'scenario',
    unit: as,
    spreadsheetId: head?.spreadsheetId ?? system.registry.newSpreadsheetId(as),
    after: head?.seq ?? 0,
    sentAt,
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    set: head?.set ?? EMPTY_SET,
    rows: [],
  };
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (body !== undefined && !isObject) return JSON.stringify(body);
  return JSON.stringify({ ...valid, ...body });
}

function flip(signature: string): string {
  return (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
}

function readCode(text: string): { readonly code?: string } {
  try {
    const json: unknown = JSON.parse(text);
    if (
      typeof json === 'object' &&
      json !== null &&
      'code' in json &&
      typeof json.code === 'string'
    ) {
      return { code: json.code };
    }
  } catch {
    // An answer without JSON has no code.
  }
  return {};
}
