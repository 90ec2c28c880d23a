// CellFormat of the API ↔ format of a cell.

import type { sheets_v4 } from '@googleapis/sheets';
import type { BorderLine, CellFormat, NumberFormatType } from '../workbook/cell.ts';
import { ApiError, notImplemented } from './api-error.ts';
import { parseColorPair, toColor } from './color.ts';

type ApiFormat = sheets_v4.Schema$CellFormat;

/** Which fields of the API stand for which part of a cell's format. */
export const FORMAT_PATHS: readonly (readonly [keyof CellFormat, readonly string[]])[] = [
  ['numberFormat', ['numberFormat']],
  ['background', ['backgroundColor']],
  ['background', ['backgroundColorStyle']],
  ['foreground', ['textFormat', 'foregroundColor']],
  ['foreground', ['textFormat', 'foregroundColorStyle']],
  ['bold', ['textFormat', 'bold']],
  ['italic', ['textFormat', 'italic']],
  ['underline', ['textFormat', 'underline']],
  ['strikethrough', ['textFormat', 'strikethrough']],
  ['fontFamily', ['textFormat', 'fontFamily']],
  ['fontSize', ['textFormat', 'fontSize']],
  ['wrap', ['wrapStrategy']],
  ['horizontal', ['horizontalAlignment']],
  ['vertical', ['verticalAlignment']],
  ['borders', ['borders']],
];

const UNSUPPORTED = ['padding', 'textDirection', 'textRotation', 'hyperlinkDisplayType'] as const;

/** The link of the text is no format here: see cell-data.ts. */
export function parseFormat(format: ApiFormat): CellFormat {
  for (const name of UNSUPPORTED) {
    if (format[name] !== undefined) throw notImplemented(`userEnteredFormat.${name}`);
  }
  const text = format.textFormat ?? {};
  const numberFormat = parseNumberFormat(format.numberFormat);
  const background = parseColorPair(format.backgroundColor, format.backgroundColorStyle);
  const foreground = parseColorPair(text.foregroundColor, text.foregroundColorStyle);
  const wrap = parseWrap(format.wrapStrategy);
  const horizontal = oneOf(['LEFT', 'CENTER', 'RIGHT'] as const, format.horizontalAlignment);
  const vertical = oneOf(['TOP', 'MIDDLE', 'BOTTOM'] as const, format.verticalAlignment);
  const borders = format.borders === undefined ? undefined : parseBorders(format.borders);
  return withoutUndefined({
    numberFormat,
    background,
    foreground,
    bold: text.bold ?? undefined,
    italic: text.italic ?? undefined,
    underline: text.underline ?? undefined,
    strikethrough: text.strikethrough ?? undefined,
    fontFamily: text.fontFamily ?? undefined,
    fontSize: text.fontSize ?? undefined,
    wrap,
    horizontal,
    vertical,
    borders,
  });
}

export function toApiFormat(format: CellFormat, hyperlink: string | undefined): ApiFormat {
  const text = toTextFormat(format, hyperlink);
  const { numberFormat, background, borders } = format;
  return {
    ...(numberFormat === undefined
      ? {}
      : {
          numberFormat: {
            type: numberFormat.type,
            ...(numberFormat.pattern === '' ? {} : { pattern: numberFormat.pattern }),
          },
        }),
    ...(background === undefined
      ? {}
      : {
          backgroundColor: toColor(background),
          backgroundColorStyle: { rgbColor: toColor(background) },
        }),
    ...(borders === undefined ? {} : { borders: toBorders(borders) }),
    ...(Object.keys(text).length === 0 ? {} : { textFormat: text }),
    ...(format.wrap === undefined
      ? {}
      : { wrapStrategy: format.wrap === 'OVERFLOW' ? 'OVERFLOW_CELL' : format.wrap }),
    ...(format.horizontal === undefined ? {} : { horizontalAlignment: format.horizontal }),
    ...(format.vertical === undefined ? {} : { verticalAlignment: format.vertical }),
  };
}

function toTextFormat(
  format: CellFormat,
  hyperlink: string | undefined,
): sheets_v4.Schema$TextFormat {
  const { foreground, bold, italic, underline, strikethrough, fontFamily, fontSize } = format;
  return {
    ...(foreground === undefined
      ? {}
      : {
          foregroundColor: toColor(foreground),
          foregroundColorStyle: { rgbColor: toColor(foreground) },
        }),
    ...(bold === undefined ? {} : { bold }),
    ...(italic === undefined ? {} : { italic }),
    ...(underline === undefined ? {} : { underline }),
    ...(strikethrough === undefined ? {} : { strikethrough }),
    ...(fontFamily === undefined ? {} : { fontFamily }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(hyperlink === undefined ? {} : { link: { uri: hyperlink } }),
  };
}

const NUMBER_FORMAT_TYPES: readonly NumberFormatType[] = [
  'TEXT',
  'NUMBER',
  'PERCENT',
  'CURRENCY',
  'DATE',
  'TIME',
  'DATE_TIME',
  'SCIENTIFIC',
];

function parseNumberFormat(
  format: sheets_v4.Schema$NumberFormat | undefined,
): CellFormat['numberFormat'] {
  if (format === undefined) return undefined;
  const type = oneOf(NUMBER_FORMAT_TYPES, format.type);
  if (type === undefined) throw new ApiError(400, 'numberFormat.type is required');
  return { type, pattern: format.pattern ?? '' };
}

function parseWrap(strategy: string | null | undefined): CellFormat['wrap'] {
  if (strategy === 'OVERFLOW_CELL') return 'OVERFLOW';
  return oneOf(['CLIP', 'WRAP'] as const, strategy);
}

function oneOf<T extends string>(
  values: readonly T[],
  value: string | null | undefined,
): T | undefined {
  if (value === undefined || value === null) return undefined;
  const found = values.find((each) => each === value);
  if (found === undefined) throw notImplemented(`the value ${value}`);
  return found;
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;

function parseBorders(borders: sheets_v4.Schema$Borders): NonNullable<CellFormat['borders']> {
  const lines: { [side in (typeof SIDES)[number]]?: BorderLine } = {};
  for (const side of SIDES) {
    const border = borders[side];
    if (border === undefined || border.style === 'NONE') continue;
    if (typeof border.style !== 'string') throw new ApiError(400, 'a border needs a style');
    const color = parseColorPair(border.color, border.colorStyle) ?? '#000000';
    lines[side] = { style: border.style, color };
  }
  return lines;
}

function toBorders(borders: NonNullable<CellFormat['borders']>): sheets_v4.Schema$Borders {
  return Object.fromEntries(
    SIDES.flatMap((side) => {
      const line = borders[side];
      if (line === undefined) return [];
      const color = toColor(line.color);
      return [[side, { style: line.style, color, colorStyle: { rgbColor: color } }]];
    }),
  );
}

function withoutUndefined(
  format: { readonly [K in keyof CellFormat]: CellFormat[K] | undefined },
): CellFormat {
  return Object.fromEntries(Object.entries(format).filter(([, part]) => part !== undefined));
}
