/** What is written back to «Danh mục»: marks and receipts, before sending and after an answer. */
import type { CatalogueOutcome, CountingVersion } from '../messages/catalogue.ts';
import {
  CATALOGUE_TEXTS,
  formatCatalogueMessage,
  toStillUsed,
  toStillUsedOpening,
} from '../wording/catalogue.ts';
import type { WaitReason } from '../wording/receipts.ts';
import { formatNoteLine, formatReceipt, parseReceiptState } from '../wording/receipts.ts';
import type { CatalogueMessage } from './catalogue-codes.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import type { CatalogueMark, CatalogueMarkState } from './catalogue-mark.ts';
import { formatCatalogueMark } from './catalogue-mark.ts';
import type { CheckedCatalogue, CheckedRow } from './check-catalogue-rows.ts';

export type CatalogueWrite = {
  readonly rowNumber: number;
  readonly markText: string;
  readonly receiptText: string;
  /** Note of the receipt: the code of what it says; '' for none. */
  readonly note: string;
  readonly isRefused: boolean;
  /** The receipt has, or had, a note and a colour of ours. */
  readonly touchesNote: boolean;
};

/** Whether the server must be told, as far as marks can say; what is gone only a digest tells. */
export function hasNews({ rows, unread }: CheckedCatalogue): boolean {
  const kept = new Set(unread);
  return rows.some((checked) => isNews(checked) || isUntold(checked, kept));
}

/** Its receipt does not say yet which value counts without a line; the server knows. */
function isUntold({ line, mark, row }: CheckedRow, kept: ReadonlySet<CatalogueKey>): boolean {
  if (line.kind !== 'refused' || mark === undefined) return false;
  if (mark.version === 0 || !kept.has(mark.key)) return false;
  return !row.receiptText.includes(toStillUsedOpening(mark.key));
}

const RECEIPT_OF_STATE = { '=': 'saved', '!': 'rejected', h: 'held' } as const;

function isNews({ row, mark, hash, line }: CheckedRow): boolean {
  if (line.kind === 'refused') return false;
  // An emptied line: what it said is gone, or stands elsewhere now.
  if (line.kind === 'blank') return mark !== undefined && mark.state !== 'h' && mark.state !== 'd';
  if (mark === undefined || mark.key !== line.key) {
    return line.kind === 'unread' || line.reading.kind === 'value' || row.receiptText !== '';
  }
  // The other line of its key is gone: now this one speaks.
  if (mark.state === '?' || mark.state === 'd' || mark.hash !== hash) return true;
  // Of two that dispute a key each names the other's row, which may have moved.
  const [first] = line.kind === 'unread' ? line.messages : [];
  const isSaid = first === undefined || row.receiptText.includes(formatCatalogueMessage(first));
  if (!isSaid) return true;
  return parseReceiptState(row.receiptText) !== RECEIPT_OF_STATE[mark.state];
}

/** Before sending: marks say that an answer is due, receipts claim nothing yet. */
export function planPending({ rows }: CheckedCatalogue): readonly CatalogueWrite[] {
  return keepChanges(
    rows,
    rows.flatMap((checked) => {
      if (!('key' in checked.line) || !isNews(checked)) return [];
      return [toWaiting(checked, checked.line.key, 'sending')];
    }),
  );
}

/** Nobody answered: lines under way say so, and why. */
export function settleWaiting(
  { rows, unread }: CheckedCatalogue,
  reason: WaitReason,
): readonly CatalogueWrite[] {
  const writes = rows.flatMap((checked): readonly CatalogueWrite[] => {
    const { line, mark } = checked;
    if ('key' in line && mark?.state === '?' && mark.key === line.key) {
      return [toWaiting(checked, line.key, reason)];
    }
    return settleRefused(checked, { kept: new Set(unread) });
  });
  return keepChanges(rows, writes);
}

function toWaiting(checked: CheckedRow, key: CatalogueKey, reason: WaitReason): CatalogueWrite {
  const { mark, hash, line } = checked;
  const known = mark?.key === key ? mark : undefined;
  const version = known?.version ?? 0;
  const atSeconds = known?.atSeconds ?? 0;
  const markText = formatCatalogueMark({ state: '?', key, version, atSeconds, hash });
  const accepted = version === 0 ? {} : { accepted: { version, atSeconds } };
  if (line.kind === 'unread') {
    const counting = version === 0 ? undefined : { version, at: atSeconds * 1000 };
    return toRefusal(checked, markText, { messages: line.messages, counting });
  }
  const receiptText = formatReceipt({ kind: 'waiting', reason, ...accepted });
  return toWrite(checked, { markText, receiptText, note: '', isRefused: false });
}

export type SettleInput = {
  /** As they were sent. */
  readonly sent: CheckedCatalogue;
  readonly outcomes: readonly CatalogueOutcome[];
  /** The tab as it is now: people do not wait. */
  readonly present: CheckedCatalogue;
};

/** Only to lines that still hold what was sent; the others are for the next run. */
export function settleCatalogue(input: SettleInput): readonly CatalogueWrite[] {
  const { sent, outcomes, present } = input;
  const byKey = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const sentHashes = new Set(sent.rows.map(({ line, hash }) => toSentKey(line, hash)));
  const claimed = new Set(present.rows.flatMap(({ line }) => ('key' in line ? [line.key] : [])));
  const kept = new Set(present.unread);
  const writes = present.rows.flatMap((checked): readonly CatalogueWrite[] => {
    const { line, hash, mark } = checked;
    if (line.kind === 'refused') return settleRefused(checked, { kept, byKey });
    if (line.kind === 'blank') {
      const isHeld = mark !== undefined && byKey.get(mark.key)?.kind === 'held';
      if (isHeld && !claimed.has(mark.key)) return [toHeld(checked, mark.key)];
      const isUnasked = mark?.state === 'h' && outcomes.length === 0;
      return isUnasked ? [] : [toNothing(checked)];
    }
    const outcome = byKey.get(line.key);
    if (outcome === undefined || !sentHashes.has(toSentKey(line, hash))) return [];
    return [settleLine(checked, outcome)];
  });
  return keepChanges(present.rows, writes);
}

/**
 * Whether every line that was sent still stands there as it was. Where one does not its outcome was
 * written nowhere, and the answer counts as not heard: the next run asks about all lines again.
 */
export function isAllThere(sent: CheckedCatalogue, present: CheckedCatalogue): boolean {
  const there = new Set(present.rows.map(({ line, hash }) => toSentKey(line, hash)));
  return sent.rows.every(({ line, hash }) => there.has(toSentKey(line, hash)) || !('key' in line));
}

function toSentKey(line: CheckedRow['line'], hash: string): string {
  return 'key' in line ? `${line.kind}.${line.key}.${hash}` : '';
}

function settleLine(checked: CheckedRow, outcome: CatalogueOutcome): CatalogueWrite {
  const { line, hash } = checked;
  const { key } = outcome;
  switch (outcome.kind) {
    case 'none':
      return toNothing(checked);
    case 'held':
      return toHeld(checked, key);
    case 'saved': {
      const accepted = { version: outcome.version, atSeconds: Math.floor(outcome.at / 1000) };
      const markText = formatCatalogueMark({ state: '=', key, ...accepted, hash });
      const own = line.kind === 'line' ? listWarnings(line.reading) : [];
      const messages = [...(outcome.warnings ?? []), ...own];
      const isBlank = line.kind === 'line' && line.reading.kind === 'blank';
      const warnings = isBlank ? [CATALOGUE_TEXTS.noValue] : messages.map(formatCatalogueMessage);
      const receiptText = formatReceipt({ kind: 'saved', accepted, warnings });
      const note = toNote(messages);
      return toWrite(checked, { markText, receiptText, note, isRefused: false });
    }
    case 'rejected':
    case 'kept': {
      const { counting } = outcome;
      const own = outcome.kind === 'rejected' ? [outcome] : [];
      const messages = line.kind === 'unread' ? line.messages : own;
      const markText = formatCatalogueMark({ state: '!', key, ...toMarked(counting), hash });
      return toRefusal(checked, markText, { messages, counting });
    }
  }
}

function listWarnings(reading: Extract<CheckedRow['line'], { kind: 'line' }>['reading']) {
  return reading.kind === 'value' ? reading.messages : [];
}

function toMarked(counting: CountingVersion | undefined) {
  return {
    version: counting?.version ?? 0,
    atSeconds: Math.floor((counting?.at ?? 0) / 1000),
  };
}

type RefusedInput = {
  /** Keys whose accepted value stays for want of a line that can be read. */
  readonly kept: ReadonlySet<CatalogueKey>;
  /** What was just told, if anything was. */
  readonly byKey?: ReadonlyMap<CatalogueKey, CatalogueOutcome>;
};

/** It is no news for the server. What it was known by stays known, so that nothing is withdrawn. */
function settleRefused(
  checked: CheckedRow,
  { kept, byKey }: RefusedInput,
): readonly CatalogueWrite[] {
  const { line, mark, hash } = checked;
  if (line.kind !== 'refused') return [];
  const { messages, repeats } = line;
  const known: Pick<CatalogueMark, 'key' | 'version' | 'atSeconds'> | undefined =
    mark ?? (repeats === undefined ? undefined : { key: repeats, version: 0, atSeconds: 0 });
  const state: CatalogueMarkState = repeats === undefined ? '!' : 'd';
  const markText = known === undefined ? '' : formatCatalogueMark({ ...known, state, hash });
  if (mark === undefined || mark.version === 0 || !kept.has(mark.key)) {
    return [toRefusal(checked, markText, { messages, counting: undefined })];
  }
  const counting = { version: mark.version, at: mark.atSeconds * 1000 };
  const stillUsed = toStillUsedLine(checked, mark.key, byKey?.get(mark.key));
  return [toRefusal(checked, markText, { messages, counting, stillUsed })];
}

/** The server says it once; what the receipt says of it since is left as it is. */
function toStillUsedLine(
  { row }: CheckedRow,
  key: CatalogueKey,
  outcome: CatalogueOutcome | undefined,
): string {
  const shown = outcome?.kind === 'kept' ? outcome.counting?.shown : undefined;
  if (shown !== undefined) return toStillUsed(key, shown);
  const opening = toStillUsedOpening(key);
  const said = row.receiptText.split('\n').find((text) => text.startsWith(opening));
  return said ?? toStillUsed(key, undefined);
}

type Told = { readonly code: string; readonly values: CatalogueMessage['values'] };

type Refusing = {
  readonly messages: readonly Told[];
  readonly counting: CountingVersion | undefined;
  /** Of a value that counts and has no line of its own. */
  readonly stillUsed?: string;
};

function toRefusal(
  checked: CheckedRow,
  markText: string,
  { messages, counting, stillUsed }: Refusing,
): CatalogueWrite {
  const reasons = messages.map(formatCatalogueMessage);
  const isInitial = counting?.version === 0;
  const accepted = toMarked(counting);
  const receiptText = formatReceipt({
    kind: 'rejected',
    reasons,
    ...(counting === undefined || isInitial ? {} : { accepted }),
  });
  return toWrite(checked, {
    markText,
    receiptText: [
      receiptText,
      ...(isInitial ? [CATALOGUE_TEXTS.initialCounts] : []),
      ...(stillUsed === undefined ? [] : [stillUsed]),
    ].join('\n'),
    note: toNote(messages),
    isRefused: true,
  });
}

function toHeld(checked: CheckedRow, key: CatalogueKey): CatalogueWrite {
  const { mark, hash } = checked;
  const version = mark?.key === key ? mark.version : 0;
  const atSeconds = mark?.key === key ? mark.atSeconds : 0;
  const markText = formatCatalogueMark({ state: 'h', key, version, atSeconds, hash });
  const receiptText = formatReceipt({ kind: 'held' });
  return toWrite(checked, { markText, receiptText, note: '', isRefused: false });
}

function toNothing(checked: CheckedRow): CatalogueWrite {
  return toWrite(checked, { markText: '', receiptText: '', note: '', isRefused: false });
}

function toNote(messages: Refusing['messages']): string {
  return messages
    .map((message) => formatNoteLine(formatCatalogueMessage(message), message.code))
    .join('\n');
}

type Written = Omit<CatalogueWrite, 'rowNumber' | 'touchesNote'>;

function toWrite({ row }: CheckedRow, written: Written): CatalogueWrite {
  const before = parseReceiptState(row.receiptText);
  const hadNote = before === 'rejected' || (before === 'saved' && row.receiptText.includes('\n'));
  const touchesNote = hadNote || written.note !== '' || before === undefined;
  return { rowNumber: row.rowNumber, ...written, touchesNote };
}

function keepChanges(
  rows: readonly CheckedRow[],
  writes: readonly CatalogueWrite[],
): readonly CatalogueWrite[] {
  const present = new Map(rows.map(({ row }) => [row.rowNumber, row]));
  return writes.filter(({ rowNumber, markText, receiptText }) => {
    const row = present.get(rowNumber);
    return row?.markText !== markText || row.receiptText !== receiptText;
  });
}
