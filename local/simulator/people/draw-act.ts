/** One thing a person does in a unit's sheet: typing, or what careless people do. */
import type { SheetAct } from '../../scenario/scenario-file.ts';
import type { SheetSnapshot } from '../sheet-snapshot.ts';
import type { Draw } from './draw.ts';
import type { Writer } from './write-rows.ts';
import { OPTIONAL_HEADERS, TITLE_HEADER, VISIBLE_HEADERS } from './write-rows.ts';

export type Desk = {
  readonly unit: string;
  readonly draw: Draw;
  readonly writer: Writer;
  /** Numbers of the rows with something in them, in order; a guess while nobody can tell. */
  readonly filled: readonly number[];
};

/** Whatever people see, they do not look further down than this. */
const GUESSED_ROWS = 8;

export function toFilledRows(snapshot: SheetSnapshot): readonly number[] {
  if (snapshot.kind === 'stopped') {
    return Array.from({ length: GUESSED_ROWS }, (_, index) => index + 2);
  }
  return snapshot.rows.filter(({ isBlank }) => !isBlank).map(({ rowNumber }) => rowNumber);
}

export function drawAct(desk: Desk): SheetAct {
  const { draw, filled } = desk;
  if (filled.length === 0) return draw.chance(80) ? pasteNew(desk) : typeCell(desk);
  const act = draw.weighted<(desk: Desk) => SheetAct>([
    [10, pasteNew],
    [16, typeCell],
    [5, clearCells],
    [4, clearRow],
    [4, sortRows],
    [5, copyRows],
    [5, cutRows],
    [3, insertRows],
    [4, deleteRows],
    [6, undo],
    [3, typeOver],
    [4, apiWrite],
    [1.5, wipe],
    [0.7, shapeTab],
  ]);
  return act(desk);
}

export function pasteNew({ unit, draw, writer, filled }: Desk): SheetAct {
  const row = firstFree(filled) + (draw.chance(15) ? draw.between(1, 3) : 0);
  const count = draw.weighted([
    [6, 1],
    [4, draw.between(2, 4)],
    [2, draw.between(5, 12)],
  ]);
  const values = Array.from({ length: count }, () =>
    draw.chance(80) ? writer.validRow() : writer.invalidRow(),
  );
  return { do: 'paste', in: unit, row, values };
}

/** More rows than one transaction takes. */
export function pasteMany({ unit, draw, writer, filled }: Desk): SheetAct {
  const count = draw.between(52, 110);
  return {
    do: 'paste',
    in: unit,
    row: firstFree(filled),
    values: Array.from({ length: count }, () => writer.validRow()),
  };
}

function typeCell({ unit, draw, writer, filled }: Desk): SheetAct {
  const row = draw.chance(85) && filled.length > 0 ? draw.oneOf(filled) : firstFree(filled);
  const col = draw.oneOf([...VISIBLE_HEADERS, ...VISIBLE_HEADERS, ...OPTIONAL_HEADERS]);
  return { do: 'type', in: unit, row, col, value: writer.value(col) };
}

function clearCells({ unit, draw, filled }: Desk): SheetAct {
  const cols = [draw.oneOf(VISIBLE_HEADERS), draw.oneOf(OPTIONAL_HEADERS)];
  return { do: 'clear', in: unit, row: draw.oneOf(filled), count: draw.between(1, 2), cols };
}

function clearRow({ unit, draw, filled }: Desk): SheetAct {
  return { do: 'clear', in: unit, row: draw.oneOf(filled), count: draw.between(1, 3) };
}

function sortRows({ unit, draw }: Desk): SheetAct {
  return {
    do: 'sort',
    in: unit,
    range: draw.oneOf(['all', 'visible']),
    col: draw.oneOf(VISIBLE_HEADERS),
    order: draw.oneOf(['asc', 'desc']),
  };
}

function copyRows(desk: Desk): SheetAct {
  return { do: 'copyRows', ...moveRows(desk) };
}

function cutRows(desk: Desk): SheetAct {
  return { do: 'cutRows', ...moveRows(desk) };
}

function moveRows({ unit, draw, filled }: Desk) {
  const to = draw.chance(70) ? firstFree(filled) + draw.between(0, 2) : draw.oneOf(filled);
  return {
    in: unit,
    from: draw.oneOf(filled),
    count: draw.chance(75) ? 1 : draw.between(2, 4),
    to,
    part: draw.oneOf(['row', 'visible'] as const),
  };
}

function insertRows({ unit, draw, filled }: Desk): SheetAct {
  return { do: 'insertRows', in: unit, row: draw.oneOf(filled), count: draw.between(1, 3) };
}

function deleteRows({ unit, draw, filled }: Desk): SheetAct {
  return { do: 'deleteRows', in: unit, row: draw.oneOf(filled), count: draw.between(1, 3) };
}

function undo({ unit }: Desk): SheetAct {
  return { do: 'undo', in: unit };
}

/** Another initiative in the place of one. */
function typeOver({ unit, draw, writer, filled }: Desk): SheetAct {
  return { do: 'paste', in: unit, row: draw.oneOf(filled), values: [writer.validRow()] };
}

/** No trigger fires. */
function apiWrite({ unit, draw, writer, filled }: Desk): SheetAct {
  const isNew = draw.chance(40);
  const row = isNew ? firstFree(filled) : draw.oneOf(filled);
  const col = isNew ? TITLE_HEADER : draw.oneOf(VISIBLE_HEADERS);
  const values = isNew ? [writer.validRow()] : [[writer.value(col)]];
  return { do: 'apiWrite', in: unit, row, col, values };
}

function wipe({ unit, draw, filled }: Desk): SheetAct {
  const first = filled[0] ?? 2;
  const count = Math.max(1, firstFree(filled) - first - draw.between(0, 2));
  return draw.chance(50)
    ? { do: 'clear', in: unit, row: first, count }
    : { do: 'deleteRows', in: unit, row: first, count };
}

function shapeTab({ unit, draw }: Desk): SheetAct {
  return draw.weighted<SheetAct>([
    [1, { do: 'duplicateTab', in: unit }],
    [1, { do: 'renameTab', in: unit, to: `Trang ${draw.between(1, 9)}` }],
    [
      2,
      {
        do: 'moveColumn',
        in: unit,
        col: draw.oneOf(VISIBLE_HEADERS),
        before: draw.oneOf(OPTIONAL_HEADERS),
      },
    ],
    [
      2,
      {
        do: 'insertColumn',
        in: unit,
        before: draw.oneOf(VISIBLE_HEADERS),
        header: `Cột riêng ${draw.between(1, 99)}`,
      },
    ],
  ]);
}

function firstFree(filled: readonly number[]): number {
  return (filled.at(-1) ?? 1) + 1;
}
