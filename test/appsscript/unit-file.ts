/** A unit's spreadsheet with the real bundle, whose server cannot be reached. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MENU } from '../../core/wording/sheet.ts';
import { toActivationCode } from '../../local/activation-code.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { DialogAnswer, DialogQuestion } from '../../local/google/apps-script/calls.ts';
import type { ExecutionLog } from '../../local/google/apps-script/execution.ts';
import type { ScriptHost, TriggerFault } from '../../local/google/apps-script/script-host.ts';
import { createScriptHost } from '../../local/google/apps-script/script-host.ts';
import { copyFile } from '../../local/google/people/copy-file.ts';
import { performUserAction, type UserAction } from '../../local/google/people/user-action.ts';
import { UserHistory } from '../../local/google/people/user-history.ts';
import { displayValue } from '../../local/google/workbook/display-value.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import { Workbook } from '../../local/google/workbook/workbook.ts';
import { findEntryTab } from '../../local/scenario/find-entry-tab.ts';
import { build } from '../../scripts/build.ts';

const BUNDLE_DIR = join(import.meta.dirname, '../../dist/appsscript');
const USER = 'phong-kh@donvi.example';
const CODE = toActivationCode({
  endpoint: 'http://127.0.0.1:9',
  programme: 'ben-tre',
  unit: 'BT028',
  keyVersion: 1,
  key: '0'.repeat(64),
});

export type UnitFile = {
  readonly workbook: Workbook;
  /** Presses «Kích hoạt»; the execution is ended after so many calls where they are given. */
  activate(killAfterCalls?: number): Promise<ExecutionLog>;
  /** What a person does, and the triggers it fires. */
  act(toAction: (sheetId: number) => UserAction): Promise<void>;
  entryTab(): Sheet;
  triggerCount(): number;
  copy(): Promise<UnitFile>;
};

export type UnitFiles = {
  /** A new file, filled before it is opened for the first time. */
  open(fill?: (workbook: Workbook) => void): Promise<UnitFile>;
  stop(): Promise<void>;
};

export async function startUnitFiles(): Promise<UnitFiles> {
  await build({ print: () => undefined });
  const bundle = {
    code: readFileSync(join(BUNDLE_DIR, 'Code.js'), 'utf8'),
    manifest: JSON.parse(readFileSync(join(BUNDLE_DIR, 'appsscript.json'), 'utf8')),
  };
  const clock = createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00'));
  const workbooks = new Map<string, Workbook>();
  let fault: TriggerFault | undefined;
  const host = createScriptHost({
    workbooks: (id) => workbooks.get(id),
    now: clock.now,
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    seed: 1,
    live: false,
    workers: 2,
    fetch: () => Promise.resolve({ kind: 'unreachable' }),
    triggerFault: () => fault,
  });
  const setFault = (one: TriggerFault | undefined): void => {
    fault = one;
  };

  async function add(workbook: Workbook): Promise<UnitFile> {
    const { spreadsheetId } = workbook;
    workbooks.set(spreadsheetId, workbook);
    if (host.binding(spreadsheetId) === undefined) host.bind(spreadsheetId, bundle);
    await host.open(spreadsheetId, USER);
    return {
      ...toFile(host, workbook, setFault),
      async copy() {
        const copied = copyFile(workbook, { spreadsheetId: `file-${workbooks.size}`, title: 'x' });
        host.copyBinding(spreadsheetId, copied.spreadsheetId);
        return add(copied);
      },
    };
  }

  return {
    open(fill) {
      const workbook = new Workbook({ spreadsheetId: `file-${workbooks.size}`, title: 'BT028' });
      fill?.(workbook);
      return add(workbook);
    },
    stop: host.stop,
  };
}

function toFile(
  host: ScriptHost,
  workbook: Workbook,
  setFault: (fault: TriggerFault | undefined) => void,
): Omit<UnitFile, 'copy'> {
  const { spreadsheetId } = workbook;
  const history = new UserHistory(workbook);
  return {
    workbook,
    async activate(killAfterCalls) {
      if (killAfterCalls !== undefined) setFault({ kind: 'kill', afterCalls: killAfterCalls });
      const log = host.menu(spreadsheetId, { user: USER, label: MENU.activate, answers });
      setFault(undefined);
      await host.settle();
      return log;
    },
    async act(toAction) {
      const action = toAction(findEntryTab(workbook).sheetId);
      const events = performUserAction({ workbook, history }, action);
      await host.dispatch(spreadsheetId, USER, events);
      await host.settle();
    },
    entryTab: () => findEntryTab(workbook),
    triggerCount: () => host.triggers(spreadsheetId).length,
  };
}

async function answers({ kind }: DialogQuestion): Promise<DialogAnswer> {
  return kind === 'prompt' ? { button: 'OK', text: CODE } : { button: 'YES' };
}

/** Texts of the first row. */
export function readHeader(sheet: Sheet): readonly string[] {
  return sheet.cellsOf(0, 0, sheet.columnCount).map(displayValue);
}
