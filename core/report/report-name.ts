/** The two files of a report, by the names their links and keys carry. */

export const REPORT_NAMES = ['du-thao-bao-cao.docx', 'bang-tong-hop.xlsx'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

export function isReportName(name: string): name is ReportName {
  return REPORT_NAMES.some((known) => known === name);
}
