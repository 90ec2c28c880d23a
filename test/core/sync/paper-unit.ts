/** A unit on paper: the sheet's rows and the server's items, joined by the pure protocol alone. */
import * as v from 'valibot';
import type { CellValue } from '../../../core/cell.ts';
import type { TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { SyncReply } from '../../../core/messages/sync-reply.ts';
import type { Statement } from '../../../core/messages/sync-request.ts';
import { SyncRequest } from '../../../core/messages/sync-request.ts';
import { createRowIdSource } from '../../../core/row-id.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { checkRows } from '../../../core/sync/check-rows.ts';
import type { UnitAnswer } from '../../../core/sync/decide-sync.ts';
import { decideSync, planReads } from '../../../core/sync/decide-sync.ts';
import type { SheetRow } from '../../../core/sync/entry-table.ts';
import type { CopiedIds } from '../../../core/sync/match-rows.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import { planRun, toKnownSeq } from '../../../core/sync/plan-run.ts';
import { planSlices } from '../../../core/sync/plan-slices.ts';
import type { Session } from '../../../core/sync/session.ts';
import {
  absorbReply,
  nextRequest,
  startSession,
  suspendClaims,
  toToldHold,
} from '../../../core/sync/session.ts';
import type { RowWriteBack } from '../../../core/sync/settle-run.ts';
import {
  planClaimWrites,
  planPairWrites,
  planTakenBack,
  settleRun,
} from '../../../core/sync/settle-run.ts';
import type { HistoryEntry, StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { UNIT } from './entry-rows.ts';

export const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};

export type PaperRow = {
  idText: string;
  markText: string;
  receiptText: string;
  cells: { [column in TypedColumn]: CellValue };
};

export type PaperServer = {
  head: UnitHead;
  /** Read by the server when it differs from what sheets go by. */
  rules: ReadingRules;
  /** Requests still under way, with the number of the run that sent them. */
  readonly late: { readonly body: unknown; readonly run: number }[];
  readonly stored: Map<string, StoredRow>;
  readonly history: HistoryEntry[];
  requests: number;
};

export type PaperUnit = {
  rows: PaperRow[];
  readonly server: PaperServer;
  now: number;
  runs: number;
  after: number;
  toldHold: string | undefined;
};

/** What goes wrong in a run: the n-th reply is lost after the server acted, or the run dies there. */
export type RunFault =
  | { readonly kind: 'none' }
  | { readonly kind: 'loseReply'; readonly request: number }
  /** The request arrives only after the next run, the reply never. */
  | { readonly kind: 'delayRequest'; readonly request: number }
  | { readonly kind: 'repeatRequest'; readonly request: number }
  /** The server dies once it has committed so many rows of the request. */
  | { readonly kind: 'commitPart'; readonly request: number; readonly rows: number }
  | { readonly kind: 'dieBeforeSending' }
  | { readonly kind: 'dieBeforeReceipts' };

export type RunOptions = {
  readonly fault?: RunFault;
  readonly copiedIds?: CopiedIds;
  readonly statement?: Statement;
  readonly confirm?: string;
  /** What people do while the requests are under way. */
  readonly meanwhile?: () => void;
  /** What people do between the last reading and the writing of receipts. */
  readonly whileWriting?: () => void;
};

export function createPaperUnit(): PaperUnit {
  const server: PaperServer = {
    head: createHead(UNIT, 'sheet-1', 1),
    rules: RULES,
    late: [],
    stored: new Map(),
    history: [],
    requests: 0,
  };
  return { rows: [], server, now: 1_300_000_000_000, runs: 0, after: 0, toldHold: undefined };
}

export function toPaperRow(typed: { readonly [column in TypedColumn]?: CellValue }): PaperRow {
  const blank = Object.fromEntries(TYPED_COLUMNS.map((column) => [column, '']));
  return {
    idText: '',
    markText: '',
    receiptText: '',
    cells: { ...(blank as PaperRow['cells']), ...typed },
  };
}

export function isBlankRow({ cells }: PaperRow): boolean {
  return Object.values(cells).every((value) => value === '');
}

/** One run of the script. */
export function runPaper(unit: PaperUnit, options: RunOptions = {}): Session | undefined {
  unit.runs += 1;
  unit.now += 60_000;
  let meanwhile = options.meanwhile;
  const fault = options.fault ?? { kind: 'none' };
  let told: number | undefined;
  let sent = 0;
  for (let reading = 0; reading < 3; reading += 1) {
    const plan = planRun({
      rows: checkRows({
        rows: matchRows(toSheetRows(unit), UNIT, options.copiedIds),
        rules: RULES,
        formulas: new Map(),
        mergedRows: new Set(),
        unit: { code: UNIT, name: 'Bệnh viện đa khoa Nguyễn Đình Chiểu' },
      }),
      newId: createRowIdSource(UNIT, `${String(unit.runs).padStart(8, '0')}-${reading}000-0000`),
      retryRefused: false,
    });
    write(unit, planPairWrites(plan.rows));
    if (fault.kind === 'dieBeforeSending') return undefined;
    let session = startSession({
      unit: UNIT,
      spreadsheetId: 'sheet-1',
      bundle: 'paper',
      after: told ?? toKnownSeq(plan, unit.after),
      rulesVersion: 1,
      plan,
      sheetId: 7,
      ...(options.statement === undefined ? {} : { statement: options.statement }),
      ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
      ...(unit.toldHold === undefined ? {} : { toldHold: unit.toldHold }),
    });
    let stale = false;
    let lost = false;
    for (;;) {
      const request = nextRequest(session, unit.now);
      if (request === undefined) break;
      if (request.index !== undefined) {
        session = suspendClaims(session);
        const present = new Map(toSheetRows(unit).map((row) => [row.rowNumber, row]));
        const writes = planClaimWrites(session.input.plan.rows, present);
        if (writes === undefined) {
          stale = true;
          told = session.after;
          break;
        }
        write(unit, writes);
      }
      sent += 1;
      const body: unknown = JSON.parse(JSON.stringify(request));
      const isHit = 'request' in fault && fault.request === sent;
      if (isHit && fault.kind === 'delayRequest') unit.server.late.push({ body, run: unit.runs });
      const part = isHit && fault.kind === 'commitPart' ? fault.rows : undefined;
      const answer =
        isHit && fault.kind === 'delayRequest'
          ? undefined
          : answerPaper(unit.server, body, unit.now, part);
      if (isHit && fault.kind === 'repeatRequest') answerPaper(unit.server, body, unit.now);
      meanwhile?.();
      meanwhile = undefined;
      if (answer === undefined || part !== undefined || (isHit && fault.kind === 'loseReply')) {
        lost = true;
        break;
      }
      if (answer.kind === 'stale') {
        told = answer.seq;
        stale = true;
        break;
      }
      session = absorbReply(session, answer.reply);
    }
    if (stale) continue;
    if (fault.kind === 'dieBeforeReceipts') return undefined;
    const present = new Map(toSheetRows(unit).map((row) => [row.rowNumber, row]));
    const addressOf = (column: TypedColumn, rowNumber: number) => `${column}${rowNumber}`;
    const writes = settleRun({ session, waitReason: 'unreachable', present, addressOf });
    options.whileWriting?.();
    write(unit, writes);
    const after = new Map(toSheetRows(unit).map((row) => [row.rowNumber, row]));
    write(unit, planTakenBack(plan.rows, after));
    if (!lost) unit.after = session.after;
    const hold = session.lastReply?.hold;
    if (session.lastReply !== undefined && hold === undefined) unit.toldHold = undefined;
    if (hold !== undefined && session.indexSent) unit.toldHold = toToldHold(session, hold);
    if (!lost && session.resend.size > 0) {
      told = session.after;
      continue;
    }
    deliverLate(unit);
    return session;
  }
  return undefined;
}

/** Requests of earlier runs arrive now, or never again. */
export function deliverLate({ server, runs, now }: PaperUnit): void {
  const due = server.late.filter(({ run }) => run < runs);
  for (const one of due) {
    server.late.splice(server.late.indexOf(one), 1);
    answerPaper(server, one.body, now);
  }
}

type PaperAnswer =
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'reply'; readonly reply: SyncReply };

function answerPaper(
  server: PaperServer,
  body: unknown,
  now: number,
  committedRows = Number.POSITIVE_INFINITY,
): PaperAnswer {
  server.requests += 1;
  const request = SyncRequest.parse(body);
  const located = (request.locations?.ids ?? []).filter((id) => id !== '');
  if (new Set(located).size < located.length) throw new Error('a row stands in two places');
  const indexed = (request.index ?? []).map(([id]) => id);
  if (new Set(indexed).size < indexed.length) throw new Error('an index names a row twice');
  const { head, stored } = server;
  const read = readNeeded(request, server);
  const whole = decideSync({ request, head, stored: read, rules: server.rules, now });
  // What a slice commits is what a smaller decision would.
  const decision =
    whole.kind === 'decided' ? { ...whole, writes: whole.writes.slice(0, committedRows) } : whole;
  if (decision.kind === 'stale') return { kind: 'stale', seq: head.seq };
  const nothing: UnitAnswer = { index: true, missing: [], resend: [], accepted: [] };
  if (decision.kind === 'askIndex') {
    const rows = request.rows.map(({ id }) => ({ kind: 'stale' as const, id }));
    return toReply(server, rows, nothing);
  }
  const before = new Map(read);
  const token = `t${server.requests}`;
  for (const slice of planSlices({ decision, head, stored: before, token, keyVersion: 1, now })) {
    server.head = slice.head;
    for (const { row, history } of slice.writes) {
      stored.set(row.id, row);
      if (history !== undefined) server.history.push(history);
    }
  }
  return toReply(server, [...decision.outcomes], decision.answer);
}

/** The server reads no more than it must, and decides by that. */
function readNeeded(request: SyncRequest, { head, stored }: PaperServer): Map<string, StoredRow> {
  const needed = planReads(request, head);
  if (needed.kind === 'all') return new Map(stored);
  const ids = new Set<string>(needed.ids);
  return new Map([...stored].filter(([id]) => ids.has(id)));
}

function toReply(server: PaperServer, rows: SyncReply['rows'], answer: UnitAnswer): PaperAnswer {
  const reply = { v: 1, seq: server.head.seq, rows, near: [], ...answer };
  return { kind: 'reply', reply: v.parse(SyncReply, JSON.parse(JSON.stringify(reply))) };
}

export function toSheetRows({ rows }: PaperUnit): readonly SheetRow[] {
  return rows.map((row, index) => ({
    rowNumber: index + 2,
    idText: row.idText,
    markText: row.markText,
    receiptText: row.receiptText,
    cells: { ...row.cells },
    isBlank: isBlankRow(row),
  }));
}

function write(unit: PaperUnit, writes: readonly RowWriteBack[]): void {
  for (const { rowNumber, idText, markText, receiptText } of writes) {
    const row = unit.rows[rowNumber - 2];
    if (row !== undefined) Object.assign(row, { idText, markText, receiptText });
  }
}
