/** Writes people's texts so that Google takes none of them for a formula, a number or a date. */

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export type TextCell = {
  /** 1-based. */
  readonly rowNumber: number;
  /** 0-based column index. */
  readonly place: number;
  readonly text: string;
};

/** A cell of this format keeps what it is given as it stands. */
const TEXT_FORMAT = '@';

/** `formats` are the number formats of the sheet from its first cell on. */
export function writeTexts(
  sheet: Sheet,
  cells: readonly TextCell[],
  formats: readonly (readonly string[])[],
): void {
  for (const run of toColumnRuns(cells)) {
    const [top] = run;
    if (top === undefined) continue;
    const range = sheet.getRange(top.rowNumber, top.place + 1, run.length, 1);
    range.setValues(run.map((cell) => [toEntered(cell, formats)]));
  }
}

/** Elsewhere a leading apostrophe says that what follows is text; it is not part of it. */
function toEntered(
  { rowNumber, place, text }: TextCell,
  formats: readonly (readonly string[])[],
): string {
  return formats[rowNumber - 1]?.[place] === TEXT_FORMAT ? text : `'${text}`;
}

/** Cells below each other go out in one call. */
function toColumnRuns(cells: readonly TextCell[]): readonly (readonly TextCell[])[] {
  const sorted = [...cells].sort(
    (one, other) => one.place - other.place || one.rowNumber - other.rowNumber,
  );
  const runs: TextCell[][] = [];
  for (const cell of sorted) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const follows = last?.place === cell.place && last.rowNumber + 1 === cell.rowNumber;
    if (run !== undefined && follows) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}
