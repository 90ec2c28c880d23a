/** What the operator must know, and what of it he was not told yet. */
import type { Programme } from '../programme.ts';
import { listUnitsInPeriod } from '../programme.ts';
import type { UnitReport } from '../summary/figures.ts';
import { toFigures } from '../summary/figures.ts';
import { toVietnamDay } from '../time.ts';
import type { UnitSweep } from '../unit-head.ts';
import { unreachable } from '../unreachable.ts';
import type { MailKind, Problem } from './mail-facts.ts';
import { toNamedUnit } from './published-facts.ts';
import { isReminderTime, toReminderFacts } from './reminders.ts';
import type { PublishedMarks } from './unpublished.ts';
import { listUnpublished } from './unpublished.ts';

/** A mail that did not surely arrive at the mail service. */
export type OpenMail = {
  readonly recipient: string;
  readonly mailKind: MailKind;
  /** Epoch milliseconds. */
  readonly scheduledAt: number;
  /** When its mark was put. */
  readonly markedAt: number;
  readonly outcome:
    | { readonly kind: 'pending' }
    | { readonly kind: 'unknown' }
    | { readonly kind: 'refused'; readonly reason: string };
};

/** An address to which nothing is sent any more. */
export type DeadAddress = {
  readonly recipient: string;
  readonly kind: 'bounced' | 'complained';
  readonly at: number;
};

export type ProblemsInput = {
  readonly programme: Programme;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly reports: readonly UnitReport[];
  readonly publication:
    | {
        readonly asOf: number;
        readonly marks: PublishedMarks;
      }
    | undefined;
  readonly openMails: readonly OpenMail[];
  readonly deadAddresses: readonly DeadAddress[];
};

/** Longer than a run may take: a mark that is still open then belongs to none. */
export const RUN_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const SWEPT_LIMIT_DAYS = 1;
const MINUTE_MS = 60_000;

/** In a fixed order, those a person must act on first. */
export function listProblems(input: ProblemsInput): readonly Problem[] {
  return [
    ...listMailProblems(input),
    ...listLatePublication(input),
    ...input.deadAddresses.map(({ kind, recipient, at }): Problem => ({ kind, recipient, at })),
    ...listSilentUnits(input),
    ...listUnitsWithoutAddress(input),
  ];
}

/** The same problem, as long as it is the same one: what heals and comes back is told again. */
export function toProblemKey(problem: Problem): string {
  switch (problem.kind) {
    case 'silentUnit':
      return [
        ...['silentUnit', problem.unit.code, problem.lastContactAt],
        // A sheet that becomes unreadable afterwards is told anew.
        ...(isUnreadable(problem.found) ? [problem.found] : []),
      ].join('|');
    case 'publicationLate':
      return ['publicationLate', problem.publishedAt ?? 0].join('|');
    case 'unknownMail':
    case 'refusedMail':
      return [problem.kind, problem.scheduledAt, problem.recipient].join('|');
    case 'bounced':
    case 'complained':
      return [problem.kind, problem.at, problem.recipient].join('|');
    case 'noAddress':
      return ['noAddress', problem.unit.code].join('|');
    default:
      return unreachable(problem);
  }
}

/** What one mail lists; the rest comes with the next one. */
export const MAX_PROBLEMS = 100;

export type ProblemsToTell = {
  readonly problems: readonly Problem[];
  /** Keys of all problems that stand and were told once this mail is out. */
  readonly told: readonly string[];
  /** How many untold ones are left for the next mail. */
  readonly later: number;
};

export function selectUntold(
  problems: readonly Problem[],
  toldBefore: readonly string[],
): ProblemsToTell {
  const known = new Set(toldBefore);
  const untold = problems.filter((problem) => !known.has(toProblemKey(problem)));
  const selected = untold.slice(0, MAX_PROBLEMS);
  const kept = problems.map(toProblemKey).filter((key) => known.has(key));
  return {
    problems: selected,
    told: [...kept, ...selected.map(toProblemKey)],
    later: untold.length - selected.length,
  };
}

function listMailProblems({ openMails, now }: ProblemsInput): readonly Problem[] {
  return openMails.flatMap((mail): readonly Problem[] => {
    const { recipient, mailKind, scheduledAt, markedAt, outcome } = mail;
    const about = { recipient, mailKind, scheduledAt };
    if (outcome.kind === 'refused') {
      return [{ kind: 'refusedMail', ...about, reason: outcome.reason }];
    }
    const isUnderWay = outcome.kind === 'pending' && now - markedAt < RUN_MS;
    return isUnderWay ? [] : [{ kind: 'unknownMail', ...about }];
  });
}

function listLatePublication(input: ProblemsInput): readonly Problem[] {
  const { programme, now, reports, publication } = input;
  const limitMinutes = programme.mails?.kinds.alert?.publicationLateMinutes;
  if (limitMinutes === undefined) return [];
  const waiting = listUnpublished(reports, publication?.marks ?? {});
  const changedAt = Math.min(...waiting.map((one) => one.changedAt));
  if (waiting.length === 0 || now - changedAt <= limitMinutes * MINUTE_MS) return [];
  return [{ kind: 'publicationLate', changedAt, publishedAt: publication?.asOf }];
}

/** A unit that never spoke is missing, which every digest says. */
export function listSilentUnits({
  programme,
  now,
  reports,
}: Pick<ProblemsInput, 'programme' | 'now' | 'reports'>): readonly Problem[] {
  const limitDays = programme.mails?.kinds.alert?.silentAfterDays;
  if (limitDays === undefined) return [];
  const expected = new Set(listUnitsInPeriod(programme).map(({ code }) => code));
  return reports.flatMap(({ unit, contact }): readonly Problem[] => {
    if (contact === undefined || !expected.has(unit)) return [];
    const { lastContactAt, sweep } = contact;
    const limitMs = sweep === undefined ? limitDays * DAY_MS : toSweptLimitMs(sweep, limitDays);
    if (now - lastContactAt <= limitMs) return [];
    const found = sweep === undefined ? {} : { found: sweep.found };
    return [{ kind: 'silentUnit', unit: toNamedUnit(programme, unit), lastContactAt, ...found }];
  });
}

/**
 * The server has looked: a script that is silent for a day does not run. Rows of a sheet that cannot
 * be read arrive nowhere, which is told at once.
 */
function toSweptLimitMs({ found }: UnitSweep, limitDays: number): number {
  return isUnreadable(found) ? 0 : Math.min(limitDays, SWEPT_LIMIT_DAYS) * DAY_MS;
}

/** Where only a person can help. */
function isUnreadable(found: UnitSweep['found'] | undefined): boolean {
  return found !== undefined && found !== 'rows' && found !== 'unavailable';
}

function listUnitsWithoutAddress({ programme, now, reports }: ProblemsInput): readonly Problem[] {
  const today = toVietnamDay(now);
  if (!isReminderTime(programme, today)) return [];
  const addressed = new Set(
    programme.recipients.flatMap((one) => (one.kind === 'unit' ? [one.unit] : [])),
  );
  const figures = toFigures({ programme, reports, asOf: now });
  return figures.units.flatMap((unit): readonly Problem[] => {
    const facts = toReminderFacts(programme, unit, today);
    if (facts === undefined || addressed.has(facts.unit.code)) return [];
    return [{ kind: 'noAddress', unit: facts.unit }];
  });
}
