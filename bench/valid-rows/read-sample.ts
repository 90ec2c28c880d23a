/** The valid rows of the sample province; what they mean is what the product reads, see its test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { readRow } from '../../core/reading/read-row.ts';
import { readSampleRows } from '../../local/sample/read-sample.ts';
import { type RowCells, RULES, type ValidRow } from './valid-row.ts';

const PATH = join(import.meta.dirname, '../../programmes/ben-tre/sample/rows.csv');

export function readValidSample(): readonly ValidRow[] {
  const byUnit = readSampleRows(readFileSync(PATH, 'utf8'));
  return [...byUnit].flatMap(([unit, rows]) =>
    rows.flatMap((values): ValidRow[] => {
      const cells = Object.fromEntries(
        TYPED_COLUMNS.map((column, index) => [column, values[index] ?? '']),
      ) as RowCells;
      const reading = readRow(cells, RULES);
      if (reading.kind !== 'valid') return [];
      const isEstimate = /^khoảng /u.test(String(cells.benefit));
      return [{ unit, cells, truth: reading.initiative, deserved: isEstimate ? ['W_APPROX'] : [] }];
    }),
  );
}
