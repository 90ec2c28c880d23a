/** What a typist is told of a near duplicate, and what a settled row's receipt still tells. */

import type { Message } from '../message.ts';
import type { NearDuplicate } from '../messages/sync-reply.ts';
import { parseNearDuplicate, YEAR_UNKNOWN } from '../wording/near-duplicates.ts';
import { listShownWarnings } from '../wording/receipts.ts';
import { isNearDuplicate } from './duplicates.ts';
import { toShownTitle } from './shown-title.ts';

/** `year` is '' where undated. */
export type OtherRow = Pick<NearDuplicate, 'title' | 'unitName' | 'year'>;

export function toNearMessage({ title, unitName, year }: OtherRow): Message {
  const values = {
    tên: toShownTitle(title),
    'đơn vị': unitName,
    năm: year === '' ? YEAR_UNKNOWN : year,
  };
  return { code: 'W_NEAR_DUP', values };
}

export type KeptInput = {
  readonly receiptText: string;
  /** Of the row the receipt stands in: what is not near it was not said of it. */
  readonly title: string;
  /** What the own unit is or was called: its rows are judged anew in every run. */
  readonly unitNames: readonly string[];
};

/**
 * Warnings about other units that a receipt carries. The server names them only when a row is
 * sent, so the receipt itself remembers them for as long as its row is not sent again.
 */
export function listKeptNear({ receiptText, title, unitNames }: KeptInput): readonly Message[] {
  return listShownWarnings(receiptText).flatMap((line): Message[] => {
    const words = parseNearDuplicate(line);
    if (words === undefined || unitNames.includes(words.unitName)) return [];
    // A cut title cannot be compared any more.
    const isNear = words.title.endsWith('…') || isNearDuplicate(words.title, title);
    return isNear ? [toNearMessage(words)] : [];
  });
}
