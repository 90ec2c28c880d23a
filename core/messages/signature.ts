/** What a request's signature covers; the hash and the HMAC themselves are the host's. */

export const SIGNATURE_HEADERS = {
  unit: 'x-ssk-unit',
  keyVersion: 'x-ssk-key-version',
  sentAt: 'x-ssk-sent-at',
  signature: 'x-ssk-signature',
} as const;

/** A request older or newer than this by the server's clock is refused. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

export type SignedParts = {
  readonly method: string;
  readonly path: string;
  readonly unit: string;
  readonly keyVersion: number;
  readonly sentAt: number;
  /** SHA-256 of the raw body, lower-case hex. */
  readonly bodySha256: string;
};

/** Length-prefixed, so that no two different requests give the same text. All parts are ASCII. */
export function toSigningText(parts: SignedParts): string {
  return toLengthPrefixed([
    parts.method,
    parts.path,
    parts.unit,
    String(parts.keyVersion),
    String(parts.sentAt),
    parts.bodySha256,
  ]);
}

/** What a unit's key is the HMAC of, under the master secret. */
export function toKeyDerivationText(unit: string, keyVersion: number): string {
  return toLengthPrefixed([unit, String(keyVersion)]);
}

/** No two different lists of ASCII texts give the same one. */
export function toLengthPrefixed(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
