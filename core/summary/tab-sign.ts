/** What the first rows of a tab say when a publication wrote it: whose it is without our warning. */
import { HEADERS, LABELS, TAB_TITLES } from '../wording/summary.ts';

/** So many rows and columns are enough to know a tab of ours by. */
export const SIGN_EXTENT = { rows: 2, columns: 3 } as const;

/**
 * @param title of ours, as the tab bears it
 * @param head unformatted values of the first rows; a row may end before its last blank cells
 */
export function bearsSign(title: string, head: readonly (readonly unknown[])[]): boolean {
  const [first = [], second = []] = head;
  if (title === TAB_TITLES.machine) return first[0] === 'layout' && second[0] === 'publication';
  if (title === TAB_TITLES.overview) {
    return HEADERS.overview.every((header, index) => second[index] === header);
  }
  return first[0] === title && String(second[0] ?? '').startsWith(`${LABELS.asOf} `);
}
