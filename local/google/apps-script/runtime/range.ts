// Range: a fixed rectangle of a sheet; every read and write of its cells crosses to the host.

import type { ClearParts, RangeReads, RangeRef, RangeWrites } from '../calls.ts';
import { toA1Notation } from './a1.ts';
import type { Bridge } from './bridge.ts';
import { decodeCell, encodeCell, encodeMatrix } from './cell-data.ts';
import { toDataValidation, validationData } from './data-validation.ts';
import { createProtection } from './protection.ts';
import type { Sheet } from './sheet.ts';
import { strict } from './strict.ts';

type Range = ReturnType<typeof createRange>;

/** What a range needs to hand out its sheet and other ranges. */
export type RangeContext = {
  readonly bridge: Bridge;
  sheet(sheetId: number): Sheet;
  checkedRange(ref: RangeRef): Range;
};

const NO_PARTS = { contents: false, notes: false, formats: false, validations: false };

export function createRange(context: RangeContext, ref: RangeRef) {
  const { call } = context.bridge;

  function read<K extends keyof RangeReads>(name: K): RangeReads[K][][] {
    const rows = call<`Range.${keyof RangeReads}`>(`Range.${name}`, { range: ref });
    return rows as unknown as RangeReads[K][][];
  }
  function first<K extends keyof RangeReads>(name: K): RangeReads[K] {
    const range = { ...ref, rows: 1, columns: 1 };
    const rows = call<`Range.${keyof RangeReads}`>(`Range.${name}`, { range });
    return rows[0]?.[0] as RangeReads[K];
  }
  function fill<K extends keyof RangeWrites>(name: K, value: RangeWrites[K]) {
    call(`Range.${name}`, { ranges: [ref], fill: value } as never);
    return range;
  }
  function write<K extends keyof RangeWrites>(
    name: K,
    given: unknown,
    encode: (value: unknown) => RangeWrites[K],
  ) {
    call(`Range.${name}`, { range: ref, matrix: encodeMatrix(ref, given, encode) } as never);
    return range;
  }
  function clear(parts: Partial<ClearParts>) {
    call('Range.clear', { ranges: [ref], parts: { ...NO_PARTS, ...parts } });
    return range;
  }

  const range: object = strict('Range', {
    // Written out: spreading another object in would make each range ten times slower.
    getRow: () => ref.row,
    getColumn: () => ref.column,
    getNumRows: () => ref.rows,
    getNumColumns: () => ref.columns,
    getHeight: () => ref.rows,
    getWidth: () => ref.columns,
    getLastRow: () => ref.row + ref.rows - 1,
    getLastColumn: () => ref.column + ref.columns - 1,
    getRowIndex: () => ref.row,
    getA1Notation: () => toA1Notation(ref),
    getSheet: () => context.sheet(ref.sheetId),
    getGridId: () => ref.sheetId,
    offset: (rowOffset: number, columnOffset: number, rows = ref.rows, columns = ref.columns) =>
      context.checkedRange({
        sheetId: ref.sheetId,
        row: ref.row + rowOffset,
        column: ref.column + columnOffset,
        rows,
        columns,
      }),

    getValues: () => read('getValues').map((row) => row.map(decodeCell)),
    getValue: () => decodeCell(first('getValues')),
    getDisplayValues: () => read('getDisplayValues'),
    getDisplayValue: () => first('getDisplayValues'),
    getFormulas: () => read('getFormulas'),
    getFormula: () => first('getFormulas'),
    getNotes: () => read('getNotes'),
    getNote: () => first('getNotes'),
    getBackgrounds: () => read('getBackgrounds'),
    getBackground: () => first('getBackgrounds'),
    getFontColors: () => read('getFontColors'),
    getFontWeights: () => read('getFontWeights'),
    getNumberFormats: () => read('getNumberFormats'),
    getNumberFormat: () => first('getNumberFormats'),
    getDataValidations: () =>
      read('getDataValidations').map((row) =>
        row.map((data) => (data === null ? null : toDataValidation(data))),
      ),
    getDataValidation() {
      const data = first('getDataValidations');
      return data === null ? null : toDataValidation(data);
    },
    isBlank: () => read('getValues').every((row) => row.every((value) => value === '')),

    setValues: (values: unknown) => write('setValues', values, encodeCell),
    setValue: (value: unknown) => fill('setValues', encodeCell(value)),
    setNotes: (notes: unknown) => write('setNotes', notes, textOrNull),
    setNote: (note: unknown) => fill('setNotes', textOrNull(note)),
    setBackgrounds: (colors: unknown) => write('setBackgrounds', colors, textOrNull),
    setBackground: (color: unknown) => fill('setBackgrounds', textOrNull(color)),
    setFontColors: (colors: unknown) => write('setFontColors', colors, textOrNull),
    setFontColor: (color: unknown) => fill('setFontColors', textOrNull(color)),
    setFontWeights: (weights: unknown) => write('setFontWeights', weights, textOrNull),
    setFontWeight: (weight: unknown) => fill('setFontWeights', textOrNull(weight)),
    setWrap: (wrap: boolean) => fill('setWraps', wrap),
    setWraps: (wraps: unknown) => write('setWraps', wraps, Boolean),
    setVerticalAlignment: (alignment: unknown) =>
      fill('setVerticalAlignments', textOrNull(alignment)),
    setVerticalAlignments: (alignments: unknown) =>
      write('setVerticalAlignments', alignments, textOrNull),
    setNumberFormat: (format: unknown) => fill('setNumberFormats', String(format)),
    setNumberFormats: (formats: unknown) => write('setNumberFormats', formats, String),
    setDataValidation: (rule: unknown) => fill('setDataValidations', validationData(rule)),
    setDataValidations: (rules: unknown) => write('setDataValidations', rules, validationData),

    clear(options?: Readonly<Record<string, boolean>>) {
      const { contentsOnly, formatOnly, commentsOnly, validationsOnly, ...rest } = options ?? {};
      if (Object.keys(rest).length > 0) {
        throw new Error(`Range.clear with ${Object.keys(rest)} is not implemented`);
      }
      const parts = {
        contents: contentsOnly === true,
        formats: formatOnly === true,
        notes: commentsOnly === true,
        validations: validationsOnly === true,
      };
      // Without options everything but notes and validations goes: those stay at Google.
      const isPlain = !Object.values(parts).includes(true);
      return clear(isPlain ? { contents: true, formats: true } : parts);
    },
    clearContent: () => clear({ contents: true }),
    clearNote: () => clear({ notes: true }),
    clearFormat: () => clear({ formats: true }),
    clearDataValidations: () => clear({ validations: true }),

    getMergedRanges: () =>
      call('Range.getMergedRanges', { range: ref }).map((merged) => createRange(context, merged)),
    isPartOfMerge: () => call('Range.getMergedRanges', { range: ref }).length > 0,
    protect: () =>
      createProtection(context.bridge, ref.sheetId, call('Range.protect', { range: ref })),
    breakApart() {
      call('Range.breakApart', { range: ref });
      return range;
    },
  });
  return range;
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
