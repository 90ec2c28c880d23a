// RangeList: the same change to several ranges of a sheet, in one call.

import type { ClearParts, RangeRef, RangeWrites } from '../calls.ts';
import { encodeCell } from './cell-data.ts';
import { createRange, type RangeContext } from './range.ts';
import { strict } from './strict.ts';

const NO_PARTS = { contents: false, notes: false, formats: false, validations: false };

export function createRangeList(context: RangeContext, ranges: readonly RangeRef[]) {
  const { call } = context.bridge;
  function fill<K extends keyof RangeWrites>(name: K, value: RangeWrites[K]) {
    call(`Range.${name}`, { ranges, fill: value } as never);
    return list;
  }
  function clear(parts: Partial<ClearParts>) {
    call('Range.clear', { ranges, parts: { ...NO_PARTS, ...parts } });
    return list;
  }
  const textOrNull = (value: unknown) => (value === null ? null : String(value));

  const list: object = strict('RangeList', {
    getRanges: () => ranges.map((ref) => createRange(context, ref)),
    setValue: (value: unknown) => fill('setValues', encodeCell(value)),
    setNote: (note: unknown) => fill('setNotes', textOrNull(note)),
    setBackground: (color: unknown) => fill('setBackgrounds', textOrNull(color)),
    setFontColor: (color: unknown) => fill('setFontColors', textOrNull(color)),
    setFontWeight: (weight: unknown) => fill('setFontWeights', textOrNull(weight)),
    setNumberFormat: (format: unknown) => fill('setNumberFormats', String(format)),
    setWrap: (wrap: boolean) => fill('setWraps', wrap),
    setVerticalAlignment: (alignment: unknown) =>
      fill('setVerticalAlignments', textOrNull(alignment)),
    clearContent: () => clear({ contents: true }),
    clearNote: () => clear({ notes: true }),
    clearFormat: () => clear({ formats: true }),
    clearDataValidations: () => clear({ validations: true }),
  });
  return list;
}
