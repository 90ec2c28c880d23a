// A protection on a sheet or a part of it, stored for those who ask; people here may edit all.

import type { Rect } from './rect.ts';

export type ProtectedRange = {
  readonly protectedRangeId: number;
  /** Undefined: the whole sheet. */
  readonly rect?: Rect;
  readonly description: string;
  readonly warningOnly: boolean;
  /** E-mail addresses of those who may edit; undefined when not given. */
  readonly editors?: readonly string[];
};
