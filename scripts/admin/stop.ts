/** Ctrl-C and SIGTERM as something a command asks about where it can stop cleanly. */
import { AdminError } from './admin-error.ts';

export type Stop = {
  /** @throws AdminError once the operator asked for it */
  check(): void;
};

export const NEVER: Stop = { check: () => undefined };

/** The second signal ends the process at once, as it does everywhere. */
export function listenForStop(): Stop {
  let signal: NodeJS.Signals | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      signal = name;
    });
  }
  return {
    check() {
      if (signal !== undefined) throw new AdminError(`stopped by ${signal}`);
    },
  };
}
