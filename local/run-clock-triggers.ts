/** Fires clock triggers as time passes: nobody moves the clock of a system that runs live. */
import type { ScriptHost } from './google/apps-script/script-host.ts';

/** Calls once after so long. @returns how to call it off */
export type SetTimer = (run: () => void, delayMs: number) => () => void;

export const REAL_TIMER: SetTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/** Triggers are made meanwhile, and a clock may be set forward: a timer must not oversleep that. */
const MAX_SLEEP_MS = 30_000;

export type ClockTriggerOptions = {
  readonly host: Pick<ScriptHost, 'nextClockMs' | 'runDueClockTriggers'>;
  readonly now: () => number;
  readonly setTimer: SetTimer;
};

/** @returns how to end it; what was fired by then is the host's to stop */
export function runClockTriggers({ host, now, setTimer }: ClockTriggerOptions): () => void {
  let isStopped = false;
  let callOff = (): void => undefined;
  const fire = async (): Promise<void> => {
    await host.runDueClockTriggers(now());
    plan();
  };
  const plan = (): void => {
    if (isStopped) return;
    const waitMs = (host.nextClockMs() ?? Number.POSITIVE_INFINITY) - now();
    callOff = setTimer(() => void fire(), Math.min(MAX_SLEEP_MS, Math.max(0, waitMs)));
  };
  plan();
  return () => {
    isStopped = true;
    callOff();
  };
}
