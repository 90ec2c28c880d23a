/** Titles as receipts quote them. */

/** In letters; a receipt is a cell someone reads. */
const MAX_SHOWN_TITLE = 200;

export function toShownTitle(title: string): string {
  if (title.length <= MAX_SHOWN_TITLE) return title;
  const letters = [...title];
  if (letters.length <= MAX_SHOWN_TITLE) return title;
  return `${letters.slice(0, MAX_SHOWN_TITLE - 1).join('')}…`;
}
