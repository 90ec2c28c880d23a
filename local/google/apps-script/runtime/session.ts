// Session: who runs the script and in which time zone.

import type { Bridge } from './bridge.ts';
import { strict } from './strict.ts';

export function createUser(email: () => string) {
  return strict('User', { getEmail: email, getUserLoginId: email, toString: email });
}

export function createSession({ call, setup }: Bridge) {
  return strict('Session', {
    getActiveUser: () => createUser(() => call('Session.getActiveUser', {})),
    getEffectiveUser: () => createUser(() => call('Session.getEffectiveUser', {})),
    getScriptTimeZone: (): string => setup.scriptTimeZone,
  });
}
