/** A cell of a tab as text for a page, where no number format does it. */
import { formatDong } from '../format.ts';
import type { TabCell } from '../summary/tab.ts';
import { formatSerial } from '../time.ts';
import { unreachable } from '../unreachable.ts';
import { ESTIMATED_SUFFIX } from '../wording/summary.ts';
import { formatTenths } from './format-tenths.ts';

export function formatTabCell(cell: TabCell): string {
  switch (cell.kind) {
    case 'blank':
      return '';
    case 'text':
      return cell.text;
    case 'number':
      return formatDong(cell.value);
    case 'year':
      return String(cell.value);
    case 'money':
      return `${formatDong(cell.value)}${cell.estimated ? ESTIMATED_SUFFIX : ''}`;
    case 'percent':
      return formatTenths(Math.round(cell.value * 1000));
    case 'moment':
      return formatSerial(cell.value);
    default:
      return unreachable(cell);
  }
}
