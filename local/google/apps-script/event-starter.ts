// Starts the executions that people's actions, menu choices and clock triggers fire.

import type { Rect } from '../workbook/rect.ts';
import type { Binding } from './binding.ts';
import type { EditLanes } from './edit-lanes.ts';
import type { Answers, ExecutionLog, ExecutionRequest } from './execution.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import { type FiredTrigger, firedBy, type Happening } from './fired-triggers.ts';
import type { Menus } from './menus.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trigger, TriggerStore } from './trigger-store.ts';

/** A planted fault in the start of an execution. */
export type TriggerFault =
  | { readonly kind: 'drop' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'kill'; readonly afterCalls: number };

export type MenuChoice = {
  /** At the keyboard. */
  readonly user: string;
  readonly label: string;
  readonly answers?: Answers;
  readonly selection?: { readonly sheetId: number; readonly range: Rect };
};

export type EventStarterOptions = {
  readonly runner: ExecutionRunner;
  readonly scheduler: Scheduler;
  readonly triggers: TriggerStore;
  readonly menus: Menus;
  readonly lanes: EditLanes;
  readonly binding: (spreadsheetId: string) => Binding | undefined;
  readonly now: () => number;
  /** Whether edits that meet run beside each other. */
  readonly isTogether: () => boolean;
  readonly triggerFault: (
    start: FiredTrigger & { readonly spreadsheetId: string },
  ) => TriggerFault | undefined;
};

/** Each promise answers when its execution is over, or was not to be. */
export type EventStarter = {
  happen(
    spreadsheetId: string,
    user: string,
    happening: Happening,
  ): readonly Promise<ExecutionLog>[];
  menu(spreadsheetId: string, choice: MenuChoice): Promise<ExecutionLog>;
  clock(trigger: Trigger, atMs: number): readonly Promise<ExecutionLog>[];
};

type Person = Pick<ExecutionRequest, 'activeUser' | 'answers' | 'selection'>;

/** Delayed events wait beside the people, whose steps have no execution yet. */
const PEOPLE = 0;

export function createEventStarter(options: EventStarterOptions): EventStarter {
  const { runner, scheduler, triggers, menus, lanes, now } = options;

  /** Starts what was fired, unless a fault is planted; answers when it is over. */
  function startFired(
    binding: Binding,
    fired: FiredTrigger,
    who: Person,
  ): readonly Promise<ExecutionLog>[] {
    const { spreadsheetId } = binding;
    const fault = options.triggerFault({ ...fired, spreadsheetId });
    const times = fault?.kind === 'duplicate' ? 2 : 1;
    return Array.from({ length: times }, () => startOne(binding, fired, who, fault));
  }

  function startOne(
    binding: Binding,
    fired: FiredTrigger,
    who: Person,
    fault: TriggerFault | undefined,
  ): Promise<ExecutionLog> {
    return new Promise((resolve) => {
      const lane = fired.type === 'edit' ? laneOf(binding, fired) : undefined;
      const request: ExecutionRequest = {
        ...fired,
        ...who,
        binding,
        killAfterCalls: fault?.kind === 'kill' ? fault.afterCalls : undefined,
        onEnd(log) {
          if (lane !== undefined && log.outcome !== 'dropped') lanes.leave(lane);
          resolve(log);
        },
      };
      const enter = (): void => {
        const launch = (): void => runner.launch(request);
        if (lane === undefined) launch();
        else if (!lanes.enter(lane, options.isTogether(), launch)) {
          runner.skip(request, 'dropped', 'Too many edits were waiting for this trigger');
        }
      };
      if (fault?.kind === 'drop') runner.skip(request, 'dropped', 'The event was lost');
      else if (fault?.kind === 'delay') {
        const wakeAtMs = now() + fault.ms;
        const isReady = (): boolean => now() >= wakeAtMs;
        scheduler.add({ ownerId: PEOPLE, isReady, wakeAtMs, run: enter });
      } else enter();
    });
  }

  function happen(
    spreadsheetId: string,
    user: string,
    happening: Happening,
  ): readonly Promise<ExecutionLog>[] {
    const binding = options.binding(spreadsheetId);
    if (binding === undefined) return [];
    const who = { activeUser: user, answers: [], selection: undefined };
    return firedBy(happening, {
      binding,
      user,
      triggers: triggers.list(spreadsheetId),
    }).flatMap((fired) => startFired(binding, fired, who));
  }

  async function menu(spreadsheetId: string, choice: MenuChoice): Promise<ExecutionLog> {
    const binding = options.binding(spreadsheetId);
    const { user, label, answers, selection } = choice;
    const functionName = menus.functionOf(spreadsheetId, label);
    if (binding === undefined || functionName === undefined) {
      throw new Error(`${spreadsheetId} has no menu item «${label}»; was it opened?`);
    }
    const fired: FiredTrigger = {
      functionName,
      type: 'menu',
      isSimple: false,
      user,
      event: { kind: 'none' },
    };
    const who = {
      activeUser: user,
      answers: answers ?? [],
      selection: selection === undefined ? undefined : toRef(selection),
    };
    const [log] = await Promise.all(startFired(binding, fired, who));
    if (log === undefined) throw new Error('unreachable: a menu item starts one execution');
    return log;
  }

  function clock(trigger: Trigger, atMs: number): readonly Promise<ExecutionLog>[] {
    const binding = options.binding(trigger.spreadsheetId);
    if (binding === undefined) return [];
    const { functionName, owner, uniqueId } = trigger;
    const fired: FiredTrigger = {
      functionName,
      type: 'clock',
      isSimple: false,
      user: owner,
      event: { kind: 'clock', authMode: 'FULL', triggerUid: uniqueId, atMs },
    };
    return startFired(binding, fired, {
      activeUser: owner,
      answers: [],
      selection: undefined,
    });
  }

  return { happen, menu, clock };
}

function laneOf({ spreadsheetId }: Binding, { functionName, isSimple }: FiredTrigger): string {
  return JSON.stringify([spreadsheetId, functionName, isSimple]);
}

function toRef({ sheetId, range }: { readonly sheetId: number; readonly range: Rect }) {
  const { row, column, rows, columns } = range;
  return { sheetId, row: row + 1, column: column + 1, rows, columns };
}
