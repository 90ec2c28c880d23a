/** How long a run waits for a mail service that takes no more for now. */
import type { Waiting } from '../adapters/table/retry.ts';
import type { Patience } from './send-mail.ts';

const MAX_ATTEMPTS_A_MAIL = 6;
/** Of one run: many mails must not each wait their time while the service takes none. */
const MAX_WAITS_A_RUN = 60;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 3_200;

/** Any delay up to a bound that doubles with each attempt, so that runs do not wait in step. */
export function createPatience({ pause, random }: Waiting): Patience {
  let waits = 0;
  return {
    async wait(attempt) {
      if (attempt >= MAX_ATTEMPTS_A_MAIL || waits >= MAX_WAITS_A_RUN) return false;
      waits += 1;
      await pause(Math.floor(random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt)));
      return true;
    },
  };
}
