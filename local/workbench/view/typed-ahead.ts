// Texts that were drawn before the server has said what became of them.
//
// While one is on its way, changes of others and of scripts are drawn in the same row; what was
// typed last must not vanish under them and come back.

export type TypedCell = { readonly row: number; readonly column: number; readonly value: string };

export type TypedAhead = {
  add(cell: TypedCell): void;
  /** It was answered: from now on the cell is as the server says. */
  remove(cell: TypedCell): void;
  /** Rows have moved: nothing is known of where the texts belong now. */
  clear(): void;
  /** The last one of each cell, of the rows that are asked for. */
  list(rows: readonly number[]): readonly TypedCell[];
};

export function createTypedAhead(): TypedAhead {
  let cells: readonly TypedCell[] = [];
  return {
    add(cell) {
      cells = [...cells, cell];
    },
    remove(cell) {
      const at = cells.findIndex((one) => isSameText(one, cell));
      if (at >= 0) cells = cells.toSpliced(at, 1);
    },
    clear() {
      cells = [];
    },
    list(rows) {
      const wanted = new Set(rows);
      const last = new Map(cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
      return [...last.values()].filter(({ row }) => wanted.has(row));
    },
  };
}

function isSameText(one: TypedCell, other: TypedCell): boolean {
  return one.row === other.row && one.column === other.column && one.value === other.value;
}
