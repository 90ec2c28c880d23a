/** Bytes as Apps Script gives them, in lower-case hex; they are signed there: -1 is ff. */
export function toHex(bytes: readonly number[]): string {
  return bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('');
}
