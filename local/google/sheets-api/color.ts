// Colours: {red, green, blue} from 0 to 1 in the API, '#rrggbb' in a workbook.

import type { sheets_v4 } from '@googleapis/sheets';
import { ApiError, notImplemented } from './api-error.ts';

function parseColor(color: sheets_v4.Schema$Color): string {
  const hex = [color.red, color.green, color.blue].map((part) => {
    const level = part ?? 0;
    if (level < 0 || level > 1) throw new ApiError(400, 'a color has parts from 0 to 1');
    return Math.round(level * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${hex.join('')}`;
}

/** The style wins over the plain colour, as in the API. */
export function parseColorPair(
  color: sheets_v4.Schema$Color | undefined,
  style: sheets_v4.Schema$ColorStyle | undefined,
): string | undefined {
  if (style?.themeColor !== undefined) throw notImplemented('ColorStyle.themeColor');
  const chosen = style?.rgbColor ?? color;
  return chosen === undefined ? undefined : parseColor(chosen);
}

/** Parts that are 0 are left out, as in the API's answers. */
export function toColor(hex: string): sheets_v4.Schema$Color {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  const [red, green, blue] = [part(1), part(3), part(5)];
  return {
    ...(red === 0 ? {} : { red }),
    ...(green === 0 ? {} : { green }),
    ...(blue === 0 ? {} : { blue }),
  };
}
