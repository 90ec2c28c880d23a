/** Says who signed a request, over the bytes as they came; nothing else of it is read before. */
import { timingSafeEqual } from 'node:crypto';
import { CLOCK_TOLERANCE_MS, SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import type { HttpRequest } from './http-request.ts';
import { deriveUnitKey, signRequest } from './unit-key.ts';

type SignatureRefusal = {
  readonly kind: 'refused';
  readonly code: 'unauthorized' | 'clock';
  /** For the log only. */
  readonly reason: 'unsigned' | 'malformed' | 'wrong_signature' | 'time_off';
  /** The unit the sender claims to be; nobody has proved it unless the reason is `time_off`. */
  readonly claimedUnit?: string;
};

export type SignatureCheck =
  | { readonly kind: 'signed'; readonly unit: string; readonly keyVersion: number }
  | SignatureRefusal;

/** What a sender claims, well-formed and not proved by anything. */
export type SignatureClaim =
  | {
      readonly kind: 'claimed';
      readonly unit: string;
      readonly keyVersion: number;
      /** Epoch milliseconds. */
      readonly sentAt: number;
      readonly signature: string;
    }
  | SignatureRefusal;

export type SignatureInput = {
  readonly request: HttpRequest;
  readonly masterSecret: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

const UNIT = /^[A-Za-z0-9_-]{1,16}$/;
const KEY_VERSION = /^[1-9]\d{0,5}$/;
const SENT_AT = /^\d{1,15}$/;
const SIGNATURE = /^[0-9a-f]{64}$/;

/** Of the headers alone; what is refused here needs no secret to be refused. */
export function readSignatureClaim({ headers }: HttpRequest): SignatureClaim {
  const unit = headers[SIGNATURE_HEADERS.unit];
  const keyVersionText = headers[SIGNATURE_HEADERS.keyVersion];
  const sentAtText = headers[SIGNATURE_HEADERS.sentAt];
  const signature = headers[SIGNATURE_HEADERS.signature];
  if (
    unit === undefined ||
    keyVersionText === undefined ||
    sentAtText === undefined ||
    signature === undefined
  ) {
    return { kind: 'refused', code: 'unauthorized', reason: 'unsigned' };
  }
  const isWellFormed =
    UNIT.test(unit) &&
    KEY_VERSION.test(keyVersionText) &&
    SENT_AT.test(sentAtText) &&
    SIGNATURE.test(signature);
  if (!isWellFormed) return { kind: 'refused', code: 'unauthorized', reason: 'malformed' };
  const [keyVersion, sentAt] = [Number(keyVersionText), Number(sentAtText)];
  return { kind: 'claimed', unit, keyVersion, sentAt, signature };
}

/** A wrong signature is told before a wrong time, so that the clock is no oracle for strangers. */
export function checkSignature({ request, masterSecret, now }: SignatureInput): SignatureCheck {
  const claim = readSignatureClaim(request);
  if (claim.kind === 'refused') return claim;
  const { unit, keyVersion, sentAt, signature } = claim;
  const { method, path, body } = request;
  const key = deriveUnitKey(masterSecret, unit, keyVersion);
  const expected = signRequest(key, { method, path, unit, keyVersion, sentAt, body });
  if (!equalHex(expected, signature)) {
    return { kind: 'refused', code: 'unauthorized', reason: 'wrong_signature', claimedUnit: unit };
  }
  if (Math.abs(now - sentAt) > CLOCK_TOLERANCE_MS) {
    return { kind: 'refused', code: 'clock', reason: 'time_off', claimedUnit: unit };
  }
  return { kind: 'signed', unit, keyVersion };
}

/** Both have 64 letters here, so the comparison takes the same time whatever they are. */
function equalHex(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
}
