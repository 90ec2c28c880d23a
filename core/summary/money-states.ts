/** The three states of a benefit side by side; a state is never shown as 0 đồng. */
import type { Tally } from '../aggregates.ts';
import { HEADERS, LABELS } from '../wording/summary.ts';
import type { TabCell } from './tab.ts';
import { moneyCell, numberCell, textCell } from './tab.ts';
import type { TableColumn } from './table-tab.ts';

export const MONEY_STATE_COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.counted, widthPx: 110 },
  { header: HEADERS.dong, widthPx: 190 },
  { header: HEADERS.notYet, widthPx: 120 },
  { header: HEADERS.cannot, widthPx: 130 },
];

export function toMoneyStateCells(tally: Tally): readonly TabCell[] {
  return [
    numberCell(tally.counted),
    toSumCell(tally),
    numberCell(tally.notYet),
    numberCell(tally.cannot),
  ];
}

/** A sum over no amount is no sum. */
export function toSumCell(tally: Tally): TabCell {
  return tally.counted === 0 ? textCell(LABELS.noData) : moneyCell(tally.countedDong);
}

export function toMeanCell(tally: Tally): TabCell {
  const mean = toMean(tally);
  return mean === undefined ? textCell(LABELS.noData) : moneyCell(mean);
}

/** Half a đồng rounds up; of no amount there is no mean. */
export function toMean({
  counted,
  countedDong,
}: Pick<Tally, 'counted' | 'countedDong'>): bigint | undefined {
  if (counted === 0) return undefined;
  const n = BigInt(counted);
  return (countedDong * 2n + n) / (n * 2n);
}
