// A spreadsheet with a script and a virtual clock, for the tests of the Apps Script stand-in.

import type { Answers, ExecutionLog } from '../../../../local/google/apps-script/execution.ts';
import {
  createScriptHost,
  type ScriptHost,
  type ScriptHostOptions,
} from '../../../../local/google/apps-script/script-host.ts';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';

export const UNIT = 'SpreadsheetOfUnit';
export const EDITOR = 'phong-kh@example.vn';
export const OTHER = 'phong-tc@example.vn';
export const START_MS = Date.parse('2011-03-31T08:00:00+07:00');
export const MANIFEST = { timeZone: 'Asia/Ho_Chi_Minh' };

const MENU = `
function onOpen() {
  const menu = SpreadsheetApp.getUi().createMenu('Sáng kiến');
  for (const name of ['main', 'second', 'third']) menu.addItem(name, name);
  menu.addToUi();
}
`;

export type ScriptWorld = {
  readonly host: ScriptHost;
  readonly workbook: Workbook;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Runs a function of the script as a menu item and gives its log. */
  run(name?: 'main' | 'second' | 'third', answers?: Answers): Promise<ExecutionLog>;
  /** As run, and parses what the function returned. @throws when it failed */
  value(): Promise<unknown>;
};

const worlds: ScriptHost[] = [];

export async function openWorld(
  code: string,
  options: Partial<ScriptHostOptions> = {},
): Promise<ScriptWorld> {
  let nowMs = START_MS;
  const workbook = new Workbook({ spreadsheetId: UNIT, title: 'Đơn vị' });
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  const host = createScriptHost({
    workbooks: (id) => (id === UNIT ? workbook : undefined),
    now: () => nowMs,
    advance,
    seed: 1,
    live: false,
    workers: 4,
    fetch: () => Promise.reject(new Error('no fetch expected')),
    ...options,
  });
  worlds.push(host);
  host.bind(UNIT, { code: MENU + code, manifest: MANIFEST });
  await host.open(UNIT, EDITOR);
  async function run(
    name: 'main' | 'second' | 'third' = 'main',
    answers: Answers = [],
  ): Promise<ExecutionLog> {
    const log = await host.menu(UNIT, { user: EDITOR, label: name, answers });
    await host.settle();
    return log;
  }
  return {
    host,
    workbook,
    now: () => nowMs,
    advance,
    run,
    async value() {
      const log = await run();
      if (log.outcome !== 'completed') throw new Error(log.error?.stack ?? log.outcome);
      return log.returned === undefined ? undefined : JSON.parse(log.returned);
    },
  };
}

/** Evaluates a function body in a world of its own. */
export async function evaluate(
  body: string,
  options: Partial<ScriptHostOptions> = {},
): Promise<unknown> {
  const world = await openWorld(`function main() { ${body} }`, options);
  return world.value();
}

/** What a function body throws, as the script's author would see it. */
export async function failureOf(
  body: string,
  options: Partial<ScriptHostOptions> = {},
): Promise<string> {
  const world = await openWorld(`function main() { ${body} }`, options);
  const { error } = await world.run();
  return error === undefined ? 'nothing was thrown' : `${error.name}: ${error.message}`;
}

export async function closeWorlds(): Promise<void> {
  await Promise.all(worlds.splice(0).map((host) => host.stop()));
}
