// What a service handler works with, and the shape of handlers.

import type { Workbook } from '../../workbook/workbook.ts';
import type { CacheStore } from '../cache-store.ts';
import type {
  CallArgs,
  CallName,
  CallResult,
  LockScope,
  MenuEntry,
  PropertyScope,
} from '../calls.ts';
import type { Execution } from '../execution.ts';
import type { Locks } from '../locks.ts';
import type { PropertyStore } from '../property-store.ts';
import type { TriggerStore } from '../trigger-store.ts';

export type CallScope = {
  readonly execution: Execution;
  /** The workbook after this execution's waiting writes were carried out. */
  readonly workbook: () => Workbook;
  /** The workbook as it is, for what does not wait for writes. */
  readonly peek: () => Workbook;
  readonly properties: PropertyStore;
  readonly cache: CacheStore;
  readonly triggers: TriggerStore;
  readonly locks: Locks;
  readonly addMenu: (menu: MenuEntry) => void;
};

export type Handler<N extends CallName> = (args: CallArgs<N>, scope: CallScope) => CallResult<N>;

/** Those that need to wait for something are served elsewhere. */
type WaitingCall = 'Lock.tryLock' | 'Utilities.sleep' | 'Ui.show' | 'UrlFetchApp.fetch';

export type DirectCall = Exclude<CallName, WaitingCall>;

export type Handlers<N extends CallName> = { readonly [K in N]: Handler<K> };

/** A store's name: whose values they are. */
export function storeName({ execution }: CallScope, scope: PropertyScope): string {
  const { binding, user } = execution.request;
  switch (scope) {
    case 'document':
      return `document:${binding.spreadsheetId}`;
    case 'script':
      return `script:${binding.scriptId}`;
    case 'user':
      return `user:${binding.scriptId}:${user}`;
  }
}

export function lockKey({ request: { binding } }: Execution, scope: LockScope): string {
  return scope === 'document' ? `document:${binding.spreadsheetId}` : `script:${binding.scriptId}`;
}
