/** An initiative as the committee counts it: one row of cells, read and normalised. */
import type { Award, Category, Field, Recognition } from './lists.ts';

/** A benefit is an amount or one of two states; a state is never 0. */
export type Benefit =
  | { readonly kind: 'counted'; readonly dong: number; readonly estimated: boolean }
  | { readonly kind: 'notYet' } // CHUA_TINH_DUOC
  | { readonly kind: 'cannot' }; // KHONG_TINH_DUOC

/** Share in percent; undefined where none was typed for several authors. */
export type Author = { readonly name: string; readonly sharePercent?: number };

/**
 * When the initiative was first applied, in one of seven precisions:
 * 2010-05-15 | 2010-05 | 2010-Q2 | 2010-H1 | 2010 | 2008/2010 | NH2009-2010;
 * '' when it is only being tried out (W_TRIAL).
 */
export type AppliedOn = string;

/** Where the start of `appliedOn` lies; undated ones count as inside. */
export type PeriodPlace = 'inside' | 'outside' | 'undated';

export type Initiative = {
  readonly title: string;
  readonly category: Category;
  readonly field?: Field;
  readonly authors: readonly Author[];
  readonly appliedOn: AppliedOn;
  /** Calendar year of the start; undefined when undated. */
  readonly year?: number;
  readonly place: PeriodPlace;
  readonly description: string;
  readonly difficulty: string;
  readonly benefit: Benefit;
  readonly otherBenefits: string;
  readonly replication: string;
  readonly recognition?: Recognition;
  readonly decision: string;
  readonly award?: Award;
  readonly note: string;
};
