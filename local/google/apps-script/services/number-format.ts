// Number format patterns as scripts give them, with the type Google finds in them.

import type { NumberFormat } from '../../workbook/cell.ts';

/** What getNumberFormat says of a cell nobody formatted. */
const AUTOMATIC = '0.###############';

/** @returns undefined for the automatic format */
export function toNumberFormat(pattern: string): NumberFormat | undefined {
  if (pattern === '' || pattern === 'General' || pattern === AUTOMATIC) return undefined;
  if (pattern === '@') return { type: 'TEXT', pattern };
  const bare = pattern.replace(/"[^"]*"|\\./g, '').toLowerCase();
  const hasDate = /[yd]/.test(bare);
  const hasTime = /[hs]/.test(bare);
  if (hasDate && hasTime) return { type: 'DATE_TIME', pattern };
  if (hasDate) return { type: 'DATE', pattern };
  if (hasTime) return { type: 'TIME', pattern };
  if (bare.includes('%')) return { type: 'PERCENT', pattern };
  if (bare.includes('e+')) return { type: 'SCIENTIFIC', pattern };
  return { type: 'NUMBER', pattern };
}

export function toPattern(format: NumberFormat | undefined): string {
  if (format === undefined) return AUTOMATIC;
  if (format.type === 'TEXT') return '@';
  if (format.pattern !== '') return format.pattern;
  switch (format.type) {
    case 'DATE':
      return 'd/m/yyyy';
    case 'DATE_TIME':
      return 'd/m/yyyy h:mm:ss';
    case 'TIME':
      return 'h:mm:ss';
    case 'PERCENT':
      return '0.00%';
    default:
      return AUTOMATIC;
  }
}
