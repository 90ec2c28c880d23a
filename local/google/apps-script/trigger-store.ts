// Installable triggers: who made which, and when clock triggers are due.

import type { Random } from '../../random.ts';
import type { ClockRule, TriggerKind } from './calls.ts';
import { choosePhaseMs, nextClockMs } from './clock-schedule.ts';
import type { Limits } from './limits.ts';
import { ScriptException } from './script-exception.ts';

export type Trigger = {
  readonly uniqueId: string;
  readonly spreadsheetId: string;
  /** The account that made it and that it runs as. */
  readonly owner: string;
  readonly functionName: string;
  readonly kind: TriggerKind;
  readonly clock?: ClockRule;
  readonly timeZone: string;
  readonly phaseMs: number;
  readonly nextAtMs?: number;
};

type NewTrigger = Pick<
  Trigger,
  'spreadsheetId' | 'owner' | 'functionName' | 'kind' | 'timeZone'
> & { readonly clock: ClockRule | undefined };

export type TriggerStoreJson = { readonly made: number; readonly triggers: readonly Trigger[] };

export type TriggerStore = {
  create(trigger: NewTrigger): Trigger;
  list(spreadsheetId: string): readonly Trigger[];
  delete(spreadsheetId: string, owner: string, uniqueId: string): void;
  deleteAll(spreadsheetId: string): void;
  nextClockMs(): number | undefined;
  /** Takes those due and sets each to its next time. */
  takeDue(nowMs: number): readonly Trigger[];
  toJson(): TriggerStoreJson;
};

export function createTriggerStore(
  options: { readonly limits: Limits; readonly now: () => number; readonly random: Random },
  from: TriggerStoreJson = { made: 0, triggers: [] },
): TriggerStore {
  const { limits, now, random } = options;
  const triggers = new Map(from.triggers.map((trigger) => [trigger.uniqueId, trigger]));
  let made = from.made;

  function create({ clock, ...trigger }: NewTrigger): Trigger {
    const own = [...triggers.values()].filter(
      ({ spreadsheetId, owner }) =>
        spreadsheetId === trigger.spreadsheetId && owner === trigger.owner,
    );
    if (own.length >= limits.triggersPerUser) {
      throw new ScriptException(
        'This script has too many triggers. ' +
          'Triggers must be deleted from the script before more can be added.',
      );
    }
    made += 1;
    const uniqueId = String(7_000_000_000_000 + made * 104_729);
    const phaseMs = clock === undefined ? 0 : choosePhaseMs(clock, random);
    const created = { ...trigger, uniqueId, phaseMs, ...(clock === undefined ? {} : { clock }) };
    return keep(created, now());
  }

  function keep({ nextAtMs: _old, ...trigger }: Trigger, afterMs: number): Trigger {
    const next =
      trigger.clock === undefined
        ? undefined
        : nextClockMs(trigger.clock, trigger.phaseMs, afterMs, trigger.timeZone);
    const kept = { ...trigger, ...(next === undefined ? {} : { nextAtMs: next }) };
    triggers.set(kept.uniqueId, kept);
    return kept;
  }

  return {
    create,
    list: (spreadsheetId) =>
      [...triggers.values()].filter((trigger) => trigger.spreadsheetId === spreadsheetId),
    delete(spreadsheetId, owner, uniqueId) {
      const trigger = triggers.get(uniqueId);
      if (trigger?.spreadsheetId !== spreadsheetId || trigger.owner !== owner) {
        throw new ScriptException('Unexpected error while getting the method or property.');
      }
      triggers.delete(uniqueId);
    },
    deleteAll(spreadsheetId) {
      for (const [uniqueId, trigger] of triggers) {
        if (trigger.spreadsheetId === spreadsheetId) triggers.delete(uniqueId);
      }
    },
    nextClockMs() {
      let earliest: number | undefined;
      for (const { nextAtMs } of triggers.values()) {
        if (nextAtMs !== undefined && nextAtMs < (earliest ?? Infinity)) earliest = nextAtMs;
      }
      return earliest;
    },
    takeDue(nowMs) {
      const due = [...triggers.values()]
        .filter(({ nextAtMs }) => nextAtMs !== undefined && nextAtMs <= nowMs)
        .sort((a, b) => (a.nextAtMs ?? 0) - (b.nextAtMs ?? 0));
      for (const trigger of due) keep(trigger, nowMs);
      return due;
    },
    toJson: () => ({ made, triggers: [...triggers.values()] }),
  };
}
