// Names of cells as people say them: «D19».

export type CellPlace = { readonly row: number; readonly column: number };

const LETTERS = 26;
const A_CODE = 'A'.charCodeAt(0);

/** @param place 0-based */
export function formatAddress({ row, column }: CellPlace): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    letters = String.fromCharCode(A_CODE + ((rest - 1) % LETTERS)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** @returns undefined for what names no cell */
export function parseAddress(text: string): CellPlace | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text.trim().toUpperCase()) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = [...letters].reduce(
    (sum, letter) => sum * LETTERS + letter.charCodeAt(0) - A_CODE + 1,
    0,
  );
  return { row: Number(digits) - 1, column: column - 1 };
}
