/** A person at the «Sáng kiến» menu of a spreadsheet, and whether «Kích hoạt» did what it is for. */
import type { Programme } from '../core/programme.ts';
import { FIRST_KEY_POLICY } from '../lambdas/http/key-policy.ts';
import { deriveUnitKey } from '../lambdas/http/unit-key.ts';
import { toActivationCode } from './activation-code.ts';
import { findActivationFailure, toActivationFailure } from './activation-failure.ts';
import type { LocalCloud } from './aws/local-cloud.ts';
import { LocalFault } from './aws/local-fault.ts';
import type { DialogAnswer, DialogQuestion } from './google/apps-script/calls.ts';
import type { ExecutionLog } from './google/apps-script/execution.ts';
import type { ScriptHost } from './google/apps-script/script-host.ts';
import type {
  LocalSpreadsheet,
  SpreadsheetKey,
  SpreadsheetRegistry,
} from './spreadsheet-registry.ts';
import type { TableReader } from './table-reader.ts';

const MAX_LOADS = 3;

export type MenuParts = {
  readonly programme: Programme;
  readonly registry: SpreadsheetRegistry;
  readonly cloud: LocalCloud;
  readonly host: ScriptHost;
  readonly table: Pick<TableReader, 'readUnit'>;
};

/** Ends when everything it started has ended. */
export async function pressMenu(
  parts: MenuParts,
  spreadsheet: LocalSpreadsheet,
  label: string,
): Promise<ExecutionLog> {
  await showMenu(parts, spreadsheet);
  const log = await chooseMenu(parts, spreadsheet, label);
  await parts.host.settle();
  return log;
}

/** People whose menu did not come load the file again. */
async function showMenu(
  { host }: MenuParts,
  { key, spreadsheetId, user }: LocalSpreadsheet,
): Promise<void> {
  let last: ExecutionLog | undefined;
  for (let loads = 0; host.menus(spreadsheetId).length === 0; loads += 1) {
    if (last !== undefined && loads === MAX_LOADS) {
      throw new LocalFault('local.activation_failed', { unit: key, ...toActivationFailure(last) });
    }
    [last] = await host.open(spreadsheetId, user);
    if (last === undefined) return;
  }
}

/** People answer dialogs: the activation code they were sent, and yes to what they asked for. */
export function chooseMenu(
  parts: MenuParts,
  spreadsheet: LocalSpreadsheet,
  label: string,
): Promise<ExecutionLog> {
  const answers = async ({ kind }: DialogQuestion): Promise<DialogAnswer> =>
    kind === 'prompt'
      ? { button: 'OK', text: await toCode(parts, spreadsheet) }
      : { button: 'YES' };
  return parts.host.menu(spreadsheet.spreadsheetId, { user: spreadsheet.user, label, answers });
}

/** A copy is activated with the code of the unit it was copied from: its people have no other. */
async function toCode(
  { cloud, programme, registry, table }: MenuParts,
  spreadsheet: LocalSpreadsheet,
): Promise<string> {
  const unit = toUnit(registry, spreadsheet.key);
  const { current: keyVersion } = (await table.readUnit(unit)).keyPolicy ?? FIRST_KEY_POLICY;
  return toActivationCode({
    endpoint: cloud.httpUrl,
    programme: programme.code,
    unit,
    keyVersion,
    key: deriveUnitKey(cloud.masterSecret, unit, keyVersion),
  });
}

export const COPY_MARK = ' ← ';

/** Aliases of copies carry the key they were copied from in the title of their file. */
function toUnit(registry: SpreadsheetRegistry, key: SpreadsheetKey): string {
  const title = registry.find(key)?.workbook.title ?? '';
  const at = title.lastIndexOf(COPY_MARK);
  return at < 0 ? key : toUnit(registry, title.slice(at + COPY_MARK.length));
}

/** @throws LocalFault 'local.activation_failed', unless a planted fault is what kept it */
export function requireActivated(
  { host }: Pick<MenuParts, 'host'>,
  { key, spreadsheetId }: LocalSpreadsheet,
  log: ExecutionLog,
): void {
  // Registering a file is the only thing that gives its script a property.
  const isRegistered = Object.keys(host.properties(spreadsheetId)).length > 0;
  const failure = findActivationFailure(log, isRegistered);
  if (failure === undefined) return;
  throw new LocalFault('local.activation_failed', { unit: key, ...failure });
}
