/** Marks of mails, mails that are open, and what is known of addresses, as items. */
import * as z from 'zod/mini';
import { MAIL_KINDS } from '../../../core/digest/mail-facts.ts';
import type { DeadAddress, OpenMail } from '../../../core/digest/problems.ts';
import type { MailMark, Told } from '../../ports/digest-store.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem, toCorruptItem } from './parse-item.ts';
import { toDeadAddressKey, toMailMarkKey, toOpenMailKey, toOptOutKey } from './table-keys.ts';

const mailKind = z.enum(MAIL_KINDS);
const time = z.int();

const count = z.int().check(z.gte(0));
const SaidText = z.strictObject({
  figures: z.record(z.string(), z.number()),
  deadline: z.string(),
  missing: z.array(z.string()),
  review: z.record(
    z.string(),
    z.strictObject({ refused: count, warned: count, incomplete: z.optional(count) }),
  ),
});

const ToldText = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('publication'),
    number: z.int(),
    asOf: time,
    total: z.int(),
    refused: z.int(),
    said: z.optional(SaidText),
    marks: z.record(z.string(), z.strictObject({ head: z.int(), contact: z.int() })),
  }),
  z.strictObject({ kind: z.literal('problems'), keys: z.array(z.string()) }),
]);

/** What a mark is put with; what became of the mail is added to it. */
export function toMailMarkItem(programme: string, mark: MailMark): StoredItem {
  return {
    ...toMailMarkKey(programme, mark.recipient, mark.scheduledAt),
    itemVersion: ITEM_VERSION,
    status: 'PENDING',
    ...mark,
  };
}

/** Kept as JSON text: one attribute, whatever the number of units. */
export function toToldText(told: Told): string {
  return JSON.stringify(told);
}

const ToldItem = z.object({ itemVersion, told: z.string() });

/** @throws Fault 'store.corrupt_item' */
export function parseTold(item: StoredItem): Told {
  const parsed = z.safeParse(ToldText, JSON.parse(parseItem(ToldItem, item).told));
  if (!parsed.success) throw toCorruptItem(item, 'told');
  return parsed.data;
}

const OUTCOMES = ['pending', 'unknown', 'refused'] as const;
const OpenItem = z.object({
  itemVersion,
  recipient: z.string(),
  mailKind,
  scheduledAt: time,
  markedAt: time,
  outcome: z.enum(OUTCOMES),
  reason: z._default(z.string(), ''),
  expiresAtSeconds: z.int(),
});

/** People were told long before; without an end the list would only grow. */
const OPEN_DAYS = 60;
const DAY_SECONDS = 86_400;

export function toOpenMailItem(
  programme: string,
  mark: MailMark,
  outcome: OpenMail['outcome'],
): StoredItem {
  const { recipient, mailKind: kind, scheduledAt, markedAt } = mark;
  return {
    ...toOpenMailKey(programme, recipient, scheduledAt),
    itemVersion: ITEM_VERSION,
    recipient,
    mailKind: kind,
    scheduledAt,
    markedAt,
    outcome: outcome.kind,
    ...(outcome.kind === 'refused' ? { reason: outcome.reason } : {}),
    expiresAtSeconds: Math.floor(markedAt / 1000) + OPEN_DAYS * DAY_SECONDS,
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseOpenMail(item: StoredItem): OpenMail & { readonly expiresAtSeconds: number } {
  const { itemVersion: _, outcome, reason, ...mail } = parseItem(OpenItem, item);
  return {
    ...mail,
    outcome: outcome === 'refused' ? { kind: outcome, reason } : { kind: outcome },
  };
}

const DeadItem = z.object({
  itemVersion,
  recipient: z.string(),
  kind: z.enum(['bounced', 'complained']),
  at: time,
});

export function toDeadAddressItem(programme: string, address: DeadAddress): StoredItem {
  const key = toDeadAddressKey(programme, address.recipient);
  return { ...key, itemVersion: ITEM_VERSION, ...address };
}

/** @throws Fault 'store.corrupt_item' */
export function parseDeadAddress(item: StoredItem): DeadAddress {
  const { itemVersion: _, ...address } = parseItem(DeadItem, item);
  return address;
}

export function toOptOutItem(
  programme: string,
  {
    recipient,
    kind,
    at,
  }: { readonly recipient: string; readonly kind: string; readonly at: number },
): StoredItem {
  return { ...toOptOutKey(programme, recipient, kind), itemVersion: ITEM_VERSION, recipient, at };
}
