/** The report files of the last publication, made first when there are none yet. */
import { Fault } from '../../core/fault.ts';
import type { ReportName } from '../../core/report/report-name.ts';
import { REPORT_NAMES } from '../../core/report/report-name.ts';
import { makeReport } from '../report/make-report.ts';
import type { MailAttachment } from './compose-message.ts';
import type { DigestDeps } from './digest-deps.ts';

type AttachmentDeps = Pick<DigestDeps, 'summaries' | 'reports' | 'writers' | 'programme' | 'now'>;

/**
 * Called before anything is marked or sent: where it fails, the run is simply done again.
 *
 * @param publication the number of the one the mail speaks of
 * @throws Fault 'digest.report_differs' when another was published meanwhile
 */
export async function readAttachments(
  deps: AttachmentDeps,
  publication: number,
): Promise<readonly MailAttachment[]> {
  const { summaries: store, reports, writers, programme, now } = deps;
  await makeReport({ store, reports, writers, programme, now });
  return Promise.all(REPORT_NAMES.map((name) => readOne(deps, name, publication)));
}

async function readOne(
  { reports }: AttachmentDeps,
  name: ReportName,
  publication: number,
): Promise<MailAttachment> {
  const file = await reports.readFile(name);
  if (file?.publication === publication) return { name, content: file.bytes };
  throw new Fault('digest.report_differs', { publication, found: file?.publication ?? 0 });
}
