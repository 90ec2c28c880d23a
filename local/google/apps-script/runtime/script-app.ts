// ScriptApp: installable triggers and what the script is authorised for.

import type { ClockRule, TriggerData, TriggerKind } from '../calls.ts';
import { type Bridge, exception } from './bridge.ts';
import { enumeration } from './enumeration.ts';
import { strict } from './strict.ts';

const MINUTE_MS = 60_000;
const MINUTES_ALLOWED = [1, 5, 10, 15, 30];
const HOURS_ALLOWED = [1, 2, 4, 6, 8, 12];

export const AuthMode = enumeration(['NONE', 'LIMITED', 'CUSTOM_FUNCTION', 'FULL']);
const EventType = enumeration(['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE']);
const TriggerSource = enumeration(['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']);
const AuthorizationStatus = enumeration(['REQUIRED', 'NOT_REQUIRED']);

const uniqueIds = new WeakMap<object, string>();

export function createScriptApp({ call, setup }: Bridge): object {
  function create(
    functionName: string,
    kind: TriggerKind,
    spreadsheetId?: string,
    clock?: ClockRule,
  ) {
    return toTrigger(
      call('ScriptApp.createTrigger', { functionName, kind, spreadsheetId, clock }),
      setup.spreadsheetId,
    );
  }

  function forSpreadsheet(functionName: string, target: unknown) {
    const id = typeof target === 'string' ? target : (target as { getId(): string }).getId();
    const builder = (kind: TriggerKind) =>
      strict('SpreadsheetTriggerBuilder', { create: () => create(functionName, kind, id) });
    return strict('SpreadsheetTriggerBuilder', {
      onEdit: () => builder('ON_EDIT'),
      onChange: () => builder('ON_CHANGE'),
      onOpen: () => builder('ON_OPEN'),
    });
  }

  return strict('ScriptApp', {
    AuthMode,
    EventType,
    TriggerSource,
    AuthorizationStatus,
    newTrigger: (functionName: string) =>
      strict('TriggerBuilder', {
        forSpreadsheet: (target: unknown) => forSpreadsheet(functionName, target),
        timeBased: () => clockBuilder((clock) => create(functionName, 'CLOCK', undefined, clock)),
      }),
    getProjectTriggers: () =>
      call('ScriptApp.getProjectTriggers', {}).map((data) => toTrigger(data, setup.spreadsheetId)),
    deleteTrigger(trigger: object): void {
      const uniqueId = uniqueIds.get(trigger);
      if (uniqueId === undefined) throw exception('Invalid argument: trigger');
      call('ScriptApp.deleteTrigger', { uniqueId });
    },
    getScriptId: (): string => setup.scriptId,
    getAuthorizationInfo: (_mode: unknown) =>
      strict('AuthorizationInfo', {
        getAuthorizationStatus: () => AuthorizationStatus.NOT_REQUIRED,
        getAuthorizationUrl: () => null,
      }),
  });
}

function toTrigger(data: TriggerData, spreadsheetId: string) {
  const isClock = data.kind === 'CLOCK';
  const trigger = strict('Trigger', {
    getUniqueId: () => data.uniqueId,
    getHandlerFunction: () => data.functionName,
    getEventType: () => EventType[data.kind],
    getTriggerSource: () => (isClock ? TriggerSource.CLOCK : TriggerSource.SPREADSHEETS),
    getTriggerSourceId: () => (isClock ? null : spreadsheetId),
  });
  uniqueIds.set(trigger, data.uniqueId);
  return trigger;
}

function clockBuilder(create: (rule: ClockRule) => object) {
  let rule: ClockRule | undefined;
  let isDaily = false;
  let hour: number | undefined;
  let minute: number | undefined;
  const builder: object = strict('ClockTriggerBuilder', {
    everyMinutes(minutes: number) {
      if (!MINUTES_ALLOWED.includes(minutes)) {
        throw exception(
          `The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.`,
        );
      }
      return set({ kind: 'every', periodMs: minutes * MINUTE_MS });
    },
    everyHours(hours: number) {
      if (!HOURS_ALLOWED.includes(hours)) {
        throw exception(
          `The value you passed to everyHours was invalid. It must be one of 1, 2, 4, 6, 8 or 12.`,
        );
      }
      return set({ kind: 'every', periodMs: hours * 60 * MINUTE_MS });
    },
    everyDays(days: number) {
      if (days !== 1) throw new Error(`everyDays(${days}) is not implemented by this stand-in`);
      isDaily = true;
      return builder;
    },
    atHour(value: number) {
      hour = value;
      return builder;
    },
    nearMinute(value: number) {
      minute = value;
      return builder;
    },
    after: (ms: number) => set({ kind: 'once', atMs: Date.now() + ms }),
    at: (date: Date) => set({ kind: 'once', atMs: date.getTime() }),
    create(): object {
      if (isDaily) return create({ kind: 'daily', hour: hour ?? 0, minute });
      if (rule === undefined) {
        throw exception('The clock trigger must have a schedule: none was given.');
      }
      return create(rule);
    },
  });

  function set(next: ClockRule): object {
    rule = next;
    return builder;
  }
  return builder;
}
