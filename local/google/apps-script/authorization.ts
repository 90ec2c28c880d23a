// Which calls an execution may make: simple triggers and narrow manifests may not make all.

import type { CallName } from './calls.ts';
import type { Execution } from './execution.ts';
import { ScriptException } from './script-exception.ts';

const SCOPE = 'https://www.googleapis.com/auth/';

type Need = {
  readonly method: string;
  readonly scopes: readonly string[];
  readonly simple: boolean;
};

const SHEETS = [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}spreadsheets`];

function needOf(name: CallName, isSidebar: boolean): Need | undefined {
  if (name === 'UrlFetchApp.fetch') {
    return { method: name, scopes: [`${SCOPE}script.external_request`], simple: false };
  }
  if (name.startsWith('ScriptApp.')) {
    const method = name === 'ScriptApp.createTrigger' ? 'ScriptApp.newTrigger' : name;
    return { method, scopes: [`${SCOPE}script.scriptapp`], simple: false };
  }
  if (name.startsWith('Session.')) {
    return { method: name, scopes: [`${SCOPE}userinfo.email`], simple: false };
  }
  if (name === 'Ui.show' && isSidebar) {
    return { method: 'Ui.showSidebar', scopes: [`${SCOPE}script.container.ui`], simple: false };
  }
  if (/^(Spreadsheet|Sheet|Range)/.test(name) && name !== 'SpreadsheetApp.getUi') {
    return { method: name, scopes: SHEETS, simple: true };
  }
  return undefined;
}

/** @throws ScriptException in Google's words */
export function assertAuthorized(
  { request: { isSimple, binding } }: Pick<Execution, 'request'>,
  name: CallName,
  isSidebar: boolean,
): void {
  const need = needOf(name, isSidebar);
  if (need === undefined) return;
  const required = `Required permissions: ${need.scopes.join(' || ')}`;
  if (isSimple && !need.simple) {
    throw new ScriptException(`You do not have permission to call ${need.method}. ${required}`);
  }
  const granted = binding.manifest.oauthScopes;
  if (granted !== undefined && !need.scopes.some((scope) => granted.includes(scope))) {
    throw new ScriptException(
      `Specified permissions are not sufficient to call ${need.method}. ${required}`,
    );
  }
}
