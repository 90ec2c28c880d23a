// A token bucket, as the stage of an HTTP API has one.

type ThrottleSettings = { readonly ratePerSecond: number; readonly burst: number };

/** @returns a function that answers whether a request at that time may pass */
export function createThrottle({
  ratePerSecond,
  burst,
}: ThrottleSettings): (nowMs: number) => boolean {
  let tokens = burst;
  let lastMs: number | undefined;
  return (nowMs) => {
    const elapsedMs = Math.max(0, nowMs - (lastMs ?? nowMs));
    lastMs = nowMs;
    tokens = Math.min(burst, tokens + (elapsedMs / 1000) * ratePerSecond);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
