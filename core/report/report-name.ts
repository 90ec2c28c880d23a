/** The two files of a report, by the names their links and keys carry. */

export const REPORT_NAMES = ['du-thao-bao-cao.docx', 'bang-tong-hop.xlsx'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

const OFFICE = 'application/vnd.openxmlformats-officedocument';

export const REPORT_CONTENT_TYPES: { readonly [name in ReportName]: string } = {
  'du-thao-bao-cao.docx': `${OFFICE}.wordprocessingml.document`,
  'bang-tong-hop.xlsx': `${OFFICE}.spreadsheetml.sheet`,
};

export function isReportName(name: string): name is ReportName {
  return REPORT_NAMES.some((known) => known === name);
}
