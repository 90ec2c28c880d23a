/** Slips that move whole cells. */
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import type { Random } from '../../../local/random.ts';
import { pick } from '../../valid-rows/pick.ts';
import type { RowCells } from '../../valid-rows/valid-row.ts';
import type { Promised, Slip } from '../slip.ts';

type Column = (typeof TYPED_COLUMNS)[number];

function slip(
  name: string,
  promised: Promised,
  edit: (cells: RowCells, random: Random) => RowCells | undefined,
): Slip {
  return { group: 'row', name, promised, inject: ({ cells }, random) => edit(cells, random) };
}

/** From a column on, every cell one to the left: the cell there was forgotten. */
function moveLeft(cells: RowCells, from: Column): RowCells {
  const start = TYPED_COLUMNS.indexOf(from);
  return move(cells, (index) => (index < start ? index : index + 1));
}

/** From a column on, every cell one to the right: an empty cell came between. */
function moveRight(cells: RowCells, from: Column): RowCells {
  const start = TYPED_COLUMNS.indexOf(from);
  return move(cells, (index) => (index < start ? index : index === start ? -1 : index - 1));
}

function move(cells: RowCells, sourceOf: (index: number) => number): RowCells {
  const moved = TYPED_COLUMNS.map((column, index) => {
    const source = TYPED_COLUMNS[sourceOf(index)];
    return [column, source === undefined ? '' : cells[source]] as const;
  });
  return Object.fromEntries(moved) as RowCells;
}

function swap(cells: RowCells, one: Column, other: Column): RowCells | undefined {
  if (cells[one] === cells[other]) return undefined;
  return { ...cells, [one]: cells[other], [other]: cells[one] };
}

function differs(one: RowCells, other: RowCells): boolean {
  return TYPED_COLUMNS.some((column) => one[column] !== other[column]);
}

export const ROW_SLIPS: readonly Slip[] = [
  slip('whole row pasted one column to the right', 'refused', (cells) => moveRight(cells, 'title')),
  slip('whole row pasted one column to the left', 'refused', (cells) => moveLeft(cells, 'title')),
  slip('cell forgotten before the date: the rest moved left', 'refused', (cells, random) =>
    moveLeft(cells, pick(random, ['category', 'field', 'authors', 'appliedOn'] as const)),
  ),
  slip('cell forgotten after the date: the rest moved left', 'none', (cells, random) => {
    const moved = moveLeft(cells, pick(random, ['description', 'difficulty', 'benefit'] as const));
    return differs(moved, cells) ? moved : undefined;
  }),
  slip('cell forgotten after the amount: the rest moved left', 'none', (cells, random) => {
    const moved = moveLeft(cells, pick(random, ['otherBenefits', 'replication'] as const));
    return differs(moved, cells) ? moved : undefined;
  }),
  slip('empty cell between: the rest moved right', 'none', (cells, random) => {
    const columns = ['field', 'authors', 'appliedOn', 'description', 'benefit'] as const;
    const moved = moveRight(cells, pick(random, columns));
    return differs(moved, cells) ? moved : undefined;
  }),
  slip('category and field swapped', 'refused', (cells) => swap(cells, 'category', 'field')),
  slip('date and amount swapped', 'refused', (cells) => swap(cells, 'appliedOn', 'benefit')),
  slip('title and authors swapped', 'none', (cells) => swap(cells, 'title', 'authors')),
  slip('two free texts swapped', 'none', (cells) => swap(cells, 'difficulty', 'otherBenefits')),
];
