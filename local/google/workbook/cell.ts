// What one cell of a spreadsheet holds; a blank cell is the empty object.

/**
 * What a cell says.
 *
 * A date is a serial number (days since 1899-12-30, no zone) whose number format is DATE, TIME or
 * DATE_TIME. Formulas are never evaluated: `value` is whatever result was supplied with them.
 */
export type CellContent = {
  readonly value: string | number | boolean;
  /** With its leading '='. */
  readonly formula?: string;
};

export type NumberFormatType =
  | 'TEXT'
  | 'NUMBER'
  | 'PERCENT'
  | 'CURRENCY'
  | 'DATE'
  | 'TIME'
  | 'DATE_TIME'
  | 'SCIENTIFIC';

export type NumberFormat = {
  readonly type: NumberFormatType;
  /** As in Google's number format syntax; '' is the locale's default for the type. */
  readonly pattern: string;
};

export type BorderLine = {
  readonly style: string;
  /** '#rrggbb' */
  readonly color: string;
};

/** Colours are '#rrggbb' in lower case. */
export type CellFormat = {
  readonly numberFormat?: NumberFormat;
  readonly background?: string;
  readonly foreground?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly fontFamily?: string;
  /** In points. */
  readonly fontSize?: number;
  readonly wrap?: 'OVERFLOW' | 'CLIP' | 'WRAP';
  readonly horizontal?: 'LEFT' | 'CENTER' | 'RIGHT';
  readonly vertical?: 'TOP' | 'MIDDLE' | 'BOTTOM';
  readonly borders?: {
    readonly top?: BorderLine;
    readonly bottom?: BorderLine;
    readonly left?: BorderLine;
    readonly right?: BorderLine;
  };
};

export type Validation = {
  /** A condition type of the Sheets API: 'ONE_OF_LIST', 'BOOLEAN', 'NUMBER_GREATER', … */
  readonly type: string;
  readonly values: readonly string[];
  /** Whether a typed value that does not satisfy the rule is refused. */
  readonly strict: boolean;
  /** Whether a dropdown is shown. */
  readonly showCustomUi: boolean;
  readonly inputMessage?: string;
};

export type Cell = {
  readonly content?: CellContent;
  readonly note?: string;
  readonly format?: CellFormat;
  readonly validation?: Validation;
  readonly hyperlink?: string;
};

/** A property given as undefined is removed, one not given is kept. */
export type CellPatch = { readonly [K in keyof Cell]?: Cell[K] | undefined };

export const BLANK_CELL: Cell = Object.freeze({});

/** Google refuses longer texts in one cell. */
export const MAX_CELL_CHARACTERS = 50_000;

export function patchCell(cell: Cell, patch: CellPatch): Cell {
  const content = 'content' in patch ? patch.content : cell.content;
  const note = 'note' in patch ? patch.note : cell.note;
  const format = 'format' in patch ? patch.format : cell.format;
  const validation = 'validation' in patch ? patch.validation : cell.validation;
  const hyperlink = 'hyperlink' in patch ? patch.hyperlink : cell.hyperlink;
  return {
    ...(content === undefined ? {} : { content }),
    ...(note === undefined || note === '' ? {} : { note }),
    ...(format === undefined || isEmpty(format) ? {} : { format }),
    ...(validation === undefined ? {} : { validation }),
    ...(hyperlink === undefined ? {} : { hyperlink }),
  };
}

export function isBlankCell(cell: Cell): boolean {
  return isEmpty(cell);
}

export function isDateFormat(format: CellFormat | undefined): boolean {
  const type = format?.numberFormat?.type;
  return type === 'DATE' || type === 'TIME' || type === 'DATE_TIME';
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
