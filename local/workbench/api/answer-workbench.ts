// The rest of the page's API without HTTP: grids, what happened, switches, mails, and all writes.
import { listUnitsInPeriod } from '../../../core/programme.ts';
import type { Workbench } from '../workbench.ts';
import { parseActionRequest } from './action-request.ts';
import { decodeParts, findSpreadsheet } from './answer-api.ts';
import { createGridHistory } from './grid-history.ts';
import { parseClockRequest, parseFaultRequest } from './parse-controls-request.ts';
import { toChartViews } from './to-chart-views.ts';
import type { ActOutcome, CopyOutcome } from './write-api.ts';

export type WorkbenchAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | {
      readonly kind: 'file';
      readonly contentType: string;
      readonly bytes: Uint8Array;
      /** What a browser saves it as; undefined shows it. */
      readonly name?: string;
    };

const NOT_FOUND = toJson({ code: 'not_found' }, 404);
const BAD_REQUEST = toJson({ code: 'bad_request' }, 400);

const grids = createGridHistory();

/** @returns undefined for what another part of the API answers */
export async function answerRead(
  workbench: Workbench,
  path: string,
  query: URLSearchParams,
): Promise<WorkbenchAnswer | undefined> {
  const [api, collection, ...rest] = decodeParts(path) ?? [];
  if (api !== 'api') return undefined;
  switch (collection) {
    case 'units':
      return toJson({ units: listUnits(workbench) });
    case 'timeline':
      return toJson({ entries: workbench.timeline.list() });
    case 'controls':
      return toJson(workbench.controls.view(query.get('key') ?? undefined));
    case 'reports':
      return toJson({ links: await workbench.reportLinks() });
    case 'mails':
      return answerMail(workbench, rest);
    case 'spreadsheets':
      return answerSpreadsheetPart(workbench, rest, query);
    default:
      return undefined;
  }
}

function listUnits({ programme }: Workbench) {
  return listUnitsInPeriod(programme).map(({ code, name }) => ({ code, name }));
}

function answerSpreadsheetPart(
  workbench: Workbench,
  [key = '', part, sheetIdText = '']: readonly string[],
  query: URLSearchParams,
): WorkbenchAnswer | undefined {
  if (part === 'menu') return toJson({ items: workbench.menuItems(key) });
  if (part !== 'grid' && part !== 'charts') return undefined;
  const workbook = findSpreadsheet(workbench, key)?.workbook;
  const sheet = workbook?.sheetById(toNumber(sheetIdText) ?? -1);
  if (workbook === undefined || sheet === undefined) return NOT_FOUND;
  if (part === 'charts') return toJson({ charts: toChartViews(workbook, sheet) });
  const since = query.has('since') ? toNumber(query.get('since') ?? '') : undefined;
  return toJson(grids.answer({ key, revision: workbook.revision, sheet, since }));
}

function toNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function answerMail(
  { mailbox }: Workbench,
  [id, part, index]: readonly string[],
): Promise<WorkbenchAnswer> {
  if (id === undefined) return toJson({ mails: await mailbox.list() });
  if (part === undefined) {
    const mail = await mailbox.read(id);
    return mail === undefined ? NOT_FOUND : toJson(mail);
  }
  if (part === 'html') {
    const html = await mailbox.readHtml(id);
    if (html === undefined) return NOT_FOUND;
    return { kind: 'file', contentType: 'text/html; charset=utf-8', bytes: Buffer.from(html) };
  }
  const at = part === 'files' ? toNumber(index ?? '') : undefined;
  const file = at === undefined ? undefined : await mailbox.readFile(id, at);
  return file === undefined ? NOT_FOUND : { kind: 'file', ...file };
}

export async function answerWrite(
  workbench: Workbench,
  path: string,
  body: unknown,
): Promise<WorkbenchAnswer> {
  const [api, collection, key, part] = decodeParts(path) ?? [];
  if (api !== 'api') return NOT_FOUND;
  if (collection === 'controls') return writeControls(workbench, key, body);
  if (collection !== 'spreadsheets' || key === undefined) return NOT_FOUND;
  if (part === 'open') return toOutcome(await workbench.acts.open(key));
  if (part === 'copy') return toOutcome(workbench.acts.copy(key));
  if (part !== 'actions') return NOT_FOUND;
  const action = parseActionRequest(body);
  return action === undefined ? BAD_REQUEST : toOutcome(workbench.acts.act(key, action));
}

async function writeControls(
  { controls }: Workbench,
  part: string | undefined,
  body: unknown,
): Promise<WorkbenchAnswer> {
  if (part === 'faults') {
    const request = parseFaultRequest(body);
    if (request === undefined) return BAD_REQUEST;
    controls.setFault(request);
    return toJson(controls.view());
  }
  if (part !== 'clock') return NOT_FOUND;
  const request = parseClockRequest(body);
  if (request === undefined) return BAD_REQUEST;
  await controls.jump(request);
  return toJson(controls.view(request.key));
}

function toOutcome(outcome: ActOutcome | CopyOutcome): WorkbenchAnswer {
  return outcome.kind === 'notFound' ? NOT_FOUND : toJson(outcome);
}

function toJson(body: unknown, status = 200): WorkbenchAnswer {
  return { kind: 'json', status, body };
}
