/** One unit's spreadsheet with a script bound to it, in the Apps Script runtime of `local/`. */
import type { Activation } from '../../core/messages/activation.ts';
import { MENU } from '../../core/wording/sheet.ts';
import { toActivationCode } from '../../local/activation-code.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { ExecutionLog } from '../../local/google/apps-script/execution.ts';
import type { ScriptFetch } from '../../local/google/apps-script/fetch-transport.ts';
import type { NewBinding } from '../../local/google/apps-script/script-host.ts';
import { createScriptHost } from '../../local/google/apps-script/script-host.ts';
import type { UserAction } from '../../local/google/people/user-action.ts';
import { performUserAction } from '../../local/google/people/user-action.ts';
import { createSpreadsheetRegistry } from '../../local/spreadsheet-registry.ts';
import { findEntryTab } from '../../local/workbench/api/entry-tab.ts';

/** Two o'clock on a day of entry, by the virtual clock. */
const START_MS = Date.parse('2011-03-31T14:00:00+07:00');
const SEED = 1;

export type DeskOptions = {
  readonly bundle: NewBinding;
  readonly activation: Activation;
  /** Given the virtual clock's time. */
  readonly answers: (now: () => number) => ScriptFetch;
  /** Google's six minutes unless a measurement wants to see the end. */
  readonly executionMs?: number;
};

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** Activated, with an empty entry tab. */
export async function startDesk({ bundle, activation, answers, executionMs }: DeskOptions) {
  const clock = createVirtualClock(START_MS);
  const registry = createSpreadsheetRegistry(SEED);
  const host = createScriptHost({
    workbooks: (id) => registry.findById(id)?.workbook,
    histories: (id) => registry.findById(id)?.history,
    now: clock.now,
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    seed: SEED,
    live: false,
    fetch: answers(clock.now),
    ...(executionMs === undefined ? {} : { limits: toLimits(executionMs) }),
  });
  const spreadsheet = registry.create(activation.unit, `Sáng kiến – ${activation.unit}`);
  const { spreadsheetId, user, workbook } = spreadsheet;
  host.bind(spreadsheetId, bundle);
  await host.open(spreadsheetId, user);
  const text = toActivationCode(activation);
  await host.menu(spreadsheetId, {
    user,
    label: MENU.activate,
    answers: async ({ kind }) => (kind === 'prompt' ? { button: 'OK', text } : { button: 'YES' }),
  });
  await host.settle();
  return {
    spreadsheet,
    /** Its entry tab as it now stands. */
    entryTab() {
      const found = findEntryTab(workbook);
      if (found === undefined) throw new Error('the entry tab is gone');
      return found;
    },
    /** @returns what it started, to its end */
    async act(action: UserAction): Promise<readonly ExecutionLog[]> {
      const before = lastId(host.executions);
      host.dispatch(spreadsheetId, user, performUserAction(spreadsheet, action));
      await host.settle();
      return host.executions.filter(({ executionId }) => executionId > before);
    },
    /** By no hand that fires a trigger. */
    fill(action: UserAction): void {
      performUserAction(spreadsheet, action);
    },
    async nextClockRun(): Promise<readonly ExecutionLog[]> {
      const dueMs = host.nextClockMs();
      if (dueMs === undefined) throw new Error('no clock trigger is installed');
      clock.advanceTo(dueMs);
      const logs = host.runDueClockTriggers(clock.now());
      await host.settle();
      return logs;
    },
    stop: () => host.stop(),
  };
}

function lastId(executions: readonly ExecutionLog[]): number {
  return Math.max(0, ...executions.map(({ executionId }) => executionId));
}

/** With the day's account as long as it takes, too. */
function toLimits(executionMs: number) {
  return { executionMs, triggerMsPerDay: executionMs, fetchesPerDay: Number.MAX_SAFE_INTEGER };
}
