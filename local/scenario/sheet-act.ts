/** What people and programs do in a spreadsheet: these fire triggers, and may happen together. */
import * as z from 'zod';
import { inSheet, rowNumber, words } from './fields.ts';

/** As a person would type them. */
const values = z
  .array(z.array(z.string()))
  .check(z.refine((lines) => lines.some((line) => line.length > 0), 'holds no cell'));

const rowSpan = { in: inSheet, row: rowNumber, count: rowNumber };
const movedRows = {
  in: inSheet,
  from: rowNumber,
  count: rowNumber,
  to: rowNumber,
  part: z.enum(['row', 'visible']),
};
const tab = { in: inSheet, to: z.optional(words) };

const Open = z.strictObject({ do: z.literal('open'), in: inSheet });
const Type = z.strictObject({
  do: z.literal('type'),
  in: inSheet,
  row: rowNumber,
  col: words,
  value: z.string(),
});
const Paste = z.strictObject({
  do: z.literal('paste'),
  in: inSheet,
  row: rowNumber,
  col: z.optional(words),
  values,
});
const PasteCsv = z.strictObject({
  do: z.literal('pasteCsv'),
  file: words,
  in: z.optional(inSheet),
});
const Clear = z.strictObject({
  do: z.literal('clear'),
  ...rowSpan,
  cols: z.optional(z.array(words).check(z.minLength(1))),
});
const InsertRows = z.strictObject({ do: z.literal('insertRows'), ...rowSpan });
const DeleteRows = z.strictObject({ do: z.literal('deleteRows'), ...rowSpan });
const Sort = z.strictObject({
  do: z.literal('sort'),
  in: inSheet,
  range: z.enum(['all', 'visible']),
  col: words,
  order: z.enum(['asc', 'desc']),
});
const CopyRows = z.strictObject({ do: z.literal('copyRows'), ...movedRows });
const CutRows = z.strictObject({ do: z.literal('cutRows'), ...movedRows });
const Undo = z.strictObject({ do: z.literal('undo'), in: inSheet });
const RenameTab = z.strictObject({ do: z.literal('renameTab'), ...tab });
const DuplicateTab = z.strictObject({ do: z.literal('duplicateTab'), ...tab });
const RenameHeader = z.strictObject({
  do: z.literal('renameHeader'),
  in: inSheet,
  col: words,
  to: z.string(),
});
const MoveColumn = z.strictObject({
  do: z.literal('moveColumn'),
  in: inSheet,
  col: words,
  before: words,
});
const InsertColumn = z.strictObject({
  do: z.literal('insertColumn'),
  in: inSheet,
  before: words,
  header: z.optional(z.string()),
});
const CopyFile = z.strictObject({ do: z.literal('copyFile'), in: inSheet, as: words });
const ApiWrite = z.strictObject({
  do: z.literal('apiWrite'),
  in: inSheet,
  row: rowNumber,
  col: words,
  values,
});
const Menu = z.strictObject({
  do: z.literal('menu'),
  in: inSheet,
  item: z.enum([
    'Kích hoạt',
    'Đồng bộ ngay',
    'Xác nhận xóa',
    'Đã nộp đủ',
    'Không có sáng kiến',
    'Nhận gợi ý',
    'Cập nhật ngay',
  ]),
});

export const SHEET_ACTS = [
  Open,
  Type,
  Paste,
  PasteCsv,
  Clear,
  InsertRows,
  DeleteRows,
  Sort,
  CopyRows,
  CutRows,
  Undo,
  RenameTab,
  DuplicateTab,
  RenameHeader,
  MoveColumn,
  InsertColumn,
  CopyFile,
  ApiWrite,
  Menu,
] as const;
