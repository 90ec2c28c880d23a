/** What a check says about a row: a code and its values; wording/messages.ts turns it into text. */
import type { TypedColumn } from './columns.ts';
import type { MessageCode } from './message-codes.ts';

export type Message = {
  readonly code: MessageCode;
  /** The cell it is about; absent when it is about the whole row. */
  readonly column?: TypedColumn;
  /** Values for the placeholders of the wording, by placeholder name without braces. */
  readonly values: { readonly [placeholder: string]: string };
  /** What «Nhận gợi ý» would put into the cell, where the check has a suggestion. */
  readonly suggestion?: string;
};

export function isError(message: Message): boolean {
  return message.code.startsWith('E_');
}
