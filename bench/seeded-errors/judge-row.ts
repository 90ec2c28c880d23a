/** What became of a slip: refused, warned about, understood all the same, or missed. */
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../../core/message.ts';
import { readRow } from '../../core/reading/read-row.ts';
import { type RowCells, RULES, type ValidRow } from '../valid-rows/valid-row.ts';

export const OUTCOMES = ['refused', 'warnedRight', 'warnedWrong', 'understood', 'missed'] as const;
/**
 * warnedRight and warnedWrong: accepted with a warning it did not have before, the record being
 * what was meant or not; understood: right without a word; missed: wrong without a word.
 */
export type Outcome = (typeof OUTCOMES)[number];

export function judgeRow(row: ValidRow, slipped: RowCells): Outcome {
  const reading = readRow(slipped, RULES);
  if (reading.kind !== 'valid') return reading.kind === 'blank' ? 'missed' : 'refused';
  const isRight = isDeepStrictEqual(reading.initiative, row.truth);
  const isWarned = listUndeserved(row, reading.messages).length > 0;
  if (isWarned) return isRight ? 'warnedRight' : 'warnedWrong';
  return isRight ? 'understood' : 'missed';
}

/** Messages the row as it should be does not deserve. */
export function listUndeserved(row: ValidRow, messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ code }) => !row.deserved.includes(code));
}
