/**
 * Near-duplicate items replaced on condition that they still are what was read, many in one call.
 *
 * BatchWriteItem knows no conditions, so of two writers the later would undo the earlier's entries
 * and nobody would see it; a transaction costs twice the write units, and one conflict undoes all of
 * it. A batch of PartiQL statements costs what single writes cost, and each stands for itself.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.multiplestatements.batching.html
 */
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import type { NearReplacement } from '../../ports/near-duplicate-store.ts';
import type { NearDuplicateStoreOptions } from './dynamo-near-duplicate-store.ts';
import { toEntryTexts } from './near-item.ts';
import { ITEM_VERSION } from './parse-item.ts';
import { toGiveUp } from './read-items.ts';
import { retry } from './retry.ts';
import { toTableFailure } from './table-failure.ts';
import { toNearKey } from './table-keys.ts';

/** What one BatchExecuteStatement takes. */
export const MAX_BATCH_STATEMENTS = 25;

/** @returns keys whose items were something else by then */
export async function replaceNearItems(
  options: NearDuplicateStoreOptions,
  replacements: readonly NearReplacement[],
): Promise<readonly string[]> {
  const { client, programme, waiting } = options;
  const lost: string[] = [];
  let left = replacements;
  await retry<void>(
    waiting,
    async () => {
      const Statements = left.map((replacement) => toStatement(options, replacement));
      const failures = await client
        .send(new BatchExecuteStatementCommand({ Statements }))
        .then(({ Responses = [] }) => left.map((_, at) => toFailure(Responses[at]?.Error)))
        .catch((error: unknown) => left.map(() => toFailureOfAll(error)));
      lost.push(...left.filter((_, at) => failures[at] === 'lost').map(({ key }) => key));
      left = left.filter((_, at) => failures[at] === 'busy');
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(programme),
  );
  return lost;
}

type Statement = { readonly Statement: string; readonly Parameters: unknown[] };

/** What was there names the item's whole content: no counter that could come round again. */
function toStatement(
  { tableName, programme }: NearDuplicateStoreOptions,
  { key, before, after }: NearReplacement,
): Statement {
  const { pk, sk } = toNearKey(programme, key);
  const [had, has] = [toEntryTexts(before), toEntryTexts(after)];
  if (had.length === 0) {
    return {
      Statement: `INSERT INTO "${tableName}" VALUE {'pk': ?, 'sk': ?, 'itemVersion': ?, 'entries': ?}`,
      Parameters: [pk, sk, ITEM_VERSION, has],
    };
  }
  const place = '"pk" = ? AND "sk" = ? AND "entries" = ?';
  if (has.length === 0) {
    return { Statement: `DELETE FROM "${tableName}" WHERE ${place}`, Parameters: [pk, sk, had] };
  }
  return {
    Statement: `UPDATE "${tableName}" SET "entries" = ? WHERE ${place}`,
    Parameters: [has, pk, sk, had],
  };
}

/** Of one statement; undefined where it was carried out. @throws where repeating cannot help */
type Failure = 'lost' | 'busy' | undefined;

const LOST_CODES = new Set(['ConditionalCheckFailed', 'DuplicateItem']);
const BUSY_CODES = new Set([
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

type StatementError = { readonly Code?: string | undefined };

function toFailure(error: StatementError | undefined): Failure {
  if (error === undefined) return undefined;
  const { Code = '' } = error;
  if (LOST_CODES.has(Code)) return 'lost';
  if (BUSY_CODES.has(Code)) return 'busy';
  throw Object.assign(new Error('a statement failed'), { name: Code });
}

function toFailureOfAll(error: unknown): Failure {
  if (toTableFailure(error).kind === 'busy') return 'busy';
  throw error;
}
