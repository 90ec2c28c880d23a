/** The catalogue in memory, with the table's own conditions; drives handler tests. */
import type { Catalogue, CatalogueHistory } from '../../../core/catalogue/catalogue.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import type { CatalogueStore } from '../../../lambdas/ports/catalogue-store.ts';

export type MemoryCatalogue = CatalogueStore & {
  readonly history: CatalogueHistory[];
  keyPolicy: KeyPolicy | undefined;
};

export function createMemoryCatalogue(): MemoryCatalogue {
  let catalogue: Catalogue | undefined;
  const store: MemoryCatalogue = {
    history: [],
    keyPolicy: undefined,
    async read() {
      const { keyPolicy } = store;
      return {
        ...(catalogue === undefined ? {} : { catalogue }),
        ...(keyPolicy === undefined ? {} : { keyPolicy }),
      };
    },
    async commit({ after, next, history }) {
      if (catalogue?.token === next.token) return 'committed';
      if ((catalogue?.seq ?? 0) !== after) return 'superseded';
      catalogue = next;
      if (history !== undefined) store.history.push(history);
      return 'committed';
    },
  };
  return store;
}
