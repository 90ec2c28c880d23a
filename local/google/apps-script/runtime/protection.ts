// Protection: what a script says of a range it has just protected.

import type { Bridge } from './bridge.ts';
import { strict } from './strict.ts';

export function createProtection({ call }: Bridge, sheetId: number, protectedRangeId: number) {
  const place = { sheetId, protectedRangeId };
  const protection: object = strict('Protection', {
    setDescription(description: string) {
      call('Protection.set', { ...place, change: { description: String(description) } });
      return protection;
    },
    setWarningOnly(warningOnly: boolean) {
      call('Protection.set', { ...place, change: { warningOnly } });
      return protection;
    },
  });
  return protection;
}
