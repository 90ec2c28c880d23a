// Session, triggers, menus and the release of locks on the host's side.

import type { TriggerData } from '../calls.ts';
import { ScriptException } from '../script-exception.ts';
import type { Trigger } from '../trigger-store.ts';
import { type CallScope, type Handlers, lockKey } from './call-scope.ts';

export const accountHandlers: Handlers<
  | 'Session.getActiveUser'
  | 'Session.getEffectiveUser'
  | 'ScriptApp.createTrigger'
  | 'ScriptApp.getProjectTriggers'
  | 'ScriptApp.deleteTrigger'
  | 'SpreadsheetApp.getUi'
  | 'Ui.addMenu'
  | 'Lock.releaseLock'
> = {
  // Google hides who is at the keyboard from a script that runs as someone else.
  'Session.getActiveUser': (_args, { execution: { request } }) =>
    request.activeUser === request.user ? request.user : '',
  'Session.getEffectiveUser': (_args, { execution: { request } }) => request.user,

  'ScriptApp.createTrigger': ({ functionName, kind, spreadsheetId, clock }, call) => {
    const { binding, user } = call.execution.request;
    if (kind !== 'CLOCK' && spreadsheetId !== binding.spreadsheetId) {
      throw new ScriptException('You do not have permission to access the requested document.');
    }
    const trigger = call.triggers.create({
      spreadsheetId: binding.spreadsheetId,
      owner: user,
      functionName,
      kind,
      clock,
      timeZone: binding.manifest.timeZone,
    });
    return toData(trigger);
  },
  // Only those of the account the script runs as, as at Google.
  'ScriptApp.getProjectTriggers': (_args, { execution: { request }, triggers }) =>
    triggers
      .list(request.binding.spreadsheetId)
      .filter(({ owner }) => owner === request.user)
      .map(toData),
  'ScriptApp.deleteTrigger': ({ uniqueId }, { execution: { request }, triggers }) => {
    triggers.delete(request.binding.spreadsheetId, request.user, uniqueId);
    return null;
  },

  'SpreadsheetApp.getUi': (_args, call) => {
    assertUi(call);
    return null;
  },
  'Ui.addMenu': ({ menu }, call) => {
    call.addMenu(menu);
    return null;
  },

  // Writes that were not flushed are still on their way: others may read the old values.
  'Lock.releaseLock': ({ scope }, { execution, locks }) => {
    locks.release(lockKey(execution, scope), execution.id);
    return null;
  },
};

/** Only what a person opened or chose has a screen to show something on. */
function assertUi({ execution }: CallScope): void {
  const { type } = execution.request;
  if (type === 'menu' || type === 'open') return;
  throw new ScriptException('Cannot call SpreadsheetApp.getUi() from this context.');
}

function toData({ uniqueId, functionName, kind }: Trigger): TriggerData {
  return { uniqueId, functionName, kind };
}
