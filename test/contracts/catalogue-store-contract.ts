/** What every catalogue store must do; run on the table and on the one in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue, CatalogueHistory } from '../../core/catalogue/catalogue.ts';
import { NO_CATALOGUE } from '../../core/catalogue/catalogue.ts';
import type { CatalogueStore } from '../../lambdas/ports/catalogue-store.ts';
import { key } from '../core/catalogue/catalogue-lines.ts';

export function catalogueOf(seq: number, changes: Partial<Catalogue> = {}): Catalogue {
  return {
    ...NO_CATALOGUE,
    seq,
    token: `token-${seq}`,
    version: seq,
    digest: 'digest',
    entries: [
      { key: key('previousPeriod'), version: 1, at: 5, value: '2005-2007' },
      { key: key('previousDong'), version: 2, at: 6, value: 72_060_800_000_000 },
      { key: key('model.BT061'), version: 3, at: 7, value: true, isHeld: true },
      { key: key('deadline'), version: 4, at: 8, value: null },
    ],
    hold: { id: 'H3', count: 1 },
    recentDeletions: [{ at: 1_301_500_000_000, count: 2 }],
    ...changes,
  };
}

export function historyOf(version: number): CatalogueHistory {
  const change = { key: key('deadline'), kind: 'delete', version: 4, value: null } as const;
  return { version, at: 8, changes: [change] };
}

export function describeCatalogueStore(name: string, open: () => Promise<CatalogueStore>): void {
  describe(name, () => {
    let store: CatalogueStore;
    beforeEach(async () => {
      store = await open();
    });

    it('has nothing before the first request', async () => {
      expect(await store.read()).toEqual({});
    });

    it('gives back what was committed', async () => {
      const next = catalogueOf(1);
      expect(await store.commit({ after: 0, next, history: historyOf(1) })).toBe('committed');
      expect(await store.read()).toEqual({ catalogue: next });
      const { hold: _, ...later } = catalogueOf(2, { version: 1 });
      expect(await store.commit({ after: 1, next: later, history: undefined })).toBe('committed');
      expect(await store.read()).toEqual({ catalogue: later });
    });

    it('takes the same commit twice as one', async () => {
      const commit = { after: 0, next: catalogueOf(1), history: historyOf(1) };
      expect([await store.commit(commit), await store.commit(commit)]).toEqual([
        'committed',
        'committed',
      ]);
    });

    it('refuses one that follows another sequence, wholly', async () => {
      await store.commit({ after: 0, next: catalogueOf(1), history: historyOf(1) });
      for (const after of [0, 2]) {
        const next = catalogueOf(after + 1, { token: 'another', version: 9 });
        expect(await store.commit({ after, next, history: historyOf(9) })).toBe('superseded');
      }
      expect(await store.read()).toEqual({ catalogue: catalogueOf(1) });
      const next = catalogueOf(2, { version: 9 });
      expect(await store.commit({ after: 1, next, history: historyOf(9) })).toBe('committed');
    });
  });
}
