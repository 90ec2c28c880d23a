/** Facts of mails as tests tell them: the figures of the province's years 2008-2010, and edges of them. */
import type {
  AlertFacts,
  Changes,
  ClosingFacts,
  DigestFacts,
  MailFrame,
  NamedUnit,
  PublishedFacts,
  ReminderFacts,
} from '../../../core/digest/mail-facts.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import { MAIL_LINK_LABELS } from '../../../core/wording/mail.ts';

/** 07:30 on 28/03/2011 in Vietnam. */
export const AS_OF = Date.parse('2011-03-28T00:30:00Z');
const WEEK_MS = 7 * 86_400_000;

const SHEET = 'https://docs.google.com/spreadsheets/d/tong-hop/edit';
export const FRAME: MailFrame = {
  reader: 'committee',
  links: [
    { label: MAIL_LINK_LABELS.summary, url: SHEET },
    { label: MAIL_LINK_LABELS.missing, url: `${SHEET}#gid=7&range=A1` },
    { label: MAIL_LINK_LABELS.review, url: `${SHEET}#gid=8` },
    { label: MAIL_LINK_LABELS.document, url: 'https://api.example/v1/reports/a?token=1&v=2' },
  ],
  unsubscribeUrl: 'https://api.example/v1/mails/stop?recipient=1&token=abc',
};

export const HOSPITAL: NamedUnit = { code: 'BT028', name: 'Bệnh viện đa khoa Nguyễn Đình Chiểu' };
export const PHARMACY: NamedUnit = { code: 'BT061', name: 'Công ty Cổ phần Dược phẩm Bến Tre' };
export const NEWSPAPER: NamedUnit = { code: 'BT059', name: 'Báo Đồng Khởi' };

export const SUMMARY: Summary = {
  asOf: '2011-03-28T07:30:00+07:00',
  total: 235,
  unitsReported: 62,
  unitsTotal: 65,
  byCategory: { CTKT: 157, TK: 12, PVDT: 25, TCQL: 41, HLH: 0 },
  byYear: { 2008: 60, 2009: 75, 2010: 100 },
  byUnit: {},
  benefit: { totalDong: 12_345_678_900, counted: 180, notYet: 40, cannot: 15 },
  missingUnits: ['BT028', 'BT061', 'BT059'],
  outOfPeriod: 2,
  rejected: 6,
  incomplete: 1,
  waiting: 0,
  held: 0,
};

export function listUnits(count: number): readonly NamedUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return { code: `BT${number}`, name: `Đơn vị ${number}` };
  });
}

export function publishedFacts(parts: Partial<PublishedFacts> = {}): PublishedFacts {
  return {
    summary: SUMMARY,
    asOf: AS_OF,
    today: '2011-03-28',
    period: { from: '2008-01-01', to: '2010-12-31' },
    programmeName: 'Tổng kết phong trào sáng kiến 03 năm 2008-2010',
    deadline: '2011-03-31',
    unitsWithRows: 60,
    missing: [HOSPITAL, NEWSPAPER, PHARMACY],
    review: { refused: 6, incomplete: 1, warned: 9, units: [HOSPITAL, PHARMACY] },
    ...parts,
  };
}

/** Of a summary in which nobody has reported and nothing is counted. */
export function emptyFacts(missing: readonly NamedUnit[]): PublishedFacts {
  return publishedFacts({
    summary: {
      ...SUMMARY,
      total: 0,
      unitsReported: 0,
      unitsTotal: missing.length,
      byCategory: { CTKT: 0, TK: 0, PVDT: 0, TCQL: 0, HLH: 0 },
      byYear: { 2008: 0, 2009: 0, 2010: 0 },
      benefit: { totalDong: 0, counted: 0, notYet: 0, cannot: 0 },
      missingUnits: missing.map(({ code }) => code),
      outOfPeriod: 0,
      rejected: 0,
      incomplete: 0,
    },
    unitsWithRows: 0,
    missing,
    review: { refused: 0, incomplete: 0, warned: 0, units: [] },
  });
}

export const CHANGES: Changes = {
  since: AS_OF - WEEK_MS,
  added: 12,
  edited: 3,
  withdrawn: 1,
  recognised: 2,
  figures: [{ name: 'rejected', more: -4 }],
  isSaidAgain: false,
  examples: [
    { kind: 'recognised', unit: HOSPITAL, title: 'Cải tiến quy trình tiếp nhận người bệnh' },
    { kind: 'added', unit: PHARMACY, title: 'Máy đóng gói thuốc bột tự động' },
    { kind: 'edited', unit: HOSPITAL, title: 'Giá treo dịch truyền gắn giường' },
    { kind: 'withdrawn', unit: NEWSPAPER, title: 'Phần mềm quản lý tin bài' },
  ],
};
export const NO_CHANGES: Changes = {
  ...{ since: AS_OF - WEEK_MS, added: 0, edited: 0, withdrawn: 0 },
  ...{ recognised: 0, figures: [], isSaidAgain: true, examples: [] },
};

export function digestFacts(parts: Partial<DigestFacts> = {}): DigestFacts {
  return { ...publishedFacts(), kind: 'weekly', changes: CHANGES, ...parts };
}

export function closingFacts(parts: Partial<ClosingFacts> = {}): ClosingFacts {
  const attachments = ['du-thao-bao-cao.docx', 'bang-tong-hop.xlsx'];
  const published = publishedFacts({ today: '2011-04-01' });
  return { ...published, kind: 'closing', attachments, unpublishedUnits: 0, ...parts };
}

export function reminderFacts(parts: Partial<ReminderFacts> = {}): ReminderFacts {
  return {
    kind: 'reminder',
    unit: HOSPITAL,
    programmeName: 'Tổng kết phong trào sáng kiến 03 năm 2008-2010',
    period: { from: '2008-01-01', to: '2010-12-31' },
    deadline: '2011-03-31',
    daysLeft: 3,
    hasReported: false,
    rejected: 2,
    incomplete: 1,
    waiting: 0,
    ...parts,
  };
}

export function alertFacts(parts: Partial<AlertFacts> = {}): AlertFacts {
  const at = AS_OF - 3_600_000;
  const mail = { recipient: 'lanh-dao@ben-tre.example', scheduledAt: at } as const;
  return {
    kind: 'alert',
    programmeName: 'Tổng kết phong trào sáng kiến 03 năm 2008-2010',
    period: { from: '2008-01-01', to: '2010-12-31' },
    at: AS_OF,
    later: 0,
    problems: [
      { kind: 'silentUnit', unit: HOSPITAL, lastContactAt: AS_OF - WEEK_MS },
      { kind: 'publicationLate', changedAt: at, publishedAt: AS_OF - 2 * 3_600_000 },
      { kind: 'unknownMail', mailKind: 'weekly', ...mail },
      { kind: 'refusedMail', mailKind: 'monthly', reason: 'MessageRejected', ...mail },
      { kind: 'bounced', recipient: 'cu@ben-tre.example', at },
      { kind: 'complained', recipient: 'khac@ben-tre.example', at },
      { kind: 'noAddress', unit: PHARMACY },
    ],
    ...parts,
  };
}
