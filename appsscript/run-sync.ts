/** One run: read the table, decide, write marks, talk to the server, write receipts. */
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { SyncRefusal, SyncReply } from '../core/messages/sync-reply.ts';
import type { Statement } from '../core/messages/sync-request.ts';
import { createRowIdSource } from '../core/row-id.ts';
import type { ReadingRules } from '../core/rules.ts';
import { toReadingRules } from '../core/rules.ts';
import { checkRows, isChanged } from '../core/sync/check-rows.ts';
import type { EntryTable, SheetRow } from '../core/sync/entry-table.ts';
import { readEntryTable } from '../core/sync/entry-table.ts';
import type { CopiedIds, MatchedRow } from '../core/sync/match-rows.ts';
import { matchRows } from '../core/sync/match-rows.ts';
import type { RunPlan } from '../core/sync/plan-run.ts';
import { planRun } from '../core/sync/plan-run.ts';
import type { Session } from '../core/sync/session.ts';
import { absorbReply, nextRequest, startSession } from '../core/sync/session.ts';
import { planPairWrites, settleRun } from '../core/sync/settle-run.ts';
import { toVietnamDay } from '../core/time.ts';
import type { WaitReason } from '../core/wording/receipts.ts';
import type { Stop } from '../core/wording/sheet.ts';
import { clearBanner, showBanner } from './adapters/banner.ts';
import type { TableRange } from './adapters/entry-sheet.ts';
import { readFormulas, readMergedRows, readTable, readValues } from './adapters/entry-sheet.ts';
import { mayHaveLostTextFormat, mendTextFormat } from './adapters/mend-text-format.ts';
import { writeRows } from './adapters/row-writer.ts';
import { postSigned } from './adapters/server.ts';
import { writeSheetMemory } from './adapters/sheet-memory.ts';
import { BUNDLE_VERSION } from './bundle-version.ts';
import { toColumnLetters } from './column-letters.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Readable = Extract<EntryTable, { kind: 'readable' }>;

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
  | { readonly kind: 'stopped'; readonly stop: Stop };

/** Google ends a run after 6 minutes; what is left then is for the next one. */
const SENDING_BUDGET_MS = 4 * 60_000;
/** A stale answer means the table must be read anew; more than this in one run is a storm. */
const MAX_READINGS = 3;

/** The caller holds the document lock. */
export function runSync(request: RunRequest): RunResult {
  const startedAt = Date.now();
  let after = request.memory.after;
  for (let reading = 1; ; reading += 1) {
    const prepared = prepareRun(request);
    if (prepared.kind === 'stopped') {
      showBanner(request.sheet, prepared.table, {
        kind: 'header',
        problem: prepared.table.problem,
      });
      rememberStop(request.memory, true);
      return { kind: 'stopped', stop: { kind: 'header', problem: prepared.table.problem } };
    }
    const talk = talkToServer(request, prepared, after, startedAt);
    if (talk.kind === 'stale' && reading < MAX_READINGS) {
      after = talk.seq;
      continue;
    }
    return finishRun(request, prepared, talk);
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
function prepareRun({ memory, sheet, edited, retryRefused }: RunRequest): Prepared {
  const tableRange = readTable(sheet);
  const table = readEntryTable(tableRange.values);
  if (table.kind === 'stopped') return { kind: 'stopped', table };
  const { unit } = memory.activation;
  const copiedIds = toCopiedIds(table, edited);
  const matched = matchRows(table.rows, unit, copiedIds);
  const rules = toRules(memory);
  const plan = planRun({
    rows: checkRows({ rows: matched, rules, ...inspectChanged(sheet, table, matched, edited) }),
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
  edited: EditedRange | undefined,
) {
  const numbers = matched.filter(isChanged).map(({ row }) => row.rowNumber);
  if (numbers.length === 0) return { formulas: new Map(), mergedRows: new Set<number>() };
  const places = Object.values(table.places);
  const rows = {
    first: numbers.reduce((one, other) => Math.min(one, other)),
    last: numbers.reduce((one, other) => Math.max(one, other)),
    width: Math.max(...places) + 1,
  };
  // Who typed into one cell has merged nothing.
  const isTyped = edited !== undefined && isOneCell(edited) && numbers.length === 1;
  return {
    formulas: readFormulas(sheet, table.places, rows),
    mergedRows: isTyped ? new Set<number>() : readMergedRows(sheet, rows),
  };
}

function isOneCell({ fromRow, toRow, fromColumn, toColumn }: EditedRange): boolean {
  return fromRow === toRow && fromColumn === toColumn;
}

type Talk =
  | { readonly kind: 'done'; readonly session: Session }
  | { readonly kind: 'stale'; readonly seq: number; readonly session: Session }
  | { readonly kind: 'broken'; readonly reason: WaitReason; readonly session: Session };

function talkToServer(
  request: RunRequest,
  { plan }: Ready,
  after: number,
  startedAt: number,
): Talk {
  const { memory } = request;
  let session = startSession({
    unit: memory.activation.unit,
    spreadsheetId: memory.spreadsheetId,
    bundle: BUNDLE_VERSION,
    after: Math.max(after, latestSeq(plan)),
    rulesVersion: memory.rules?.version ?? 0,
    plan,
    ...(request.statement === undefined ? {} : { statement: request.statement }),
    ...(request.confirm === undefined ? {} : { confirm: request.confirm }),
  });
  for (;;) {
    if (Date.now() - startedAt > SENDING_BUDGET_MS)
      return { kind: 'broken', reason: 'sending', session };
    const message = nextRequest(session, Date.now());
    if (message === undefined) return { kind: 'done', session };
    const answer = postSigned(memory.activation, '/v1/sync', JSON.stringify(message));
    if (answer.kind !== 'answered') {
      return { kind: 'broken', reason: answer.kind === 'quota' ? 'quota' : 'unreachable', session };
    }
    const reply = SyncReply.safeParse(answer.body);
    if (answer.status === 200 && reply.success) {
      session = absorbReply(session, reply.data);
      continue;
    }
    const refusal = SyncRefusal.safeParse(answer.body);
    if (answer.status === 409 && refusal.success && refusal.data.seq !== undefined) {
      return { kind: 'stale', seq: refusal.data.seq, session };
    }
    console.error(JSON.stringify({ code: 'sync.bad_reply', status: answer.status }));
    const isRefused = answer.status === 401 || answer.status === 403;
    return { kind: 'broken', reason: isRefused ? 'refusedUnit' : 'unreachable', session };
  }
}

/** Marks know the sequence too, so that the property need not be written in every run. */
function latestSeq(plan: RunPlan): number {
  return plan.rows.reduce((latest, row) => Math.max(latest, row.planned?.mark?.seq ?? 0), 0);
}

/** Reads once more before writing: typists do not wait for locks. */
function finishRun(request: RunRequest, ready: Ready, talk: Talk): RunResult {
  const { sheet } = request;
  const { table, tableRange, plan } = ready;
  const { session } = talk;
  const waitReason = talk.kind === 'broken' ? talk.reason : 'unreachable';
  const settle = (present: Present) =>
    settleRun({ session, waitReason, present, addressOf: toAddressOf(table) });
  // Most runs have nothing to say: then the table need not be read again.
  if (ready.hasWritten || settle(toPresent(table)).length > 0) {
    const tableNow = readEntryTable(readValues(tableRange.range));
    if (tableNow.kind === 'readable' && isSamePlace(tableNow, table)) {
      const present = toPresent(tableNow);
      writeRows(sheet, table.places, settle(present), present);
    }
  }
  const memory = rememberTalk(request.memory, session, plan);
  if (ready.mayHaveLostTextFormat) mendTextFormat(sheet, table);
  if (waitReason === 'refusedUnit') {
    showBanner(sheet, table, { kind: 'refused' });
    rememberStop(memory, true);
    return { kind: 'stopped', stop: { kind: 'refused' } };
  }
  if (memory.stopped === true && talk.kind === 'done') {
    clearBanner(sheet, table);
    rememberStop(memory, false);
  }
  return talk.kind === 'done'
    ? { kind: 'synced', session, memory }
    : { kind: 'waiting', reason: waitReason };
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
function rememberTalk(before: SheetMemory, session: Session, plan: RunPlan): SheetMemory {
  const reply = session.lastReply;
  if (reply === undefined) return before;
  const { holdId: _hold, statement: _statement, ...kept } = before;
  const memory: SheetMemory = {
    ...kept,
    after: session.after,
    ...(reply.rules === undefined ? {} : { rules: reply.rules }),
    ...(reply.hold === undefined ? {} : { holdId: reply.hold.id }),
    ...(reply.statement === undefined ? {} : { statement: reply.statement }),
  };
  const wroteSeq = [...session.outcomes.values()].some((one) => one.kind !== 'stale');
  const isKnownByMarks = wroteSeq || latestSeq(plan) === session.after;
  const { after: afterBefore, ...othersBefore } = before;
  const { after: afterNow, ...othersNow } = memory;
  const isSame = JSON.stringify(othersBefore) === JSON.stringify(othersNow);
  if (isSame && (afterNow === afterBefore || isKnownByMarks)) return memory;
  writeSheetMemory(memory);
  return memory;
}

function rememberStop(memory: SheetMemory, stopped: boolean): void {
  if ((memory.stopped ?? false) !== stopped) writeSheetMemory({ ...memory, stopped });
}
