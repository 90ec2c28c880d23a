// Sets up a bare context as Google does: its globals, its clock, its random numbers.

import { createRandom } from '../../../random.ts';
import type { ExecutionSetup } from '../messages.ts';
import { createBridge } from './bridge.ts';
import { createCacheService } from './cache-service.ts';
import { createConsole, createLogger } from './console.ts';
import { installDate, installDateTimeFormat } from './date.ts';
import { createEvent } from './event.ts';
import { createHtmlService } from './html-service.ts';
import { createLockService } from './lock-service.ts';
import type { Native } from './native.ts';
import { createPropertiesService } from './properties-service.ts';
import { createScriptApp } from './script-app.ts';
import { createSession } from './session.ts';
import { createSpreadsheet } from './spreadsheet.ts';
import { createSpreadsheetApp } from './spreadsheet-app.ts';
import { strict } from './strict.ts';
import { createUrlFetchApp } from './url-fetch-app.ts';
import { createUtilities } from './utilities.ts';
import { type Zone, zoneOf } from './zone.ts';

/** Google's other services: there, but nothing of them is implemented. */
const ABSENT_SERVICES = [
  'Browser',
  'CalendarApp',
  'Charts',
  'ContactsApp',
  'ContentService',
  'DocumentApp',
  'DriveApp',
  'FormApp',
  'GmailApp',
  'GroupsApp',
  'Jdbc',
  'LanguageApp',
  'MailApp',
  'Maps',
  'SlidesApp',
  'XmlService',
];

let isPrepared = false;

/** What is the same for every execution in this context. */
function prepareOnce(native: Native, zone: Zone): void {
  if (isPrepared) return;
  isPrepared = true;
  // Wrapped: the function itself belongs to another realm and must not be handed out.
  installDate(globalThis, () => native.nowMs(), zone);
  installDateTimeFormat(zone);
  for (const name of ABSENT_SERVICES) defineGlobal(name, strict(name, {}));
}

function defineGlobal(name: string, value: object): void {
  Object.defineProperty(globalThis, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/**
 * May be called again in one context for another execution of the same script: with the same
 * native functions and time zone.
 *
 * @returns runs the function and gives its result as JSON
 */
export function start(native: Native, setupJson: string): () => string | undefined {
  const setup = JSON.parse(setupJson) as ExecutionSetup;
  const bridge = createBridge(native, setup);
  prepareOnce(native, zoneOf(setup.scriptTimeZone));
  Math.random = createRandom(setup.randomSeed).next;

  const spreadsheet = createSpreadsheet(bridge);
  const globals: Record<string, object> = {
    CacheService: createCacheService(bridge),
    HtmlService: createHtmlService(),
    LockService: createLockService(bridge),
    Logger: createLogger(native),
    PropertiesService: createPropertiesService(bridge),
    ScriptApp: createScriptApp(bridge),
    Session: createSession(bridge),
    SpreadsheetApp: createSpreadsheetApp(bridge, spreadsheet),
    UrlFetchApp: createUrlFetchApp(bridge),
    Utilities: createUtilities(bridge),
    console: createConsole(native),
  };
  for (const [name, value] of Object.entries(globals)) defineGlobal(name, value);
  const { stringify } = JSON;
  return () => {
    const handler: unknown = Reflect.get(globalThis, setup.functionName);
    if (typeof handler !== 'function') {
      throw new Error(`Script function not found: ${setup.functionName}`);
    }
    const event = createEvent(bridge, spreadsheet);
    const returned: unknown = event === undefined ? handler() : handler(event);
    return returned === undefined ? undefined : stringify(returned);
  };
}
