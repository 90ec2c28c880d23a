/** What the digest function works with. */
import type { MailFacts, MailFrame } from '../../core/digest/mail-facts.ts';
import type { Programme } from '../../core/programme.ts';
import type { DigestStore } from '../ports/digest-store.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { ReportFiles, ReportStore } from '../ports/report-store.ts';
import type { SummaryStore } from '../ports/summary-store.ts';
import type { Logger, Metrics } from '../ports/telemetry.ts';
import type { ReportReader, ReportWriters } from '../report/make-report.ts';
import type { MessageInput } from './compose-message.ts';
import type { RenderedMail } from './render-mail.ts';
import type { Patience } from './send-mail.ts';

/** Gives facts their words and looks, and those the form mail programs read. */
export type MailWriter = {
  render(facts: MailFacts, frame: MailFrame): RenderedMail;
  compose(message: MessageInput): Promise<Uint8Array>;
};

export type DigestDeps = {
  readonly store: DigestStore;
  readonly summaries: ReportReader & Pick<SummaryStore, 'readKeyPolicy'>;
  readonly reports: ReportStore & ReportFiles;
  readonly writers: ReportWriters;
  readonly mailWriter: MailWriter;
  readonly mailer: Mailer;
  /** A new one for every run. */
  readonly createPatience: () => Patience;
  readonly masterSecret: () => Promise<string>;
  /** The one before it; undefined where there is none. */
  readonly formerSecret: () => Promise<string | undefined>;
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly spreadsheetId: string;
  readonly programme: Programme;
  /** Unlike any other, for each run. */
  readonly newToken: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
};
