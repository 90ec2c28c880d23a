/** One usual mistake: how it happens to a row by seed, and what the rules promise about it. */
import type { CellValue } from '../../core/cell.ts';
import type { TypedColumn } from '../../core/columns.ts';
import type { Random } from '../../local/random.ts';
import type { RowCells, ValidRow } from '../valid-rows/valid-row.ts';

/**
 * refused: always refused. noticed: always refused or warned. safe: never another record without a
 * word. none: nothing can be promised, because what comes out is as good as what was meant.
 */
export type Promised = 'refused' | 'noticed' | 'safe' | 'none';

export const SLIP_GROUPS = ['money', 'date', 'list', 'text', 'authors', 'row'] as const;
export type SlipGroup = (typeof SLIP_GROUPS)[number];

export type Slip = {
  readonly group: SlipGroup;
  readonly name: string;
  readonly promised: Promised;
  /** Undefined when it cannot happen to this row. */
  readonly inject: (row: ValidRow, random: Random) => RowCells | undefined;
};

/** A slip in the text of one cell; undefined or the same text when it cannot happen there. */
export type TextSlip = {
  readonly name: string;
  readonly promised: Promised;
  readonly edit: (text: string, random: Random) => CellValue | undefined;
};

export function inColumn(group: SlipGroup, column: TypedColumn, slip: TextSlip): Slip {
  const { name, promised, edit } = slip;
  return {
    group,
    name,
    promised,
    inject({ cells }, random) {
      const text = cells[column];
      if (typeof text !== 'string' || text === '') return undefined;
      const edited = edit(text, random);
      return edited === undefined || edited === text ? undefined : { ...cells, [column]: edited };
    },
  };
}
