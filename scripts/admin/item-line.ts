/** An item as one line of JSON, in one order of attributes, so that equal items are equal lines. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { RawItem } from './raw-items.ts';

/** As DynamoDB itself writes values: `{"S": "…"}`, numbers as the text of their digits. */
export function toItemLine(item: RawItem): string {
  return JSON.stringify({ item: sortAttributes(item) });
}

function sortAttributes(attributes: { readonly [name: string]: AttributeValue }): object {
  const names = Object.keys(attributes).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [[name, sortValue(value)]];
    }),
  );
}

function sortValue(value: AttributeValue): object {
  if (value.M !== undefined) return { M: sortAttributes(value.M) };
  if (value.L !== undefined) return { L: value.L.map(sortValue) };
  if (value.SS !== undefined) return { SS: [...value.SS].sort() };
  if (value.NS !== undefined) return { NS: [...value.NS].sort() };
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS !== undefined) {
    return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')).sort() };
  }
  return value;
}

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Value: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.literal(true) }),
    z.strictObject({ M: z.record(z.string(), Value) }),
    z.strictObject({ L: z.array(Value) }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ B: bytes }),
    z.strictObject({ BS: z.array(bytes) }),
  ]),
) as z.ZodType<AttributeValue>;

const Line = z.strictObject({
  item: z
    .record(z.string(), Value)
    .refine(({ pk, sk }) => pk?.S !== undefined && sk?.S !== undefined),
});

/** @returns undefined for anything that is no item */
export function parseItemLine(value: unknown): RawItem | undefined {
  const parsed = Line.safeParse(value);
  return parsed.success ? parsed.data.item : undefined;
}
