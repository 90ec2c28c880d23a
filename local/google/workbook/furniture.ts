// What lies on a sheet besides its cells.

import type { EmbeddedChart } from './embedded-chart.ts';
import type { ProtectedRange } from './protected-range.ts';
import type { Rect } from './rect.ts';

/** All that is not in the grid; replaced as a whole, never changed. */
export type Furniture = {
  readonly hidden: boolean;
  readonly hideGridlines: boolean;
  /** '#rrggbb' */
  readonly tabColor?: string;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly merges: readonly Rect[];
  readonly protectedRanges: readonly ProtectedRange[];
  readonly charts: readonly EmbeddedChart[];
  readonly basicFilter?: Rect;
};

/** A part given as undefined goes back to what a new sheet has. */
export type FurnitureChange = { readonly [K in keyof Furniture]?: Furniture[K] | undefined };

export const BARE_FURNITURE: Furniture = {
  hidden: false,
  hideGridlines: false,
  frozenRows: 0,
  frozenColumns: 0,
  merges: [],
  protectedRanges: [],
  charts: [],
};

export function changeFurniture(furniture: Furniture, change: FurnitureChange): Furniture {
  const merged = { ...furniture, ...change };
  return {
    hidden: merged.hidden ?? false,
    hideGridlines: merged.hideGridlines ?? false,
    frozenRows: merged.frozenRows ?? 0,
    frozenColumns: merged.frozenColumns ?? 0,
    merges: merged.merges ?? [],
    protectedRanges: merged.protectedRanges ?? [],
    charts: merged.charts ?? [],
    ...(merged.tabColor === undefined ? {} : { tabColor: merged.tabColor }),
    ...(merged.basicFilter === undefined ? {} : { basicFilter: merged.basicFilter }),
  };
}
