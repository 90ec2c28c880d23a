/** Records that changed hands: their history speaks of several initiatives, or another has theirs. */
import type { RecordEvidence } from '../record-evidence.ts';
import type { Initiative, SheetTruth } from './follow-rows.ts';
import { toTitle } from './sheet-rows.ts';

/** Records with no initiative that bore every title in their history. */
export function countMixed({ bearers }: SheetTruth, records: readonly RecordEvidence[]): number {
  return records.filter(({ history }) => {
    let common: readonly Initiative[] | undefined;
    for (const { kind, cells } of history) {
      // A title nobody typed, such as that of a column not found, says nothing.
      const borne = bearers.get(toTitle(cells));
      if (kind === 'delete' || toTitle(cells) === '' || borne === undefined) continue;
      common = common === undefined ? [...borne] : common.filter((one) => borne.has(one));
    }
    return common?.length === 0;
  }).length;
}

/** Titles that stayed on the sheet, are recorded, and no longer by the record that had them first. */
export function countMoved(
  truth: SheetTruth,
  titles: ReadonlySet<string>,
  records: readonly RecordEvidence[],
): number {
  const first = new Map<string, { order: number; ids: Set<string> }>();
  const now = new Map<string, Set<string>>();
  for (const { id, isActive, cells, history } of records) {
    for (const { order, cells: then } of history) {
      const title = toTitle(then);
      const known = first.get(title);
      if (known === undefined || order < known.order)
        first.set(title, { order, ids: new Set([id]) });
      else if (order === known.order) known.ids.add(id);
    }
    const title = toTitle(cells);
    if (isActive) now.set(title, (now.get(title) ?? new Set()).add(id));
  }
  return [...titles].filter((title) => {
    const holders = now.get(title);
    const hasLeft = (truth.departures.get(title) ?? 0) > 0;
    if (title === '' || holders === undefined || hasLeft) return false;
    return ![...(first.get(title)?.ids ?? [])].some((id) => holders.has(id));
  }).length;
}
