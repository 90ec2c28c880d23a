/** Whether a unit's sheet learns its next key by itself, or needs its code typed in. */
import type { StoredUnit } from '../../lambdas/ports/sync-store.ts';
import type { ContentStore } from './content-store.ts';
import type { Target } from './fleet.ts';
import type { ScriptContent } from './script-content.ts';

export type KeyLearning =
  | { readonly kind: 'learns' }
  /** The bundle of this version passes the next key over. */
  | { readonly kind: 'cannot'; readonly version: string }
  | { readonly kind: 'unknown' };

export type KeyLearningInput = {
  readonly target: Target | undefined;
  readonly contact: StoredUnit['contact'];
  readonly store: Pick<ContentStore, 'read'>;
};

/**
 * A version is a hash and has no age; so what was pushed is looked into, where it is kept, and
 * what the sheet said of itself later must agree.
 */
export function decideKeyLearning({ target, contact, store }: KeyLearningInput): KeyLearning {
  const pushed = target?.pushed;
  if (pushed === undefined) return { kind: 'unknown' };
  const isOther = contact !== undefined && contact.bundle !== pushed.version;
  if (isOther && contact.lastContactAt > Date.parse(pushed.at)) return { kind: 'unknown' };
  const content = store.read(pushed.contentHash);
  if (content === undefined) return { kind: 'unknown' };
  return learnsKeys(content) ? { kind: 'learns' } : { kind: 'cannot', version: pushed.version };
}

/** The field of an answer that carries it; a bundle that reads it must name it. */
export function learnsKeys({ files }: ScriptContent): boolean {
  return files.some(({ type, source }) => type === 'SERVER_JS' && source.includes('nextKey'));
}
