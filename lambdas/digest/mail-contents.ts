/** What each due mail of a run says; what several of them need is read once. */

import { isUnchanged } from '../../core/digest/changes.ts';
import type { DueMail } from '../../core/digest/due-mails.ts';
import type { Changes, MailFacts } from '../../core/digest/mail-facts.ts';
import { listProblems, listSilentUnits, selectUntold } from '../../core/digest/problems.ts';
import { toPublishedFacts } from '../../core/digest/published-facts.ts';
import { toReminderFacts } from '../../core/digest/reminders.ts';
import { toSaid } from '../../core/digest/said.ts';
import { listUnpublished } from '../../core/digest/unpublished.ts';
import { Fault } from '../../core/fault.ts';
import type { UnitReport } from '../../core/summary/figures.ts';
import { toFigures } from '../../core/summary/figures.ts';
import { toVietnamDay } from '../../core/time.ts';
import { unreachable } from '../../core/unreachable.ts';
import type { Told, ToldOf } from '../ports/digest-store.ts';
import type { Published } from '../ports/summary-store.ts';
import type { MailAttachment } from './compose-message.ts';
import type { DigestDeps } from './digest-deps.ts';
import { readAttachments } from './read-attachments.ts';
import { readChanges } from './read-changes.ts';

export type MailContent =
  | {
      readonly kind: 'mail';
      readonly facts: MailFacts;
      readonly attachments: readonly MailAttachment[];
      /** What the reader knows once it left. */
      readonly told: Told | undefined;
      /** Of the unit it is about. */
      readonly report: UnitReport | undefined;
    }
  /** Not a word to say, so none is sent. */
  | {
      readonly kind: 'none';
      readonly reason: 'unpublished' | 'unchanged' | 'nothingOwed' | 'nothingNew';
    };

export type MailContents = {
  read(mail: DueMail): Promise<MailContent>;
  /** How many units were not heard of for as long as an alert allows. */
  countSilentUnits(): Promise<number>;
};

/**
 * Short of the last of three attempts, which Lambda makes three minutes after the first: until then
 * the closing mail waits for the publication of what units sent before it.
 */
const CLOSING_PATIENCE_MS = 150_000;

export function createMailContents(deps: DigestDeps, scheduledAt: number): MailContents {
  const { programme, summaries, store, now } = deps;
  const today = toVietnamDay(scheduledAt);
  const publication = once(() => summaries.readPublished());
  const reports = once(() => summaries.readReports(programme.units.map(({ code }) => code)));
  const attachments = once(async () => {
    const published = await publication();
    return published === undefined ? [] : readAttachments(deps, published.number);
  });
  const changesSince = new Map<number, Promise<Changes | undefined>>();

  function changes(told: ToldOf<'publication'>, published: Published) {
    const known = changesSince.get(told.number);
    if (known !== undefined) return known;
    const reading = readChanges(deps, told, published, toTold(published).said);
    changesSince.set(told.number, reading);
    return reading;
  }

  async function readDigest({ recipient }: DueMail, kind: 'weekly' | 'monthly') {
    const published = await publication();
    if (published === undefined) return none('unpublished');
    const last = await store.readLastTold(recipient.address, 'publication');
    const found = last === undefined ? undefined : await changes(last, published);
    const rule = programme.mails?.kinds[kind]?.whenUnchanged;
    if (rule === 'skip' && found !== undefined && isUnchanged(found)) return none('unchanged');
    return toMail({ ...toFacts(published), kind, changes: found }, toTold(published));
  }

  function toFacts({ summary, asOf, review = {} }: Published) {
    return toPublishedFacts(programme, { summary, asOf, review, today });
  }

  function toTold(published: Published) {
    const { number, asOf, summary, marks, review = {} } = published;
    const { total, rejected: refused } = summary;
    const said = toSaid(toFacts(published), review);
    return { kind: 'publication', number, asOf, total, refused, said, marks } as const;
  }

  async function readClosing(): Promise<MailContent> {
    const published = await publication();
    const unpublishedUnits = listUnpublished(await reports(), published?.marks ?? {}).length;
    const isLate = published === undefined || unpublishedUnits > 0;
    if (isLate && now() - scheduledAt < CLOSING_PATIENCE_MS) {
      const details = { publication: published?.number ?? 0, units: unpublishedUnits };
      throw new Fault('digest.publication_late', details);
    }
    if (published === undefined) return none('unpublished');
    const files = await attachments();
    const names = files.map(({ name }) => name);
    const facts = { ...toFacts(published), kind: 'closing', unpublishedUnits } as const;
    return { ...toMail({ ...facts, attachments: names }, toTold(published)), attachments: files };
  }

  async function readReminder({ recipient }: DueMail): Promise<MailContent> {
    const code = recipient.kind === 'unit' ? recipient.unit : '';
    const all = await reports();
    const { units } = toFigures({ programme, reports: all, asOf: now() });
    const unit = units.find((one) => one.unit.code === code);
    const facts = unit === undefined ? undefined : toReminderFacts(programme, unit, today);
    if (facts === undefined) return none('nothingOwed');
    return { ...toMail(facts, undefined), report: all.find((one) => one.unit === code) };
  }

  /** Read when the other mails of the run are done: what went wrong with them is told here. */
  async function readAlert({ recipient }: DueMail): Promise<MailContent> {
    const addresses = programme.recipients.map(({ address }) => address);
    const problems = listProblems({
      programme,
      now: now(),
      reports: await reports(),
      publication: await publication(),
      openMails: await store.listOpenMails(),
      deadAddresses: await store.listDeadAddresses(addresses),
    });
    const last = await store.readLastTold(recipient.address, 'problems');
    const untold = selectUntold(problems, last?.keys ?? []);
    if (untold.problems.length === 0) return none('nothingNew');
    const { name: programmeName, period } = programme;
    const facts = { kind: 'alert', programmeName, period, at: now() } as const;
    const told: Told = { kind: 'problems', keys: untold.told };
    const { problems: listed, later } = untold;
    return toMail({ ...facts, problems: listed, later }, told);
  }

  return {
    async countSilentUnits() {
      return listSilentUnits({ programme, now: now(), reports: await reports() }).length;
    },
    read(mail) {
      switch (mail.kind) {
        case 'weekly':
        case 'monthly':
          return readDigest(mail, mail.kind);
        case 'closing':
          return readClosing();
        case 'reminder':
          return readReminder(mail);
        case 'alert':
          return readAlert(mail);
        default:
          return unreachable(mail.kind);
      }
    },
  };
}

function toMail(facts: MailFacts, told: Told | undefined) {
  return { kind: 'mail', facts, told, attachments: [], report: undefined } as const;
}

function none(reason: Extract<MailContent, { kind: 'none' }>['reason']): MailContent {
  return { kind: 'none', reason };
}

/** A failed reading is not remembered. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}
