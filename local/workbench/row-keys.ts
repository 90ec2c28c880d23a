// Keys of rows as pages know them: those of an earlier run of the system are never one of this run's.
import { randomInt } from 'node:crypto';
import type { Sheet } from '../google/workbook/sheet.ts';

/** The workbook counts its keys anew in each run. */
const KEYS_IN_RUN = 2 ** 30;
const RUN = randomInt(1, 2 ** 22) * KEYS_IN_RUN;

export function toPageKey(rowKey: number): number {
  return RUN + rowKey;
}

/** From the top of the sheet on. */
export function listPageKeys(sheet: Sheet): readonly number[] {
  return sheet.rowKeys().map(toPageKey);
}
