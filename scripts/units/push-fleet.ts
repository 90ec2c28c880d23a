/** All scripts: a new version goes to one of them first, then to the rest, some at a time. */
import { Fault } from '../../core/fault.ts';
import type { Target } from './fleet.ts';
import type { PushOptions, PushOutcome, PushParts } from './push-target.ts';
import { pushTarget } from './push-target.ts';
import type { ScriptContent } from './script-content.ts';
import { hashContent } from './script-content.ts';

export type UnitOutcome = { readonly unit: string; readonly outcome: PushOutcome };

export type PushPlan = PushOptions & {
  /** Active ones, in the order in which they are pushed. */
  readonly steps: readonly PushStep[];
  /** The first step's unit when not given. */
  readonly canary?: string;
  readonly parallel: number;
  /** Aborted: what has begun ends, nothing else begins. */
  readonly signal?: AbortSignal;
  readonly onOutcome?: (outcome: UnitOutcome, done: number) => void;
};

/** A roll-back may bring different contents to different units. */
export type PushStep = { readonly target: Target; readonly content: ScriptContent };

const INTERRUPTED = 'interrupted; the same command goes on';

/** @returns one outcome a step, in the order of the steps */
export async function pushFleet(parts: PushParts, plan: PushPlan): Promise<readonly UnitOutcome[]> {
  const outcomes = new Map<string, PushOutcome>();
  const queue = toQueue(plan);
  let stop: string | undefined;

  async function push({ target, content }: PushStep): Promise<void> {
    const { unit } = target;
    const why = plan.signal?.aborted ? INTERRUPTED : stop;
    const outcome: PushOutcome =
      why === undefined
        ? await pushTarget(parts, { ...plan, target, content }).catch(toFailed)
        : { kind: 'notTried', reason: why };
    if (outcome.kind === 'failed' && outcome.isAccount) stop ??= `stopped: ${outcome.reason}`;
    outcomes.set(unit, outcome);
    plan.onOutcome?.({ unit, outcome }, outcomes.size);
  }

  const [first, ...rest] = queue;
  if (first !== undefined) {
    const isNew = !plan.dryRun && !isProven(parts, first.content);
    if (isNew) {
      await push(first);
      if (!isGood(outcomes.get(first.target.unit))) {
        stop ??= `the version did not prove itself on ${first.target.unit}`;
      }
    }
    await inParallel(isNew ? rest : queue, plan.parallel, push);
  }
  return plan.steps.map(({ target: { unit } }) => {
    const outcome = outcomes.get(unit) ?? { kind: 'notTried', reason: INTERRUPTED };
    return { unit, outcome };
  });
}

/** Read back somewhere before: then it is not new any more. */
function isProven({ file }: PushParts, content: ScriptContent): boolean {
  const hash = hashContent(content);
  return file.fleet.targets.some(({ pushed, previous }) =>
    [pushed, previous].some((push) => push?.contentHash === hash),
  );
}

function isGood(outcome: PushOutcome | undefined): boolean {
  return outcome?.kind === 'pushed' || outcome?.kind === 'current';
}

function toQueue({ steps, canary }: PushPlan): readonly PushStep[] {
  const isCanary = ({ target }: PushStep) => target.unit === canary;
  return [...steps.filter(isCanary), ...steps.filter((step) => !isCanary(step))];
}

/** What is wrong with the sign-in or a file is wrong for every script. */
function toFailed(error: unknown): PushOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', reason, isAccount: error instanceof Fault };
}

export async function inParallel<Item>(
  items: readonly Item[],
  parallel: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  async function take(): Promise<void> {
    while (next < items.length) {
      const item = items[next];
      next += 1;
      if (item !== undefined) await work(item);
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, take));
}
