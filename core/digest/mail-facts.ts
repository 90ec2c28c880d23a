/** What a mail says, before it has words: figures of one publication, and nothing of any author. */
import type { ProgrammeRules } from '../rules.ts';
import type { Summary } from '../summary/summary.ts';
import type { UnitSweep } from '../unit-head.ts';
import type { FigureChange } from './said.ts';

/** In the order of precedence: a recipient gets one mail a time, the first of these that is due. */
export const MAIL_KINDS = ['closing', 'reminder', 'monthly', 'weekly', 'alert'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export type NamedUnit = { readonly code: string; readonly name: string };

/** Rows between two publications; of rows inside the period only, so that they explain the totals. */
export type Changes = {
  /** As of the publication that recipient was told last, in epoch milliseconds. */
  readonly since: number;
  readonly added: number;
  readonly edited: number;
  readonly withdrawn: number;
  /** Edited or added rows that have a recognition now and had none before. */
  readonly recognised: number;
  /** Every other figure that changed, and some worth a line all the same. */
  readonly figures: readonly FigureChange[];
  /** Whether the mail says the same as the last one did, whatever a row was; unknown: not claimed. */
  readonly isSaidAgain: boolean;
  /** Titles as typed, a few of each, newest first; the counts above are whole. */
  readonly examples: readonly ChangedRow[];
};

export type ChangedRow = {
  readonly kind: 'added' | 'edited' | 'withdrawn' | 'recognised';
  readonly unit: NamedUnit;
  readonly title: string;
};

/** What the publication says, with what the units' contacts said at that time. */
export type PublishedFacts = {
  readonly summary: Summary;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly period: ProgrammeRules['period'];
  readonly programmeName: string;
  readonly deadline?: string;
  /** Of the mail, yyyy-mm-dd in Vietnam: the publication may be older. */
  readonly today: string;
  /**
   * Units asked to report that have rows in the period: «Đơn vị có sáng kiến» of the overview, which
   * is `summary.byUnit` less units not in the list. `summary.unitsReported` also counts statements.
   */
  readonly unitsWithRows: number;
  /** In code order, as `summary.missingUnits`. */
  readonly missing: readonly NamedUnit[];
  readonly review: {
    readonly refused: number;
    readonly incomplete: number;
    readonly warned: number;
    /** Units with any of these. */
    readonly units: readonly NamedUnit[];
  };
};

export type DigestFacts = PublishedFacts & {
  readonly kind: 'weekly' | 'monthly';
  /** Undefined in the first mail of a recipient: nothing is claimed of what changed. */
  readonly changes: Changes | undefined;
};

export type ClosingFacts = PublishedFacts & {
  readonly kind: 'closing';
  readonly attachments: readonly string[];
  /** Units whose last changes are not in the publication: the mail could wait no longer. */
  readonly unpublishedUnits: number;
};

/** To one unit: it reported nothing yet, or rows of it are refused, incomplete or waiting. */
export type ReminderFacts = {
  readonly kind: 'reminder';
  readonly unit: NamedUnit;
  readonly programmeName: string;
  readonly period: ProgrammeRules['period'];
  /** yyyy-mm-dd */
  readonly deadline: string;
  readonly daysLeft: number;
  readonly hasReported: boolean;
  readonly rejected: number;
  readonly incomplete: number;
  readonly waiting: number;
};

export type Problem =
  | {
      readonly kind: 'silentUnit';
      readonly unit: NamedUnit;
      readonly lastContactAt: number;
      /** What the server found when it read the sheet itself; undefined before it did. */
      readonly found?: UnitSweep['found'];
    }
  /** Changes from then on are not in the last publication. */
  | {
      readonly kind: 'publicationLate';
      readonly changedAt: number;
      readonly publishedAt: number | undefined;
    }
  /** A mail that may or may not have left: nobody sends it again but a person. */
  | {
      readonly kind: 'unknownMail';
      readonly recipient: string;
      readonly mailKind: MailKind;
      readonly scheduledAt: number;
    }
  /** A mail that surely did not leave; the reason is a word of the mail service. */
  | {
      readonly kind: 'refusedMail';
      readonly recipient: string;
      readonly mailKind: MailKind;
      readonly scheduledAt: number;
      readonly reason: string;
    }
  /** The address took no mail: none is sent to it any more. */
  | { readonly kind: 'bounced'; readonly recipient: string; readonly at: number }
  /** The reader called a mail spam: none is sent to the address any more. */
  | { readonly kind: 'complained'; readonly recipient: string; readonly at: number }
  /** Due to be reminded, but the programme has no address of it. */
  | { readonly kind: 'noAddress'; readonly unit: NamedUnit };

export type AlertFacts = {
  readonly kind: 'alert';
  readonly programmeName: string;
  readonly period: ProgrammeRules['period'];
  /** Epoch milliseconds. */
  readonly at: number;
  /** At least one. */
  readonly problems: readonly Problem[];
  /** How many more there are than one mail takes. */
  readonly later: number;
};

export type MailFacts = DigestFacts | ClosingFacts | ReminderFacts | AlertFacts;

/** `label` is one of `MAIL_LINK_LABELS`: by it a link finds its place in the text. */
export type MailLink = { readonly label: string; readonly url: string };

/** Who is greeted: a recipient by its kind in the programme, or the unit a reminder goes to. */
export type MailReader = 'committee' | 'leaders' | 'operator' | 'unit';

/** What surrounds the facts, different for each recipient. */
export type MailFrame = {
  readonly reader: MailReader;
  readonly links: readonly MailLink[];
  /** Opens a page that asks before it stops mails of that kind; undefined for the operator. */
  readonly unsubscribeUrl: string | undefined;
};
