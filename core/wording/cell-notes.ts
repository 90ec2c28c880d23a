/** Notes of cells that people may have written into too: only our own lines come and go. */

/** How every message about a cell or a row begins. */
const OURS = /^(?:Ô [A-Z]{1,3}\d+|Dòng \d+): /;

/** What a cell's note becomes when `ours` is all there is to say about it now. */
export function replaceOurLines(before: string, ours: string): string {
  if (before === '') return ours;
  const theirs = before.split('\n').filter((line) => !OURS.test(line));
  return [ours, ...theirs].filter((line) => line !== '').join('\n');
}
