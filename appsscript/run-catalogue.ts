/** One run over «Danh mục»: read it, mark what is new, tell the server, write receipts. */
import { toCatalogueDigest } from '../core/catalogue/catalogue-digest.ts';
import type { CatalogueWrite } from '../core/catalogue/settle-catalogue.ts';
import {
  hasNews,
  isAllThere,
  planPending,
  settleCatalogue,
  settleWaiting,
} from '../core/catalogue/settle-catalogue.ts';
import type { CatalogueReply } from '../core/messages/catalogue.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { CATALOGUE_HEADERS, CATALOGUE_TEXTS } from '../core/wording/catalogue.ts';
import type { WaitReason } from '../core/wording/receipts.ts';
import type { Stop } from '../core/wording/sheet.ts';
import { describeStop, MENU } from '../core/wording/sheet.ts';
import { clearBanner, showBanner } from './adapters/banner.ts';
import type { CatalogueReadingOfSheet } from './adapters/catalogue-sheet.ts';
import { isWhole, readCatalogue, writeCatalogue } from './adapters/catalogue-sheet.ts';
import { showHold } from './adapters/hold-banner.ts';
import { writeSheetMemory } from './adapters/sheet-memory.ts';
import type { CatalogueAnswer } from './ask-catalogue.ts';
import { askCatalogue } from './ask-catalogue.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Read = Extract<CatalogueReadingOfSheet, { kind: 'read' }>;
type Settled = Extract<CatalogueReply, { kind: 'settled' | 'checked' }>;

export type CatalogueRun = {
  readonly memory: SheetMemory;
  readonly sheet: Sheet;
  /** The id of the hold a person confirmed. */
  readonly confirm?: string;
  /** Asks about every line, also where nothing seems new. */
  readonly isForced?: boolean;
};

export type CatalogueRunResult =
  | { readonly kind: 'settled'; readonly reply: Settled }
  | { readonly kind: 'waiting'; readonly reason: WaitReason }
  | { readonly kind: 'stopped'; readonly stop: Stop };

/** A stale answer means the tab must be read anew; more than this in one run is a storm. */
const MAX_READINGS = 3;
const TOAST_SECONDS = 30;

/** The caller holds the document lock. */
export function runCatalogue(first: CatalogueRun): CatalogueRunResult {
  let run = first;
  let { after } = run.memory;
  // What may still be under way is overtaken by asking again, whatever the tab looks like now.
  let isForced =
    run.isForced === true || run.confirm !== undefined || run.memory.catalogueAsked === true;
  for (let reading = 1; ; reading += 1) {
    const read = readCatalogue(run.sheet);
    if (read.kind === 'stopped') {
      const headers = read.problems.map((column) => CATALOGUE_HEADERS[column]);
      return stop(run, read, { kind: 'catalogueHeader', headers });
    }
    const checked = isForced || hasNews(read.checked) ? undefined : check(run, read);
    if (checked !== undefined && !isOutdated(checked, after)) return finish(run, read, checked);
    if (checked?.kind === 'told') after = checked.reply.seq;
    markPending(run, read);
    // Lines that a reading lost would be withdrawn.
    const isComplete = isWhole(run.sheet, read.rowCount);
    if (isComplete) run = { ...run, memory: rememberAsking(run.memory) };
    const answer: CatalogueAnswer = isComplete
      ? submit(run, read, after)
      : { kind: 'stale', seq: after };
    if (answer.kind !== 'stale' || reading === MAX_READINGS) return finish(run, read, answer);
    after = answer.seq;
    isForced = true;
  }
}

/** An idle run asks one small thing: whether the server has settled just these lines. */
function check({ memory }: CatalogueRun, { checked }: Read): CatalogueAnswer {
  return askCatalogue(memory, { kind: 'check', digest: toCatalogueDigest(checked) });
}

/** A later sequence than was remembered: a run died before it had written what it was told. */
function isOutdated(answer: CatalogueAnswer, after: number): boolean {
  if (answer.kind !== 'told' || answer.reply.kind !== 'checked') return false;
  return !answer.reply.isCurrent || answer.reply.seq !== after;
}

/** Marks are flushed before anything leaves, so that no death of this run goes unnoticed. */
function markPending({ sheet }: CatalogueRun, read: Read): void {
  const pending = planPending(read.checked);
  if (pending.length === 0) return;
  writeCatalogue(sheet, read.table, pending);
  SpreadsheetApp.flush();
}

/** No mark tells of a line that was deleted, nor of one that was typed and is gone again. */
function rememberAsking(memory: SheetMemory): SheetMemory {
  if (memory.catalogueAsked === true) return memory;
  const asking = { ...memory, catalogueAsked: true };
  writeSheetMemory(asking);
  return asking;
}

function submit({ memory, confirm }: CatalogueRun, { checked }: Read, after: number) {
  return askCatalogue(memory, {
    kind: 'submit',
    after,
    lines: [...checked.lines],
    unread: [...checked.unread],
    ...(confirm === undefined ? {} : { confirm }),
  });
}

/** Reads once more before writing: people do not wait for locks. Most runs have nothing to say. */
function finish(run: CatalogueRun, sent: Read, answer: CatalogueAnswer): CatalogueRunResult {
  const { sheet, memory } = run;
  const hasNothing = toWrites(sent, sent, answer).length === 0;
  const now = hasNothing ? sent : readCatalogue(sheet);
  const writes = now.kind === 'read' ? toWrites(sent, now, answer) : [];
  if (now.kind === 'read') writeCatalogue(sheet, now.table, writes);
  // Only then may it be remembered that the answer was heard.
  if (writes.length > 0) SpreadsheetApp.flush();
  if (answer.kind === 'told' && answer.reply.kind !== 'opened') {
    const { reply, activation } = answer;
    if (memory.stopped === true) clearBanner(sheet, sent.table);
    if (now.kind === 'read') showHold(sheet, now.table, reply.hold);
    const isHeard = now.kind === 'read' && isAllThere(sent.checked, now.checked);
    const after = isHeard ? reply.seq : memory.after;
    remember(memory, { ...learnFrom(memory, after), activation });
    if (reply.kind === 'settled' && reply.hold !== undefined) {
      tell(CATALOGUE_TEXTS.held(reply.hold.count));
    }
    return { kind: 'settled', reply };
  }
  const reason = answer.kind === 'broken' ? answer.reason : 'sending';
  if (reason === 'refusedUnit') {
    const refused = { ...memory, refused: true };
    remember(memory, refused);
    return stop({ ...run, memory: refused }, sent.table, { kind: 'refused' });
  }
  remember(memory, { ...memory, ...(reason === 'unreachable' ? { unreachable: true } : {}) });
  return { kind: 'waiting', reason };
}

function toWrites(sent: Read, now: Read, answer: CatalogueAnswer): readonly CatalogueWrite[] {
  if (answer.kind !== 'told' || answer.reply.kind === 'opened') {
    const reason = answer.kind === 'broken' ? answer.reason : 'sending';
    return settleWaiting(now.checked, reason);
  }
  const outcomes = answer.reply.kind === 'settled' ? answer.reply.outcomes : [];
  return settleCatalogue({ sent: sent.checked, outcomes, present: now.checked });
}

function learnFrom(memory: SheetMemory, after: number): SheetMemory {
  const { unreachable: _, catalogueAsked: __, refused: ___, stopped, ...rest } = memory;
  return { ...rest, after, ...(stopped === undefined ? {} : { stopped: false }) };
}

/** Written only when the run learned something. */
function remember(before: SheetMemory, next: SheetMemory): void {
  if (JSON.stringify(toSorted(before)) !== JSON.stringify(toSorted(next))) writeSheetMemory(next);
}

function toSorted(memory: SheetMemory) {
  return Object.entries(memory).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Who is at the sheet is told at once; who comes later finds the banner. */
function stop(
  { memory, sheet }: CatalogueRun,
  headed: { readonly headerRowNumber: number },
  reason: Stop,
): CatalogueRunResult {
  showBanner(sheet, headed, reason);
  if (memory.stopped !== true) {
    tell(describeStop(reason));
    writeSheetMemory({ ...memory, stopped: true });
  }
  return { kind: 'stopped', stop: reason };
}

function tell(text: string): void {
  SpreadsheetApp.getActive().toast(text, MENU.title, TOAST_SECONDS);
}
