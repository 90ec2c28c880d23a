/** The catalogue's one item, for whoever uses its values. */
import type { Catalogue } from '../../../core/catalogue/catalogue.ts';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { parseCatalogueItem } from './catalogue-item.ts';
import type { TableAccess } from './read-items.ts';
import { readItems } from './read-items.ts';
import { toCatalogueKey } from './table-keys.ts';

export type CatalogueAccess = Omit<TableAccess, 'unit'> & { readonly programme: string };

/** @returns undefined before the tab was first taken in */
export async function readCatalogueItem(access: CatalogueAccess): Promise<Catalogue | undefined> {
  const key = toCatalogueKey(access.programme);
  const [item] = await readItems({ ...access, unit: COMMITTEE_UNIT }, [key]);
  return item === undefined ? undefined : parseCatalogueItem(item);
}
