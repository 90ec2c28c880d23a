/** Items of a programme besides rows, histories and pages in which a name stands. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AuthorKey } from '../../../core/reading/erase-author.ts';
import { mentionsAuthor } from '../../../core/reading/erase-author.ts';
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { toProgrammeKey } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import { scanProgramme, toItemKey } from '../raw-items.ts';
import type { Stop } from '../stop.ts';

/** None is expected: what these items hold is made of titles, figures and addresses. */
export async function findOtherMentions(
  table: ProgrammeTable,
  key: AuthorKey,
  stop: Stop,
): Promise<readonly ItemKey[]> {
  const units = `${toProgrammeKey(table.programme)}#U#`;
  const found: ItemKey[] = [];
  for await (const items of scanProgramme(table)) {
    stop.check();
    for (const item of items) {
      const itemKey = toItemKey(item);
      if (itemKey.pk.startsWith(units)) continue;
      if (Object.values(item).some((value) => mentions(value, key))) found.push(itemKey);
    }
  }
  return found;
}

function mentions(value: AttributeValue, key: AuthorKey): boolean {
  if (value.S !== undefined) return mentionsAuthor(value.S, key);
  const inside = value.L ?? Object.values(value.M ?? {});
  return inside.some((one) => mentions(one, key));
}
