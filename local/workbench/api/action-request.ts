// Checks what a page asks to be done in a spreadsheet, where its bytes enter.
import * as z from 'zod';
import { MAX_COLUMNS, MAX_ROWS, MAX_TEXT_LENGTH } from './action-limits.ts';
import type { ActionRequest } from './page-user-action.ts';

const sheetId = z.int().min(0);
const row = z.int().min(0).max(10_000_000);
const column = z.int().min(0).max(20_000);
const count = z.int().min(1).max(MAX_ROWS);
const text = z.string().max(MAX_TEXT_LENGTH);
const title = z.string().max(100);
const values = z.array(z.array(text).max(MAX_COLUMNS)).min(1).max(MAX_ROWS);
const rowKeys = z.array(z.int().min(0)).max(MAX_ROWS).optional();
const span = { sheetId, row, count, rowKeys };
const moved = { sheetId, from: row, count, to: row, part: z.enum(['row', 'visible']), rowKeys };

const PageUserActionRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('type'), sheetId, row, column, value: text, rowKeys }),
  z.strictObject({
    kind: z.literal('paste'),
    sheetId,
    row,
    column,
    values,
    rowKeys,
    skipHiddenColumns: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('clear'),
    ...span,
    columns: z.array(column).min(1).max(MAX_COLUMNS),
  }),
  z.strictObject({ kind: z.literal('insertRows'), ...span }),
  z.strictObject({ kind: z.literal('deleteRows'), ...span }),
  z.strictObject({
    kind: z.literal('sort'),
    sheetId,
    range: z.enum(['all', 'visible']),
    column,
    order: z.enum(['asc', 'desc']),
    headerRows: z.int().min(0).max(1000),
  }),
  z.strictObject({ kind: z.literal('copyRows'), ...moved }),
  z.strictObject({ kind: z.literal('cutRows'), ...moved }),
  z.strictObject({ kind: z.literal('renameTab'), sheetId, to: title }),
  z.strictObject({ kind: z.literal('duplicateTab'), sheetId }),
  z.strictObject({ kind: z.literal('moveColumn'), sheetId, column, before: column }),
  z.strictObject({ kind: z.literal('insertColumn'), sheetId, before: column }),
  z.strictObject({ kind: z.literal('undo') }),
]);

const Request = z.union([
  z.strictObject({ kind: z.literal('menu'), label: title }),
  PageUserActionRequest,
]);

/** @returns undefined where it is none, or one beyond all bounds */
export function parseActionRequest(value: unknown): ActionRequest | undefined {
  const parsed = Request.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
