// Colours as scripts name them, as '#rrggbb'.

import { NotImplemented } from '../script-exception.ts';

const NAMED: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0000ff',
  gray: '#808080',
  green: '#008000',
  orange: '#ffa500',
  red: '#ff0000',
  white: '#ffffff',
  yellow: '#ffff00',
};

/** null takes the colour away. */
export function toColor(given: string | null): string | undefined {
  if (given === null) return undefined;
  const lower = given.toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(lower)) return lower;
  if (/^#[0-9a-f]{3}$/.test(lower)) return lower.replace(/[0-9a-f]/g, (digit) => digit + digit);
  const named = NAMED[lower];
  if (named === undefined) throw new NotImplemented(`The colour ${given}`);
  return named;
}
