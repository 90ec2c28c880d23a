/** How often rows nobody slipped in are refused, warned about or misread, each among its unit's. */
import { isDeepStrictEqual } from 'node:util';
import { groupByUnit } from '../valid-rows/group-by-unit.ts';
import type { ValidRow } from '../valid-rows/valid-row.ts';
import { checkTable } from './check-table.ts';
import { listUndeserved } from './judge-row.ts';

export type UntouchedResult = {
  readonly rowCount: number;
  readonly falseAlarms: number;
  readonly misread: number;
  /** Codes of the false alarms, most frequent first. */
  readonly codes: readonly string[];
};

export function measureUntouched(rows: readonly ValidRow[]): UntouchedResult {
  let falseAlarms = 0;
  let misread = 0;
  const codes = new Map<string, number>();
  for (const [unit, own] of groupByUnit(rows)) {
    const checked = checkTable(
      own.map(({ cells }) => cells),
      unit,
    );
    for (const [index, row] of own.entries()) {
      const reading = checked[index]?.reading;
      if (reading?.kind !== 'valid' || !isDeepStrictEqual(reading.initiative, row.truth)) {
        misread += 1;
      }
      const messages = reading === undefined || reading.kind === 'blank' ? [] : reading.messages;
      const undeserved = listUndeserved(row, messages);
      if (undeserved.length > 0) falseAlarms += 1;
      for (const { code } of undeserved) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  }
  const ranked = [...codes].sort(([one, times], [other, otherTimes]) => {
    return otherTimes - times || (one < other ? -1 : 1);
  });
  return { rowCount: rows.length, falseAlarms, misread, codes: ranked.map(([code]) => code) };
}
