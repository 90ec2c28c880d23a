// CacheService: strings kept for a while.

import type { PropertyScope } from '../calls.ts';
import type { Bridge } from './bridge.ts';
import { strict } from './strict.ts';

const USUAL_SECONDS = 600;

export function createCacheService({ call }: Bridge) {
  function cache(scope: PropertyScope) {
    const getAll = (keys: readonly string[]) => ({ ...call('Cache.getAll', { scope, keys }) });
    const putAll = (values: Readonly<Record<string, unknown>>, seconds = USUAL_SECONDS): void => {
      const entries = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, String(value)]),
      );
      call('Cache.putAll', { scope, entries, seconds });
    };
    return strict('Cache', {
      get: (key: string): string | null => getAll([key])[key] ?? null,
      getAll,
      put: (key: string, value: unknown, seconds?: number) => putAll({ [key]: value }, seconds),
      putAll,
      remove: (key: string) => void call('Cache.removeAll', { scope, keys: [key] }),
      removeAll: (keys: readonly string[]) => void call('Cache.removeAll', { scope, keys }),
    });
  }
  const caches = { document: cache('document'), script: cache('script'), user: cache('user') };
  return strict('CacheService', {
    getDocumentCache: () => caches.document,
    getScriptCache: () => caches.script,
    getUserCache: () => caches.user,
  });
}
