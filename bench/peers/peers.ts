/** The ways of detecting changes that are compared: ours and those of others. */

/** A folder beside this file, with the script of the peer in its `main.ts`. */
export const PEERS = [
  'row-number',
  'hash-by-position',
  'last-index',
  'full-replace',
  'id-column',
] as const;
export type Peer = (typeof PEERS)[number];

export const OURS = 'ours';
export type Algorithm = typeof OURS | Peer;
export const ALGORITHMS: readonly Algorithm[] = [OURS, ...PEERS];
