/** A raw call of the API inside a simulation, signed with a unit's key or forged on purpose. */
import { Buffer } from 'node:buffer';
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { PROTOCOL_VERSION } from '../../core/messages/sync-limits.ts';
import { EMPTY_SET } from '../../core/sync/fingerprint.ts';
import { deriveUnitKey, signRequest } from '../../lambdas/http/unit-key.ts';
import { toSigner } from '../scenario/raw-request.ts';
import type { Step } from '../scenario/scenario-file.ts';
import { MASTER_SECRET, SYNC_PATH } from './simulated-server.ts';
import type { World } from './simulated-world.ts';

type RequestStep = Extract<Step, { do: 'request' }>;

const WEEK_MS = 7 * 86_400_000;

export async function sendRawRequest(world: World, step: RequestStep): Promise<void> {
  const { as, tamper } = step;
  const sentAt = world.clock.now() - (tamper === 'time' ? WEEK_MS : 0);
  const body = Buffer.from(await toBody(world, step, sentAt));
  const { keyVersion, isForged } = toSigner(tamper, world.keys.currentOf(as));
  const isStolen = world.keys.isWithdrawn(as, keyVersion);
  const isTrue = tamper === undefined || (tamper === 'withdrawn' && !isStolen && !isForged);
  const secret = isForged ? 'not the master secret' : MASTER_SECRET;
  const signature = signRequest(deriveUnitKey(secret, as, keyVersion), {
    method: 'POST',
    path: SYNC_PATH,
    unit: as,
    keyVersion,
    sentAt,
    body,
  });
  await world.server.request({
    path: SYNC_PATH,
    headers: {
      'content-type': 'application/json',
      ...(tamper === 'unsigned'
        ? {}
        : {
            [SIGNATURE_HEADERS.unit]: as,
            [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
            [SIGNATURE_HEADERS.sentAt]: String(sentAt),
            [SIGNATURE_HEADERS.signature]: tamper === 'signature' ? flip(signature) : signature,
          }),
    },
    body: tamper === 'body' ? Buffer.concat([body, Buffer.from(' ')]) : body,
    // The registered file's own claim may stand in the body: whoever has the key may say so.
    cause: { sender: isTrue ? as : undefined, isRegistered: true },
  });
}

/** An object stands over a valid empty request of the unit. */
async function toBody(world: World, { as, body }: RequestStep, sentAt: number): Promise<string> {
  if (typeof body === 'string') return body;
  const { head } = await world.table.store.readUnit(as);
  const valid = {
    v: PROTOCOL_VERSION,
    bundle: 'simulation',
    unit: as,
    spreadsheetId: head?.spreadsheetId ?? '',
    after: head?.seq ?? 0,
    sentAt,
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    set: head?.set ?? EMPTY_SET,
    rows: [],
  };
  return JSON.stringify({ ...valid, ...(typeof body === 'object' ? body : {}) });
}

function flip(signature: string): string {
  return (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
}
