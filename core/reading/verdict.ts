/** What reading one cell comes to: a value, a value with warnings, or the first error met. */
import type { MessageCode } from '../message-codes.ts';

/** A message about the cell being read; whoever reads the row adds the column. */
export type Finding = {
  readonly code: MessageCode;
  readonly values: { readonly [placeholder: string]: string };
  readonly suggestion?: string;
};

export type Verdict<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | {
      readonly kind: 'warn';
      readonly value: Value;
      /** That of the first finding, in the order of reading. */
      readonly code: MessageCode;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'error'; readonly code: MessageCode; readonly findings: readonly Finding[] };

export type Refusal = Extract<Verdict<never>, { kind: 'error' }>;

export function accept<Value>(value: Value, findings: readonly Finding[] = []): Verdict<Value> {
  const first = findings[0];
  if (first === undefined) return { kind: 'ok', value };
  return { kind: 'warn', value, code: first.code, findings };
}

export function refuse(code: MessageCode, values: Finding['values'] = {}): Refusal {
  return { kind: 'error', code, findings: [{ code, values }] };
}

/** What a message quotes of a cell: one line, short enough for a receipt. */
export function quote(text: string): string {
  const line = text.slice(0, 400).replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
