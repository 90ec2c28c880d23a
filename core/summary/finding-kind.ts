/** Why a row is put before the committee, in the order of the tab. */
export const FINDING_KINDS = ['near', 'outlier', 'outside', 'late', 'held', 'warning'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
