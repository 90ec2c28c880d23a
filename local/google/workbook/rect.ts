// A rectangle of cells, and how it moves when rows or columns are inserted or deleted.

/** 0-based corner and size. */
export type Rect = {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};

export type Axis = 'rows' | 'columns';

export function rectsOverlap(a: Rect, b: Rect): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

export function rectContains(rect: Rect, row: number, column: number): boolean {
  return (
    row >= rect.row &&
    row < rect.row + rect.rows &&
    column >= rect.column &&
    column < rect.column + rect.columns
  );
}

/** Insertion at a rectangle's first line moves it; further inside it grows. */
export function rectAfterInsert(rect: Rect, axis: Axis, at: number, count: number): Rect {
  const { start, size } = span(rect, axis);
  if (at <= start) return withSpan(rect, axis, start + count, size);
  if (at < start + size) return withSpan(rect, axis, start, size + count);
  return rect;
}

/** @returns undefined when nothing of the rectangle is left */
export function rectAfterDelete(
  rect: Rect,
  axis: Axis,
  at: number,
  count: number,
): Rect | undefined {
  const { start, size } = span(rect, axis);
  const before = Math.max(0, Math.min(start, at + count) - at);
  const inside = Math.max(0, Math.min(start + size, at + count) - Math.max(start, at));
  if (inside === size) return undefined;
  return withSpan(rect, axis, start - before, size - inside);
}

function span(rect: Rect, axis: Axis): { readonly start: number; readonly size: number } {
  return axis === 'rows'
    ? { start: rect.row, size: rect.rows }
    : { start: rect.column, size: rect.columns };
}

function withSpan(rect: Rect, axis: Axis, start: number, size: number): Rect {
  return axis === 'rows'
    ? { ...rect, row: start, rows: size }
    : { ...rect, column: start, columns: size };
}
