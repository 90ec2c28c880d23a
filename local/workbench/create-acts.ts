// Does in the local system what people at a page want done.
import { WorkbookError } from '../google/workbook/workbook-error.ts';
import { describeFailure } from '../start/describe-failure.ts';
import type { LocalSystem } from '../system.ts';
import type { ActionRequest } from './api/page-user-action.ts';
import type { ActOutcome, CopyOutcome, WorkbenchActs } from './api/write-api.ts';
import { followRows } from './follow-rows.ts';
import type { Timeline } from './timeline.ts';

/** Of each spreadsheet: every copy costs memory, and none can be thrown away. */
const MAX_COPIES = 20;

export function createActs(system: LocalSystem, timeline: Timeline): WorkbenchActs {
  return {
    async open(key) {
      const known = system.registry.find(key);
      if (known !== undefined) return { kind: 'done', revision: known.workbook.revision };
      if (!system.programme.units.some(({ code }) => code === key)) return { kind: 'notFound' };
      try {
        const { workbook } = await system.open(key);
        return { kind: 'done', revision: workbook.revision };
      } catch (error) {
        return { kind: 'refused', reason: describeFailure(error) };
      }
    },
    act(key, action) {
      const outcome = act(system, key, action);
      timeline.add({
        atMs: system.clock.now(),
        kind: 'action',
        key,
        outcome: outcome.kind === 'done' ? 'ok' : 'failed',
        what: action.kind,
        facts: toFacts(action),
      });
      return outcome;
    },
    copy(key) {
      const outcome = copy(system, key);
      timeline.add({
        atMs: system.clock.now(),
        kind: 'action',
        key,
        outcome: outcome.kind === 'copied' ? 'ok' : 'failed',
        what: 'copyFile',
        facts: outcome.kind === 'copied' ? { as: outcome.key } : {},
      });
      return outcome;
    },
  };
}

function copy(system: LocalSystem, key: string): CopyOutcome {
  const { registry } = system;
  if (registry.find(key) === undefined) return { kind: 'notFound' };
  const names = Array.from({ length: MAX_COPIES }, (_, index) => `${key}-ban-sao-${index + 1}`);
  const as = names.find((name) => registry.find(name) === undefined);
  if (as === undefined) return { kind: 'tooMany' };
  system.beginCopyFile(key, as);
  return { kind: 'copied', key: as };
}

function act(system: LocalSystem, key: string, action: ActionRequest): ActOutcome {
  const workbook = system.registry.find(key)?.workbook;
  if (workbook === undefined) return { kind: 'notFound' };
  const before = workbook.revision;
  if (action.kind === 'menu') {
    if (!listMenuItems(system, key).includes(action.label)) return { kind: 'notFound' };
    system.beginMenu(key, action.label);
    return { kind: 'done', revision: before };
  }
  const sheet = 'sheetId' in action ? workbook.sheetById(action.sheetId) : undefined;
  const followed = followRows(sheet, action);
  if (followed.kind === 'gone') return { kind: 'rowsMoved' };
  try {
    system.begin(key, followed.kind === 'moved' ? followed.action : action);
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return { kind: 'refused', reason: error.code };
  }
  const { revision } = workbook;
  if (revision === before) return { kind: 'unchanged', revision };
  return {
    kind: 'done',
    revision,
    ...(followed.kind === 'moved' ? { movedTo: followed.row } : {}),
  };
}

/** What the spreadsheet's own menu offers now. */
export function listMenuItems({ registry, host }: LocalSystem, key: string): readonly string[] {
  const spreadsheet = registry.find(key);
  if (spreadsheet === undefined) return [];
  return host
    .menus(spreadsheet.spreadsheetId)
    .flatMap((menu) => menu.entries)
    .flatMap((entry) => (entry.kind === 'item' ? [entry.label] : []));
}

/** Where it was done; never what was typed. */
function toFacts(action: ActionRequest): { readonly [name: string]: string | number } {
  switch (action.kind) {
    case 'menu':
      return { item: action.label };
    case 'type':
    case 'insertRows':
    case 'deleteRows':
    case 'clear':
      return { row: action.row + 1 };
    case 'paste':
      return { row: action.row + 1, rows: action.values.length };
    case 'copyRows':
    case 'cutRows':
      return { row: action.to + 1, rows: action.count };
    default:
      return {};
  }
}
