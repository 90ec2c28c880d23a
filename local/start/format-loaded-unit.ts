// One line of progress for each unit of the sample.
import type { ReceiptState } from '../../core/wording/receipts.ts';
import type { LoadedUnit } from '../sample/load-sample.ts';

const STATE_NAMES: readonly (readonly [ReceiptState, string])[] = [
  ['saved', 'saved'],
  ['rejected', 'refused'],
  ['incomplete', 'incomplete'],
  ['held', 'held'],
  ['waiting', 'waiting'],
  ['none', 'unchecked'],
];

export function formatLoadedUnit({ unit, name, pastedRowCount, receipts }: LoadedUnit): string {
  const states = STATE_NAMES.filter(([state]) => receipts[state] > 0).map(
    ([state, word]) => `${receipts[state]} ${word}`,
  );
  return `${unit} ${name}: ${pastedRowCount} rows pasted, ${states.join(', ') || 'no rows'}`;
}
