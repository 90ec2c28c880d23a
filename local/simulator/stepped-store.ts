/** A sync store whose every call is a step others may come between, and may fail as a table does. */
import { Fault } from '../../core/fault.ts';
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import type { TableFaultKind } from '../aws/fault-plan.ts';

export type SteppedStoreOptions = {
  readonly turn: () => Promise<void>;
  readonly takeFault: (isTransaction: boolean) => TableFaultKind | undefined;
  readonly onCommit: (slice: Slice) => void;
};

/** As the real adapter: a few attempts, then nobody knows. */
const MAX_ATTEMPTS = 3;

export function createSteppedStore(store: SyncStore, options: SteppedStoreOptions): SyncStore {
  const step = <Result>(
    unit: string,
    isTransaction: boolean,
    perform: () => Promise<Result>,
  ): Promise<Result> => attempt({ ...options, unit, isTransaction, perform });
  return {
    readUnit: (unit) => step(unit, false, () => store.readUnit(unit)),
    readRows: (unit, needed) => step(unit, false, () => store.readRows(unit, needed)),
    registerHead: (head) => step(head.unit, false, () => store.registerHead(head)),
    commitSlice: (slice) =>
      step(slice.head.unit, true, async () => {
        const outcome = await store.commitSlice(slice);
        if (outcome.kind === 'committed') options.onCommit(slice);
        return outcome;
      }),
    writeContact: (contact) => step(contact.unit, false, () => store.writeContact(contact)),
    replaceKeyPolicy: (unit, change) =>
      step(unit, false, () => store.replaceKeyPolicy(unit, change)),
  };
}

type Attempt<Result> = SteppedStoreOptions & {
  readonly unit: string;
  readonly isTransaction: boolean;
  readonly perform: () => Promise<Result>;
};

async function attempt<Result>(options: Attempt<Result>): Promise<Result> {
  for (let count = 1; count <= MAX_ATTEMPTS; count += 1) {
    await options.turn();
    const fault = options.takeFault(options.isTransaction);
    if (fault === undefined) return options.perform();
    // The answer is lost: the next attempt finds its own write, unless there is none.
    if (fault === 'timeoutAfter') await options.perform();
  }
  throw new Fault('store.conflict', { unit: options.unit });
}
