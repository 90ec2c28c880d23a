/** Whether the sheet, which sees all rows of its unit, finds an initiative that is entered twice. */
import { toShownTitle } from '../../core/near/shown-title.ts';
import type { RowReading } from '../../core/reading/read-row.ts';
import { createRandom } from '../../local/random.ts';
import { groupByUnit } from '../valid-rows/group-by-unit.ts';
import { toSeed } from '../valid-rows/pick.ts';
import type { ValidRow } from '../valid-rows/valid-row.ts';
import { checkTable, toRowNumber } from './check-table.ts';
import { COPY_SLIPS, type CopySlip } from './copy-slips.ts';

/** named: refused, naming the row it repeats; near: accepted with a warning naming its title. */
type CopyOutcome = 'named' | 'refused' | 'near' | 'missed';

export type CopyResult = {
  readonly slip: CopySlip;
  readonly copyCount: number;
  readonly counts: { readonly [outcome in CopyOutcome]: number };
};

/** Copies stand below all rows of their unit. */
export function measureCopies(rows: readonly ValidRow[], seed: number): readonly CopyResult[] {
  const units = groupByUnit(rows);
  return COPY_SLIPS.map((slip) => measureCopy(slip, units, seed));
}

function measureCopy(
  slip: CopySlip,
  units: ReadonlyMap<string, readonly ValidRow[]>,
  seed: number,
): CopyResult {
  const random = createRandom(toSeed(seed, `copy: ${slip.name}`));
  const counts = { named: 0, refused: 0, near: 0, missed: 0 };
  let copyCount = 0;
  for (const [unit, rows] of units) {
    const originals = rows.map(({ cells }) => cells);
    const copies = originals.flatMap((cells, original) => {
      const copy = slip.copy(cells, random);
      return copy === undefined ? [] : [{ copy, original }];
    });
    const checked = checkTable([...originals, ...copies.map(({ copy }) => copy)], unit);
    for (const [index, { original }] of copies.entries()) {
      const reading = checked[originals.length + index]?.reading;
      const title = rows[original]?.truth.title ?? '';
      counts[judgeCopy(reading, { rowNumber: toRowNumber(original), title })] += 1;
      copyCount += 1;
    }
  }
  return { slip, copyCount, counts };
}

function judgeCopy(
  reading: RowReading | undefined,
  original: { readonly rowNumber: number; readonly title: string },
): CopyOutcome {
  if (reading === undefined || reading.kind === 'blank') return 'missed';
  const { messages } = reading;
  if (reading.kind !== 'valid') {
    const duplicate = messages.find(({ code }) => code === 'E_DUP');
    return duplicate?.values.r2 === String(original.rowNumber) ? 'named' : 'refused';
  }
  const shown = toShownTitle(original.title);
  const isNear = messages.some(({ code, values }) => code === 'W_NEAR_DUP' && values.tên === shown);
  return isNear ? 'near' : 'missed';
}
