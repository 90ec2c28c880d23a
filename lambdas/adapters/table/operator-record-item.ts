/** What an operator did to a programme by command, kept for good; it names no author and no cell. */
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION } from './parse-item.ts';
import { toOperatorRecordKey } from './table-keys.ts';

export type OperatorRecord = {
  readonly act: 'recount' | 'restore-row' | 'erase-author' | 'import';
  /** Who, as they called themselves. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Tells two acts of one moment apart. */
  readonly token: string;
  /** Undefined for all units. */
  readonly unit?: string;
  /** What was changed; as JSON text, since each act has another. */
  readonly details: object;
};

export function toOperatorRecordItem(programme: string, record: OperatorRecord): StoredItem {
  const { details, ...rest } = record;
  return {
    ...toOperatorRecordKey(programme, record),
    itemVersion: ITEM_VERSION,
    ...rest,
    details: JSON.stringify(details, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  };
}
