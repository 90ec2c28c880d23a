// Makes the ids of requests and invocations.
import { createHash, randomUUID } from 'node:crypto';

/** Request ids repeat with the seed, so that two runs of one scenario log the same. */
export function createRequestIds({
  seed,
  live,
}: {
  readonly seed: number;
  readonly live: boolean;
}): () => string {
  if (live) return randomUUID;
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash('sha256').update(`${seed}:${count}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
