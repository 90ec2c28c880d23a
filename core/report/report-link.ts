/** What the token in a report's link is the HMAC of, under the committee's key. */
import type { ReportName } from './report-name.ts';

export const REPORT_PATH_PREFIX = '/v1/reports/';

export type ReportLinkParts = { readonly programme: string; readonly name: ReportName };

/** Length-prefixed, and beginning as no signed request does. All parts are ASCII. */
export function toReportLinkText({ programme, name }: ReportLinkParts): string {
  return ['report link', programme, name].map((part) => `${part.length}:${part}`).join('');
}

/** A file to open, in the words to show. */
export type LabelledLink = { readonly label: string; readonly url: string };
