/** What a run writes back once the server has answered: marks, receipts, notes and colours. */
import type { TypedColumn } from '../columns.ts';
import type { Message } from '../message.ts';
import { isError } from '../message.ts';
import type { RowOutcome } from '../messages/sync-reply.ts';
import { toNearMessage } from '../near/near-messages.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { renderMessage } from '../wording/messages.ts';
import type { Receipt, WaitReason } from '../wording/receipts.ts';
import {
  formatNoteLine,
  formatReceipt,
  mayHaveNotes,
  parseReceiptState,
  readReasons,
} from '../wording/receipts.ts';
import type { SheetRow } from './entry-table.ts';
import { equalHashes, toColumnHashes } from './fingerprint.ts';
import type { Mark } from './mark.ts';
import { formatMark } from './mark.ts';
import type { Pair } from './match-rows.ts';
import type { PlannedRow } from './plan-run.ts';
import type { Session } from './session.ts';
import { settleMark } from './settle-mark.ts';

/** What a message may colour: the cell it is about. */
export type CellTone = 'error' | 'warning';

export type CellComment = { readonly text: string; readonly tone: CellTone };

/** Texts of the managed cells of one row, and comments on its cells where they must be renewed. */
export type RowWriteBack = {
  readonly rowNumber: number;
  readonly idText: string;
  readonly markText: string;
  readonly receiptText: string;
  /** All comments of the row; undefined where the row has none and had none. */
  readonly comments?: RowComments;
};

export type RowComments = {
  /** Every message with its code, for whoever is asked for help. */
  readonly receipt: string;
  readonly receiptTone?: CellTone;
  readonly cells: { readonly [column in TypedColumn]?: CellComment };
};

export type AddressOf = (column: TypedColumn, rowNumber: number) => string;

/** Before an index: marks of claims that were taken back; undefined where people moved such a row. */
export function planClaimWrites(
  rows: readonly PlannedRow[],
  present: ReadonlyMap<number, SheetRow>,
): readonly RowWriteBack[] | undefined {
  const writes: RowWriteBack[] = [];
  for (const row of rows) {
    if (row.plan.kind !== 'invalid' || row.planned?.mark?.state !== 'x') continue;
    const { rowNumber } = row.row;
    const now = present.get(rowNumber);
    if (now === undefined || !isStillTheSame(row, now)) return undefined;
    const pair = toPairTexts(row.planned);
    writes.push(...keepChanged(now, { rowNumber, ...pair, receiptText: now.receiptText }));
  }
  return writes;
}

/** Before sending: pairs in their places and «Đang chờ gửi» where something will be sent. */
export function planPairWrites(rows: readonly PlannedRow[]): readonly RowWriteBack[] {
  return rows.flatMap((row): RowWriteBack[] => {
    const { idText, markText } = toPairTexts(row.planned);
    // A row that waits already says so, and why: while the server is down nothing is rewritten.
    const begins = row.plan.kind === 'send' && parseReceiptState(row.row.receiptText) !== 'waiting';
    const receiptText = begins ? toSendingReceipt(row) : toReceiptBefore(row);
    return keepChanged(row.row, { rowNumber: row.row.rowNumber, idText, markText, receiptText });
  });
}

export type SettleInput = {
  readonly session: Session;
  /** Why rows without an outcome have none. */
  readonly waitReason: WaitReason;
  /** The table as it is now; people do not wait for locks. */
  readonly present: ReadonlyMap<number, SheetRow>;
  readonly addressOf: AddressOf;
};

/** Only rows whose id and content still equal what was planned; the next run settles the others. */
export function settleRun({
  session,
  waitReason,
  present,
  addressOf,
}: SettleInput): readonly RowWriteBack[] {
  return session.input.plan.rows.flatMap((row): RowWriteBack[] => {
    const now = present.get(row.row.rowNumber);
    if (now === undefined || !isStillTheSame(row, now)) return [];
    const pair = settleMark(row, session);
    const receipt = toReceipt(row, pair, session, waitReason, addressOf);
    const receiptText = formatReceipt(receipt);
    const comments = toComments(row, receipt, session, addressOf);
    const isPlain = comments.receipt === '' && comments.receiptTone === undefined;
    const written = { rowNumber: row.row.rowNumber, ...toPairTexts(pair), receiptText };
    const needsComments = !isPlain || mayHaveNotes(row.row.receiptText);
    return keepChanged(now, { ...written, ...(needsComments ? { comments } : {}) });
  });
}

/**
 * Receipts of refusals beside content they were not written for: people sorted while they were
 * written. Left there, the next run would take that content for a refused copy.
 */
export function planTakenBack(
  rows: readonly PlannedRow[],
  present: ReadonlyMap<number, SheetRow>,
): readonly RowWriteBack[] {
  return rows.flatMap(({ row: { rowNumber, cells } }): RowWriteBack[] => {
    const now = present.get(rowNumber);
    if (now === undefined || parseReceiptState(now.receiptText) !== 'rejected') return [];
    if (equalHashes(toColumnHashes(now.cells), toColumnHashes(cells))) return [];
    const { idText, markText } = now;
    return [{ rowNumber, idText, markText, receiptText: `${SENDING_RECEIPT}…` }];
  });
}

/**
 * A row emptied just now is not known to be held: such a receipt came with a sort or a paste. The
 * words are not quite those of a hold then, and still tell that the row carries a note.
 */
function toReceiptBefore({ row, pair, plan }: PlannedRow): string {
  const isNew = plan.kind === 'emptied' && pair?.mark?.state !== 'x';
  return isNew && parseReceiptState(row.receiptText) === 'held'
    ? `${formatReceipt({ kind: 'held' })}…`
    : row.receiptText;
}

function toPairTexts(pair: Pair | undefined): { idText: string; markText: string } {
  if (pair === undefined) return { idText: '', markText: '' };
  return {
    idText: pair.id,
    markText: pair.mark === undefined ? '' : formatMark(pair.id, pair.mark),
  };
}

const SENDING_RECEIPT = formatReceipt({ kind: 'waiting', reason: 'sending' });

/** The words tell rows that carry old notes from rows that never had any. */
function toSendingReceipt(row: PlannedRow): string {
  const hadNotes = mayHaveNotes(row.row.receiptText);
  const accepted = toAcceptedVersion(row.planned?.mark);
  const counting = hadNotes && accepted !== undefined ? { accepted } : {};
  const text = formatReceipt({ kind: 'waiting', reason: 'sending', ...counting });
  return hadNotes && accepted === undefined ? `${text}…` : text;
}

function keepChanged(before: SheetRow, after: RowWriteBack): RowWriteBack[] {
  const isSame =
    before.idText === after.idText &&
    before.markText === after.markText &&
    before.receiptText === after.receiptText;
  return isSame ? [] : [after];
}

function isStillTheSame(row: PlannedRow, now: SheetRow): boolean {
  if (now.idText !== toPairTexts(row.planned).idText) return false;
  return equalHashes(toColumnHashes(now.cells), toColumnHashes(row.row.cells));
}

function toReceipt(
  row: PlannedRow,
  pair: Pair | undefined,
  session: Session,
  waitReason: WaitReason,
  addressOf: AddressOf,
): Receipt {
  const accepted = toAcceptedVersion(pair?.mark);
  const counting = accepted === undefined ? {} : { accepted };
  const render = (messages: readonly Message[]) => renderAll(messages, row, addressOf);
  const { reading } = row;
  switch (reading.kind) {
    case 'blank':
      return isHeld(row, session) ? { kind: 'held' } : { kind: 'none' };
    case 'incomplete': {
      const missing = reading.messages.flatMap(({ code, column }) =>
        code === 'E_REQUIRED' && column !== undefined ? [COLUMN_HEADERS[column]] : [],
      );
      return { kind: 'incomplete', missing, ...counting };
    }
    case 'rejected':
      return { kind: 'rejected', reasons: render(reading.messages.filter(isError)), ...counting };
    case 'valid': {
      if (pair?.mark?.state === '!') {
        return { kind: 'rejected', reasons: toRefusal(row, session, addressOf), ...counting };
      }
      if (pair?.mark?.state !== '=' || accepted === undefined) {
        return { kind: 'waiting', reason: waitReason, ...counting };
      }
      return { kind: 'saved', accepted, warnings: render(listWarnings(row, session)) };
    }
  }
}

/** While the hold is open its emptied rows say so; the answer names them only with an index. */
function isHeld(row: PlannedRow, session: Session): boolean {
  const id = row.planned?.id;
  if (id === undefined) return false;
  const told = session.missing.get(id);
  if (told !== undefined || session.indexSent) return told === 'held';
  const isOpen = session.lastReply === undefined || session.lastReply.hold !== undefined;
  return isOpen && row.row.receiptText === formatReceipt({ kind: 'held' });
}

function toRefusal(row: PlannedRow, session: Session, addressOf: AddressOf): readonly string[] {
  const outcome = row.planned === undefined ? undefined : session.outcomes.get(row.planned.id);
  if (outcome?.kind === 'rejected') return renderAll(toMessages(outcome.messages), row, addressOf);
  // Refused in an earlier run: the receipt of that run still stands in the row.
  return [readReasons(row.row.receiptText)];
}

/** The wire leaves an absent column out; so does a message. */
function toMessages(
  messages: Extract<RowOutcome, { kind: 'rejected' }>['messages'],
): readonly Message[] {
  return messages.map(({ code, column, values }) => ({
    code,
    values,
    ...(column === undefined ? {} : { column }),
  }));
}

function renderAll(
  messages: readonly Message[],
  { row }: PlannedRow,
  addressOf: AddressOf,
): readonly string[] {
  const { rowNumber } = row;
  const address = (column: TypedColumn) => addressOf(column, rowNumber);
  return messages.map((message) => renderMessage(message, { rowNumber, address }));
}

function toComments(
  row: PlannedRow,
  receipt: Receipt,
  session: Session,
  addressOf: AddressOf,
): RowComments {
  const messages = listMessages(row, receipt, session);
  const texts = renderAll(messages, row, addressOf);
  const cells: { [column in TypedColumn]?: CellComment } = {};
  for (const [index, { code, column }] of messages.entries()) {
    if (column === undefined) continue;
    const earlier = cells[column];
    const line = texts[index] ?? code;
    const tone = earlier?.tone === 'error' || code.startsWith('E_') ? 'error' : 'warning';
    cells[column] = { text: earlier === undefined ? line : `${earlier.text}\n${line}`, tone };
  }
  const coded = messages.map(({ code }, index) => formatNoteLine(texts[index] ?? '', code));
  const tone = toReceiptTone(receipt);
  return { receipt: coded.join('\n'), cells, ...(tone === undefined ? {} : { receiptTone: tone }) };
}

function toReceiptTone(receipt: Receipt): CellTone | undefined {
  if (receipt.kind === 'rejected' || receipt.kind === 'held') return 'error';
  const warns = receipt.kind === 'saved' && receipt.warnings.length > 0;
  return warns ? 'warning' : undefined;
}

function listMessages(row: PlannedRow, receipt: Receipt, session: Session): readonly Message[] {
  // A half-typed row is not wrong: its receipt says what is missing, its cells stay plain.
  if (row.reading.kind === 'blank' || row.reading.kind === 'incomplete') return [];
  const outcome = row.planned === undefined ? undefined : session.outcomes.get(row.planned.id);
  if (receipt.kind === 'rejected' && outcome?.kind === 'rejected')
    return toMessages(outcome.messages);
  return receipt.kind === 'saved' ? listWarnings(row, session) : row.reading.messages;
}

/** Those about other units first: a receipt shows only the first few, and must not forget these. */
function listWarnings(row: PlannedRow, session: Session): readonly Message[] {
  if (row.reading.kind !== 'valid') return [];
  const told = row.planned === undefined ? undefined : session.near.get(row.planned.id);
  return [...(told?.map(toNearMessage) ?? row.keptNear), ...row.reading.messages];
}

function toAcceptedVersion(
  mark: Mark | undefined,
): { version: number; atSeconds: number } | undefined {
  if (mark === undefined || mark.accepted === undefined || mark.version === 0) return undefined;
  // Emptied rows are deleted: should one come back, the server says what counts of it.
  if (mark.state === 'x') return undefined;
  return { version: mark.version, atSeconds: mark.atSeconds };
}
