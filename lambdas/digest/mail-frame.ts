/** What surrounds the facts of one mail: links its reader may open, and the one that stops it. */
import type { DueMail } from '../../core/digest/due-mails.ts';
import type { MailFrame, MailLink } from '../../core/digest/mail-facts.ts';
import type { UnitReport } from '../../core/summary/figures.ts';
import { toSpreadsheetUrl } from '../../core/summary/spreadsheet-url.ts';
import { MAIL_LINK_LABELS } from '../../core/wording/mail.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';
import { toUnsubscribeLink } from '../http/unsubscribe-link.ts';
import { readReportLinks } from '../summarize/read-report-links.ts';
import type { DigestDeps } from './digest-deps.ts';

type FrameDeps = Pick<
  DigestDeps,
  'summaries' | 'masterSecret' | 'apiUrl' | 'spreadsheetId' | 'programme' | 'now'
>;

/** @param report of the unit a reminder goes to */
export async function readMailFrame(
  deps: FrameDeps,
  { recipient, kind }: DueMail,
  report: UnitReport | undefined,
): Promise<MailFrame> {
  const { apiUrl, programme } = deps;
  return {
    reader: recipient.kind,
    links: recipient.kind === 'unit' ? listUnitLinks(report) : await listSummaryLinks(deps),
    unsubscribeUrl:
      kind === 'alert'
        ? undefined
        : toUnsubscribeLink({
            apiUrl,
            masterSecret: await deps.masterSecret(),
            programme: programme.code,
            recipient: recipient.address,
            kind,
          }),
  };
}

/** None for a unit whose spreadsheet never spoke. */
function listUnitLinks(report: UnitReport | undefined): readonly MailLink[] {
  const spreadsheetId = report?.head?.spreadsheetId;
  if (spreadsheetId === undefined) return [];
  return [{ label: MAIL_LINK_LABELS.unitSheet, url: toSpreadsheetUrl({ spreadsheetId }) }];
}

/** Tabs as the last publication placed them: a tab it does not know of would open the wrong one. */
async function listSummaryLinks(deps: FrameDeps): Promise<readonly MailLink[]> {
  const { spreadsheetId, summaries } = deps;
  const { sheetIds = {} } = (await summaries.readPublished()) ?? {};
  const tabs = (['missing', 'review'] as const).flatMap((tab) => {
    const sheetId = sheetIds[TAB_TITLES[tab]];
    if (sheetId === undefined) return [];
    return [{ label: MAIL_LINK_LABELS[tab], url: toSpreadsheetUrl({ spreadsheetId, sheetId }) }];
  });
  const summary = { label: MAIL_LINK_LABELS.summary, url: toSpreadsheetUrl({ spreadsheetId }) };
  return [summary, ...tabs, ...(await readReportLinks({ ...deps, store: summaries }))];
}
