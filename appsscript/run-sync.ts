/** One run: read the table, decide, write marks, talk to the server, write receipts. */
import type { Activation } from '../core/messages/activation.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { SyncReply } from '../core/messages/sync-reply.ts';
import type { Statement } from '../core/messages/sync-request.ts';
import { createRowIdSource } from '../core/row-id.ts';
import type { ReadingRules } from '../core/rules.ts';
import { toReadingRules } from '../core/rules.ts';
import { checkRows, isChanged } from '../core/sync/check-rows.ts';
import type { EntryTable, SheetRow } from '../core/sync/entry-table.ts';
import { hasUnreadRows, readEntryTable } from '../core/sync/entry-table.ts';
import type { CopiedIds, MatchedRow } from '../core/sync/match-rows.ts';
import { matchRows } from '../core/sync/match-rows.ts';
import type { RunPlan } from '../core/sync/plan-run.ts';
import { planRun, toKnownSeq } from '../core/sync/plan-run.ts';
import type { Session } from '../core/sync/session.ts';
import {
  absorbReply,
  nextRequest,
  startSession,
  suspendClaims,
  toToldHold,
} from '../core/sync/session.ts';
import type { RowWriteBack } from '../core/sync/settle-run.ts';
import {
  planClaimWrites,
  planPairWrites,
  planTakenBack,
  settleRun,
} from '../core/sync/settle-run.ts';
import { toVietnamDay } from '../core/time.ts';
import type { WaitReason } from '../core/wording/receipts.ts';
import { claimsMerged, parseReceiptState } from '../core/wording/receipts.ts';
import type { Stop } from '../core/wording/sheet.ts';
import { describeStop, MENU } from '../core/wording/sheet.ts';
import { clearBanner, showBanner } from './adapters/banner.ts';
import type { TableRange } from './adapters/entry-sheet.ts';
import {
  openRows,
  readFormulas,
  readMergedRows,
  readTable,
  readValues,
} from './adapters/entry-sheet.ts';
import { mayHaveLostTextFormat, mendTextFormat } from './adapters/mend-text-format.ts';
import { writeRows } from './adapters/row-writer.ts';
import { writeSheetMemory } from './adapters/sheet-memory.ts';
import { askServer } from './ask-server.ts';
import { BUNDLE_VERSION } from './bundle-version.ts';
import { toColumnLetters } from './column-letters.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Readable = Extract<EntryTable, { kind: 'readable' }>;
type WithSheet = { readonly sheet: Sheet };

export type EditedRange = {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
};

export type RunRequest = {
  readonly memory: SheetMemory;
  readonly sheet: Sheet;
  /** What the edit event covered, 1-based. */
  readonly edited?: EditedRange;
  readonly statement?: Statement;
  /** The id of the hold an editor confirmed. */
  readonly confirm?: string;
  readonly retryRefused: boolean;
};

export type RunResult =
  | { readonly kind: 'synced'; readonly session: Session; readonly memory: SheetMemory }
  | { readonly kind: 'waiting'; readonly reason: WaitReason }
  /** A tab made anew says nothing yet of the rows of the one it stands for. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'stopped'; readonly stop: Stop };

/** Google ends a run after 6 minutes; what is left then is for the next one. */
const SENDING_BUDGET_MS = 4 * 60_000;
/** A stale answer means the table must be read anew; more than this in one run is a storm. */
const MAX_READINGS = 3;
const STOP_TOAST_SECONDS = 30;

/** The caller holds the document lock. */
export function runSync(first: RunRequest): RunResult {
  let request = first;
  const startedAt = Date.now();
  let told: number | undefined;
  for (let reading = 1; ; reading += 1) {
    const prepared = prepareRun(request);
    if (prepared.kind === 'stopped') {
      stopEntry(request.memory, request.sheet, prepared.table, {
        kind: 'header',
        problem: prepared.table.problem,
      });
      return { kind: 'stopped', stop: { kind: 'header', problem: prepared.table.problem } };
    }
    if (request.memory.rebuilt === true && prepared.plan.rows.every(({ row }) => row.isBlank)) {
      return { kind: 'empty' };
    }
    // What the server said weighs more than what marks remember: its table may be a restored one.
    const after = told ?? toKnownSeq(prepared.plan, request.memory.after);
    const talk = talkToServer(request, prepared, after, startedAt);
    if (talk.kind === 'stale' && reading < MAX_READINGS) {
      told = talk.seq;
      continue;
    }
    const result = finishRun(request, prepared, talk);
    if (result.kind !== 'synced' || talk.session.resend.size === 0 || reading === MAX_READINGS) {
      return result;
    }
    // Their marks say now that they are under way, so that no death of this run goes unnoticed.
    SpreadsheetApp.flush();
    told = talk.session.after;
    request = { memory: result.memory, sheet: request.sheet, retryRefused: false };
  }
}

type Prepared =
  | { readonly kind: 'stopped'; readonly table: Extract<EntryTable, { kind: 'stopped' }> }
  | {
      readonly kind: 'ready';
      readonly table: Readable;
      readonly tableRange: TableRange;
      readonly plan: RunPlan;
      /** Pairs or receipts were written since the table was read. */
      readonly hasWritten: boolean;
      /** Cells people type into next may turn texts into numbers. */
      readonly mayHaveLostTextFormat: boolean;
    };
type Ready = Extract<Prepared, { kind: 'ready' }>;

/** Everything that happens before anything leaves the sheet; marks are flushed at the end. */
function prepareRun(request: RunRequest): Prepared {
  const { memory, sheet, edited, retryRefused } = request;
  const tableRange = readTable(sheet);
  const table = readEntryTable(tableRange.values);
  if (table.kind === 'stopped') return { kind: 'stopped', table };
  const { unit } = memory.activation;
  const copiedIds = toCopiedIds(table, edited);
  const matched = matchRows(table.rows, unit, copiedIds);
  const rules = toRules(memory);
  const plan = planRun({
    rows: checkRows({
      rows: matched,
      rules,
      unit: { code: unit, name: memory.rules?.unitName ?? unit },
      ...inspectChanged(sheet, table, matched, request),
    }),
    newId: createRowIdSource(unit, Utilities.getUuid()),
    retryRefused,
  });
  const writes = planPairWrites(plan.rows);
  if (writes.length > 0) {
    writeRows(sheet, table.places, writes, toPresent(table));
    SpreadsheetApp.flush();
  }
  return {
    kind: 'ready',
    table,
    tableRange,
    plan,
    hasWritten: writes.length > 0,
    // Whole rows that were pasted may have been cut: nothing is left to tell from where.
    mayHaveLostTextFormat: copiedIds !== undefined || mayHaveLostTextFormat(matched),
  };
}

/** Whole rows that were pasted brought their ids along: those ids are the copies. */
function toCopiedIds({ places }: Readable, edited: EditedRange | undefined): CopiedIds | undefined {
  const column = (places.rowId ?? 0) + 1;
  if (edited === undefined || column < edited.fromColumn || column > edited.toColumn)
    return undefined;
  return { fromRow: edited.fromRow, toRow: edited.toRow };
}

/** Until the server has said what the programme asks, nothing counts as outside its period. */
function toRules({ rules }: SheetMemory): ReadingRules {
  const today = toVietnamDay(Date.now());
  return toReadingRules(rules ?? { period: { from: '1975-01-01', to: today } }, today);
}

/** Formulas and merged cells cost a call each, so only changed rows are looked into. */
function inspectChanged(
  sheet: Sheet,
  table: Readable,
  matched: readonly MatchedRow[],
  { edited, retryRefused }: RunRequest,
) {
  // «Đồng bộ ngay» looks into every row anew.
  const changed = matched.filter((row) => isChanged(row) || (retryRefused && !row.row.isBlank));
  const numbers = changed.map(({ row }) => row.rowNumber);
  const first = numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const last = numbers.reduce((one, other) => Math.max(one, other), 0);
  const rows = { first, last, width: Math.max(...Object.values(table.places)) + 1 };
  // Who typed into one cell has merged nothing, and rows with a receipt were looked into before.
  const isTyped =
    edited !== undefined &&
    isOneCell(edited) &&
    changed.every(({ row }) => row.rowNumber === edited.fromRow || row.receiptText !== '');
  const looksForMerged = numbers.length > 0 && !isTyped;
  // What was merged when last looked at is so until it is looked at again.
  const remembered = table.rows.flatMap(({ rowNumber, receiptText }) => {
    const isLookedAt = looksForMerged && rowNumber >= first && rowNumber <= last;
    return !isLookedAt && claimsMerged(receiptText) ? [rowNumber] : [];
  });
  if (numbers.length === 0) return { formulas: new Map(), mergedRows: new Set(remembered) };
  const span = openRows(sheet, rows);
  return {
    formulas: readFormulas(span, table.places),
    mergedRows: new Set([...remembered, ...(looksForMerged ? readMergedRows(span) : [])]),
  };
}

function isOneCell({ fromRow, toRow, fromColumn, toColumn }: EditedRange): boolean {
  return fromRow === toRow && fromColumn === toColumn;
}

type Talk = (
  | { readonly kind: 'done' }
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'broken'; readonly reason: WaitReason }
) & {
  readonly session: Session;
  /** With the key the server told during the conversation, where it told one. */
  readonly activation: Activation;
};

function talkToServer(
  request: RunRequest,
  { table, plan }: Ready,
  after: number,
  startedAt: number,
): Talk {
  const { memory } = request;
  let { activation } = memory;
  let session = startSession({
    unit: memory.activation.unit,
    spreadsheetId: memory.spreadsheetId,
    bundle: BUNDLE_VERSION,
    after,
    rulesVersion: memory.rules?.version ?? 0,
    plan,
    ...(memory.entrySheetId === undefined ? {} : { sheetId: memory.entrySheetId }),
    ...(request.statement === undefined ? {} : { statement: request.statement }),
    ...(request.confirm === undefined ? {} : { confirm: request.confirm }),
    ...(memory.toldHold === undefined ? {} : { toldHold: memory.toldHold }),
  });
  for (;;) {
    if (Date.now() - startedAt > SENDING_BUDGET_MS)
      return { kind: 'broken', reason: 'sending', session, activation };
    const message = nextRequest(session, Date.now());
    if (message === undefined) return { kind: 'done', session, activation };
    if (message.index !== undefined) {
      session = suspendClaims(session);
      if (!prepareIndex(request, table, session)) {
        return { kind: 'stale', seq: session.after, session, activation };
      }
    }
    const question = { path: '/v1/sync', body: message, schema: SyncReply };
    const told = askServer({ ...memory, activation }, question);
    if (told.kind === 'told') {
      session = absorbReply(session, told.reply);
      ({ activation } = told);
      continue;
    }
    if (told.kind === 'stale') return { ...told, session, activation };
    const reason = told.reason === 'refusedUnit' ? toRefusedReason(memory) : told.reason;
    return { kind: 'broken', reason, session, activation };
  }
}

/** Rules come with the first good answer: who has them was let in before, and with this very file. */
function toRefusedReason({ rules }: SheetMemory): WaitReason {
  return rules === undefined ? 'refusedUnit' : 'withdrawnCode';
}

/** What must hold before an index may say which rows stand here; false asks for another reading. */
function prepareIndex({ sheet }: RunRequest, table: Readable, session: Session): boolean {
  const tableNow = readEntryTable(readTable(sheet).values);
  if (tableNow.kind === 'stopped' || !isSamePlace(tableNow, table)) return false;
  const { rows } = session.input.plan;
  if (hasUnreadRows(tableNow.rows, table.rows)) return false;
  const present = toPresent(tableNow);
  const writes = planClaimWrites(rows, present);
  if (writes === undefined) return false;
  if (writes.length > 0) {
    writeRows(sheet, table.places, writes, present);
    SpreadsheetApp.flush();
  }
  return true;
}

/** Reads once more before writing: typists do not wait for locks. */
function finishRun(request: RunRequest, ready: Ready, talk: Talk): RunResult {
  const { sheet } = request;
  const { table, tableRange, plan } = ready;
  const { session } = talk;
  const waitReason = talk.kind === 'broken' ? talk.reason : 'sending';
  const settle = (present: Present) =>
    settleRun({ session, waitReason, present, addressOf: toAddressOf(table) });
  // Most runs have nothing to say: then the table need not be read again.
  if (ready.hasWritten || settle(toPresent(table)).length > 0) {
    const tableNow = readEntryTable(readValues(tableRange.range));
    if (tableNow.kind === 'readable' && isSamePlace(tableNow, table)) {
      const present = toPresent(tableNow);
      const writes = [...settle(present), ...planTakenBack(plan.rows, present)];
      writeRows(sheet, table.places, writes, present);
      takeBackMisplaced({ sheet, table, tableRange, plan }, writes);
    }
  }
  const memory = rememberTalk(request.memory, talk, plan);
  if (ready.mayHaveLostTextFormat) mendTextFormat(sheet, table);
  if (waitReason === 'refusedUnit' || waitReason === 'withdrawnCode') {
    const stop = { kind: waitReason === 'refusedUnit' ? 'refused' : 'withdrawn' } as const;
    if (memory.refused !== true) writeSheetMemory({ ...memory, refused: true });
    stopEntry({ ...memory, refused: true }, sheet, table, stop);
    return { kind: 'stopped', stop };
  }
  if (memory.stopped === true && talk.kind === 'done') {
    clearBanner(sheet, table);
    writeSheetMemory({ ...memory, stopped: false });
  }
  return talk.kind === 'done'
    ? { kind: 'synced', session, memory }
    : { kind: 'waiting', reason: waitReason };
}

/**
 * Between the reading above and the writing somebody may have sorted. Only refusals mislead the next
 * run, so only they are worth another reading.
 */
function takeBackMisplaced(
  { sheet, table, tableRange, plan }: Pick<Ready, 'table' | 'tableRange' | 'plan'> & WithSheet,
  writes: readonly RowWriteBack[],
): void {
  if (!writes.some(({ receiptText }) => parseReceiptState(receiptText) === 'rejected')) return;
  const tableNow = readEntryTable(readValues(tableRange.range));
  if (tableNow.kind === 'stopped' || !isSamePlace(tableNow, table)) return;
  const present = toPresent(tableNow);
  writeRows(sheet, table.places, planTakenBack(plan.rows, present), present);
}

/** Rows or columns above or beside that came or went would shift every place. */
function isSamePlace(one: Readable, other: Readable): boolean {
  return (
    one.headerRowNumber === other.headerRowNumber &&
    JSON.stringify(one.places) === JSON.stringify(other.places)
  );
}

type Present = ReadonlyMap<number, SheetRow>;

function toPresent(table: Readable): Present {
  return new Map(table.rows.map((row) => [row.rowNumber, row]));
}

function toAddressOf({ places }: Readable) {
  return (column: keyof typeof places, rowNumber: number) =>
    `${toColumnLetters(places[column] ?? 0)}${rowNumber}`;
}

/** Written only when a run learned something the marks do not say. */
function rememberTalk(before: SheetMemory, talk: Talk, plan: RunPlan): SheetMemory {
  const { session, activation } = talk;
  const { unreachable: _, rebuilt: __, ...rest } = learnFrom(before, session);
  const isUnreachable = talk.kind === 'broken' && talk.reason === 'unreachable';
  const memory = { ...rest, activation, ...(isUnreachable ? { unreachable: true } : {}) };
  const wroteSeq = [...session.outcomes.values()].some((one) => one.kind !== 'stale');
  const isKnownByMarks = wroteSeq || toKnownSeq(plan, 0) === session.after;
  const { after: afterBefore, ...othersBefore } = before;
  const { after: afterNow, ...othersNow } = memory;
  const isSame = JSON.stringify(othersBefore) === JSON.stringify(othersNow);
  const isKnown = afterNow === afterBefore || (afterBefore < afterNow && isKnownByMarks);
  if (isSame && isKnown) return memory;
  writeSheetMemory(memory);
  return memory;
}

function learnFrom(before: SheetMemory, session: Session): SheetMemory {
  const { after, indexSent, lastReply } = session;
  if (lastReply === undefined) return before;
  const { toldHold: toldBefore, statement: _statement, refused: _refused, ...kept } = before;
  const { rules, hold, statement } = lastReply;
  const told = hold !== undefined && indexSent ? toToldHold(session, hold) : toldBefore;
  const toldHold = hold === undefined ? undefined : told;
  return {
    ...kept,
    after,
    ...(rules === undefined ? {} : { rules }),
    ...(toldHold === undefined ? {} : { toldHold }),
    ...(statement === undefined ? {} : { statement }),
  };
}

/** Who is at the sheet is told at once; who comes later finds the banner. */
function stopEntry(memory: SheetMemory, sheet: Sheet, table: EntryTable, stop: Stop): void {
  showBanner(sheet, table, stop);
  if (memory.stopped === true) return;
  SpreadsheetApp.getActive().toast(describeStop(stop), MENU.title, STOP_TOAST_SECONDS);
  writeSheetMemory({ ...memory, stopped: true });
}
