/** What the digest function asks of the table, in its own words; one store serves one programme. */
import type { DueMail } from '../../core/digest/due-mails.ts';
import type { MailKind } from '../../core/digest/mail-facts.ts';
import type { DeadAddress, OpenMail } from '../../core/digest/problems.ts';
import type { RowVersion } from '../../core/digest/row-history.ts';
import type { Said } from '../../core/digest/said.ts';
import type { UnitMark } from './summary-store.ts';

/** What a mail told its reader, from which the next one counts. */
export type Told =
  | {
      readonly kind: 'publication';
      readonly number: number;
      /** Epoch milliseconds. */
      readonly asOf: number;
      readonly total: number;
      readonly refused: number;
      /** All the mail said; absent before this was kept. */
      readonly said?: Said | undefined;
      readonly marks: { readonly [unit: string]: UnitMark };
    }
  /** Keys of the problems that stood. */
  | { readonly kind: 'problems'; readonly keys: readonly string[] };
export type ToldOf<Kind extends Told['kind']> = Extract<Told, { kind: Kind }>;

/** One mail to one recipient at one time; nobody puts its mark a second time. */
export type MailMark = {
  readonly recipient: string;
  readonly mailKind: MailKind;
  /** Epoch milliseconds. */
  readonly scheduledAt: number;
  /** Of the run, and of no other. */
  readonly token: string;
  /** Epoch milliseconds. */
  readonly markedAt: number;
};

/** What stands in the way of a mail. */
export type Standing = {
  readonly isMarked: boolean;
  readonly isOptedOut: boolean;
  readonly isDead: boolean;
};

/** A row with its versions in the order they were written. */
export type RowHistory = { readonly id: string; readonly versions: readonly RowVersion[] };

/**
 * Reads are strongly consistent. Every call may throw Fault 'store.conflict' when the table stays
 * busy, 'store.corrupt_item', or what the table threw.
 */
export type DigestStore = {
  /** In the order of the mails. */
  readStandings(mails: readonly DueMail[], scheduledAt: number): Promise<readonly Standing[]>;
  /** Of the recipient's last mail that surely left and told something of that kind. */
  readLastTold<Kind extends Told['kind']>(
    recipient: string,
    kind: Kind,
  ): Promise<ToldOf<Kind> | undefined>;
  /** Safe to repeat: 'taken' means that another run's mark stands there. */
  putPending(mark: MailMark): Promise<'put' | 'taken'>;
  recordSent(
    mark: MailMark,
    sent: { readonly messageId: string; readonly told: Told | undefined },
  ): Promise<void>;
  /** The mark stays PENDING when nobody knows; both stay listed as open. */
  recordOpen(
    mark: MailMark,
    outcome: Exclude<OpenMail['outcome'], { kind: 'pending' }>,
  ): Promise<void>;
  /** Mails of the last weeks that did not surely leave, oldest first. */
  listOpenMails(): Promise<readonly OpenMail[]>;
  listDeadAddresses(recipients: readonly string[]): Promise<readonly DeadAddress[]>;
  /** An address that is dead already stays so since its first time: it is told of once. */
  writeDeadAddress(address: DeadAddress): Promise<void>;
  writeOptOut(recipient: string, kind: MailKind, at: number): Promise<void>;
  /** Rows written at a later head version than that, deleted ones too. */
  readChangedRows(unit: string, afterHead: number): Promise<readonly RowHistory[]>;
};
