/** Links to the report files: whoever has one may read that file of that programme, and no more. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { LabelledLink, ReportLinkParts } from '../../core/report/report-link.ts';
import { REPORT_PATH_PREFIX, toReportLinkText } from '../../core/report/report-link.ts';
import type { ReportName } from '../../core/report/report-name.ts';
import { isReportName } from '../../core/report/report-name.ts';
import { REPORT_LINK_TEXTS } from '../../core/wording/report.ts';
import { deriveUnitKey } from './unit-key.ts';

export type ReportLinkInput = {
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly masterSecret: string;
  readonly programme: string;
  readonly name: ReportName;
  /** Of the committee's key: revoking the version ends its links. */
  readonly keyVersion: number;
};

export function toReportLink(input: ReportLinkInput): string {
  const { apiUrl, masterSecret, programme, name, keyVersion } = input;
  const token = toToken(masterSecret, keyVersion, { programme, name });
  return `${apiUrl}${REPORT_PATH_PREFIX}${name}?v=${keyVersion}&token=${token}`;
}

/** Both files, in the order people want them, in the words to show. */
export function listReportLinks(input: Omit<ReportLinkInput, 'name'>): readonly LabelledLink[] {
  return [
    {
      label: REPORT_LINK_TEXTS.document,
      url: toReportLink({ ...input, name: 'du-thao-bao-cao.docx' }),
    },
    {
      label: REPORT_LINK_TEXTS.workbook,
      url: toReportLink({ ...input, name: 'bang-tong-hop.xlsx' }),
    },
  ];
}

export type ReportLinkCheck =
  | { readonly kind: 'link'; readonly name: ReportName; readonly keyVersion: number }
  /** For the log only. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_name' | 'malformed' | 'wrong_token' };

export type ReportLinkRequest = {
  readonly path: string;
  readonly query: { readonly [name: string]: string | undefined };
  readonly masterSecret: string;
  readonly programme: string;
};

const KEY_VERSION = /^[1-9]\d{0,5}$/;
const TOKEN = /^[0-9a-f]{64}$/;

export function checkReportLink(request: ReportLinkRequest): ReportLinkCheck {
  const { path, query, masterSecret, programme } = request;
  const name = path.slice(REPORT_PATH_PREFIX.length);
  if (!path.startsWith(REPORT_PATH_PREFIX) || !isReportName(name)) return refuse('unknown_name');
  const { v = '', token = '' } = query;
  if (!KEY_VERSION.test(v) || !TOKEN.test(token)) return refuse('malformed');
  const keyVersion = Number(v);
  const expected = toToken(masterSecret, keyVersion, { programme, name });
  const isRight = timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(token, 'latin1'));
  return isRight ? { kind: 'link', name, keyVersion } : refuse('wrong_token');
}

function refuse(reason: Extract<ReportLinkCheck, { kind: 'refused' }>['reason']): ReportLinkCheck {
  return { kind: 'refused', reason };
}

/** @returns 64 lower-case hex digits */
function toToken(masterSecret: string, keyVersion: number, parts: ReportLinkParts): string {
  const key = deriveUnitKey(masterSecret, COMMITTEE_UNIT, keyVersion);
  return createHmac('sha256', key).update(toReportLinkText(parts), 'utf8').digest('hex');
}
