// What a person's doing in the grid asks of the server, and what of it is the grid's own affair.
import type { GridView } from '../../api/grid-api.ts';
import type { PageUserAction } from '../../api/page-user-action.ts';
import type { Selection } from './create-grid.ts';

export type GridWish = PageUserAction;

export type GridCommand = {
  readonly id: string;
  readonly type?: number | undefined;
  readonly params?: unknown;
  readonly options?: { readonly fromCollab?: boolean } | undefined;
};

/** Selecting, scrolling, editing a text: nothing of the spreadsheet changes. */
const OWN_COMMANDS = [
  'sheet.command.scroll-',
  'sheet.command.set-scroll-relative',
  'sheet.command.move-selection',
  'sheet.command.expand-selection',
  'sheet.command.select-',
  'sheet.command.change-zoom-ratio',
  'sheet.command.set-zoom-ratio',
  'sheet.command.set-worksheet-activate',
  'sheet.command.delta-column-width',
  'sheet.command.delta-row-height',
  'sheet.command.set-worksheet-col-width',
];
const OWN_MUTATIONS = [
  'sheet.mutation.set-worksheet-row-auto-height',
  'sheet.mutation.set-worksheet-row-height',
  'sheet.mutation.set-worksheet-row-is-auto-height',
  'sheet.mutation.set-worksheet-col-width',
  'sheet.mutation.toggle-note-popup',
  'sheet.mutation.update-note-position',
  'sheet.mutation.empty',
];
const MUTATION = 2;

/** Its own clipboard takes hidden columns along, and would write over what was taken here. */
const CLIPBOARD = /^univer\.command\.(copy|cut|paste)/;

export function isOfClipboard({ id }: GridCommand): boolean {
  return CLIPBOARD.test(id);
}

/** @param isShown until then the library is building the tab itself */
export function isOwnWork({ id, type, options }: GridCommand, isShown: boolean): boolean {
  if (!isShown || options?.fromCollab === true) return true;
  if (type === MUTATION) {
    return !/^(sheet|data-validation)\.mutation\./.test(id) || isOneOf(id, OWN_MUTATIONS);
  }
  return !/^sheets?\.command\./.test(id) || isOneOf(id, OWN_COMMANDS);
}

function isOneOf(id: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => id.startsWith(beginning));
}

export type WishContext = {
  readonly view: GridView;
  readonly selection: Selection;
  /** What stood in the cell's editor when it was left. */
  readonly typedText: string | undefined;
};

/** @returns undefined for what the library offers and a person here cannot do */
export function toWish({ id, params }: GridCommand, context: WishContext): GridWish | undefined {
  switch (id) {
    case 'sheet.command.set-range-values':
      return toTyped(params, context);
    case 'sheet.command.clear-selection-content':
      return toClear(context);
    case 'sheet.command.auto-fill':
      return toFill(params, context.view);
    case 'sheet.command.copy-down':
      return toCopyDown(context);
    default:
      return undefined;
  }
}

/** Both the editor and a list of values end here; only the editor leaves a text behind. */
function toTyped(params: unknown, { view, typedText }: WishContext): GridWish | undefined {
  const { range, value } = (params ?? {}) as {
    readonly range?: { readonly startRow: number; readonly startColumn: number };
    readonly value?: unknown;
  };
  const text = typedText ?? readText(value);
  if (range === undefined || text === undefined) return undefined;
  const { startRow: row, startColumn: column } = range;
  const rowKeys = toRowKeys(view, row, 1);
  return { kind: 'type', sheetId: view.sheetId, row, column, value: text, rowKeys };
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('v' in value) return value.v === null || value.v === undefined ? '' : String(value.v);
  for (const inner of Object.values(value)) {
    const found = readText(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function toClear({ view, selection }: Omit<WishContext, 'typedText'>): GridWish | undefined {
  const columns = listVisibleColumns(view, selection);
  if (columns.length === 0) return undefined;
  const { row, rows: count } = selection;
  const rowKeys = toRowKeys(view, row, count);
  return { kind: 'clear', sheetId: view.sheetId, row, count, columns, rowKeys };
}

/** Of those rows that are there; a paste may reach beyond them. */
export function toRowKeys(view: GridView, row: number, count: number): readonly number[] {
  return view.rowKeys.slice(row, row + count);
}

export function listVisibleColumns(view: GridView, { column, columns }: Selection): number[] {
  const all = Array.from({ length: columns }, (_, index) => column + index);
  return all.filter((index) => view.columns[index]?.hidden === false);
}

/** Repeats the first row of the selection in those below it, as Ctrl-D does. */
export function toCopyDown({ view, selection }: Omit<WishContext, 'typedText'>) {
  const { row, rows, column, columns } = selection;
  if (rows < 2) return undefined;
  const source = { row, rows: 1, column, columns };
  return toRepeated(view, source, { row: row + 1, rows: rows - 1, column, columns });
}

type DragRange = { readonly rows: readonly number[]; readonly cols: readonly number[] };

/** The little square was dragged: the source is repeated over what was covered. */
function toFill(params: unknown, view: GridView): GridWish | undefined {
  const { sourceRange, targetRange } = params as {
    readonly sourceRange: unknown;
    readonly targetRange: unknown;
  };
  const source = toRect(sourceRange);
  const target = toRect(targetRange);
  if (source === undefined || target === undefined) return undefined;
  const isDown = target.column === source.column && target.columns === source.columns;
  const last = source.row + source.rows;
  if (isDown && target.row <= source.row && target.row + target.rows > last) {
    const rest = { ...target, row: last, rows: target.row + target.rows - last };
    return toRepeated(view, source, rest);
  }
  return toRepeated(view, source, target);
}

function toRect(range: unknown): Selection | undefined {
  if (typeof range !== 'object' || range === null) return undefined;
  if ('rows' in range && 'cols' in range) {
    const { rows, cols } = range as DragRange;
    const [row = 0, column = 0] = [rows[0], cols[0]];
    return { row, column, rows: rows.length, columns: cols.length };
  }
  if (!('startRow' in range)) return undefined;
  const { startRow, endRow, startColumn, endColumn } = range as {
    readonly [name in 'startRow' | 'endRow' | 'startColumn' | 'endColumn']: number;
  };
  return {
    row: startRow,
    column: startColumn,
    rows: endRow - startRow + 1,
    columns: endColumn - startColumn + 1,
  };
}

function toRepeated(view: GridView, source: Selection, target: Selection): GridWish {
  const values = Array.from({ length: target.rows }, (_, down) =>
    Array.from({ length: target.columns }, (_, right) => {
      const row = source.row + mod(target.row + down - source.row, source.rows);
      const column = source.column + mod(target.column + right - source.column, source.columns);
      return readCellText(view, row, column);
    }),
  );
  const { row, column } = target;
  const rowKeys = toRowKeys(view, row, target.rows);
  const { sheetId } = view;
  return { kind: 'paste', sheetId, row, column, values, rowKeys, skipHiddenColumns: false };
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

export function readCellText(view: GridView, row: number, column: number): string {
  const cell = view.rows[row]?.cells[column] ?? null;
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}
