/** Which units sent something that is not in a publication yet. */
import type { UnitReport } from '../summary/figures.ts';

/** By unit: version of the head and change of the contact a publication was made from. */
export type PublishedMarks = {
  readonly [unit: string]: { readonly head: number; readonly contact: number };
};

export type Unpublished = {
  readonly unit: string;
  /** Epoch milliseconds: the earlier one where both head and contact differ. */
  readonly changedAt: number;
};

export function listUnpublished(
  reports: readonly UnitReport[],
  marks: PublishedMarks,
): readonly Unpublished[] {
  return reports.flatMap(({ unit, head, contact }) => {
    const mark = marks[unit] ?? { head: 0, contact: 0 };
    const times = [
      ...(head === undefined || head.version === mark.head ? [] : [head.changedAt]),
      ...(contact === undefined || contact.changedAt === mark.contact ? [] : [contact.changedAt]),
    ];
    return times.length === 0 ? [] : [{ unit, changedAt: Math.min(...times) }];
  });
}
