/** Vietnamese wording of mails: subjects, sentences, labels; how they begin and end. */
import type { ChangedRow, MailKind, MailReader, Problem } from '../digest/mail-facts.ts';
import type { FigureName } from '../digest/said.ts';
import { formatDay, formatDong } from '../format.ts';
import type { UnitSweep } from '../unit-head.ts';
import { REPORT_LINK_TEXTS } from './report.ts';
import { MENU } from './sheet.ts';
import { describeFound } from './silence.ts';
import { LABELS, TAB_TITLES } from './summary.ts';

export const MAIL_LINK_LABELS = {
  summary: 'Bảng tổng hợp',
  missing: `Trang “${TAB_TITLES.missing}”`,
  review: `Trang “${TAB_TITLES.review}”`,
  document: REPORT_LINK_TEXTS.document,
  workbook: REPORT_LINK_TEXTS.workbook,
  unitSheet: 'Bảng nhập của đơn vị',
} as const;

export const MAIL_LABELS = {
  footer: 'Thư gửi tự động, không chứa thông tin cá nhân của tác giả.',
  unsubscribe: 'Ngừng nhận loại thư này',
  changes: 'Thay đổi so với kỳ thư trước',
  categories: 'Số sáng kiến theo nhóm',
  review: 'Cần lưu ý',
  otherLinks: 'Tài liệu khác',
  total: 'Sáng kiến',
  unitsWithRows: LABELS.coverage,
  unitsMissing: LABELS.unitsMissing,
  countedDong: 'Giá trị làm lợi đã tính được',
  noData: LABELS.noData,
  noneAtAll: LABELS.noneAtAll,
  nothingToNote: 'Không có điểm nào cần lưu ý.',
  nothingToDo: 'Không còn dòng nào cần xử lý.',
} as const;

/** Stands above the text, under the programme's name. */
export const MAIL_KIND_NAMES: { readonly [kind in MailKind]: string } = {
  closing: 'Thư chốt số liệu',
  reminder: 'Thư nhắc nộp',
  monthly: 'Thư tổng hợp hằng tháng',
  weekly: 'Thư tổng hợp định kỳ',
  alert: 'Thư báo vận hành',
};

/** A unit is greeted by its name. */
export function toGreeting(reader: MailReader, unitName = 'đơn vị'): string {
  switch (reader) {
    case 'committee':
      return 'Kính gửi Ban Tổ chức,';
    case 'leaders':
      return 'Kính gửi Lãnh đạo,';
    case 'operator':
      return 'Kính gửi người vận hành,';
    case 'unit':
      return `Kính gửi ${unitName},`;
  }
}

export type SubjectValues = {
  /** «2008-2010» */
  readonly period: string;
  /** «31/03/2011» */
  readonly day: string;
  readonly total: number;
  /** Units that have rows or said a word, the others being «chưa nộp»: both add up to the list. */
  readonly unitsReported: number;
  readonly unitsTotal: number;
};

export function toDigestSubject(values: SubjectValues): string {
  return `[Sáng kiến ${values.period}] Tình hình tổng hợp đến ngày ${values.day}: ${toSubjectFigures(values)}`;
}

export function toClosingSubject(values: SubjectValues): string {
  return `[Sáng kiến ${values.period}] Số liệu chốt đến ngày ${values.day}: ${toSubjectFigures(values)}`;
}

function toSubjectFigures({ total, unitsReported, unitsTotal }: SubjectValues): string {
  const units = `${formatDong(unitsReported)}/${formatDong(unitsTotal)}`;
  return `${formatDong(total)} sáng kiến, ${units} đơn vị đã nộp`;
}

export function toReminderSubject(unitName: string, deadline: string): string {
  return `[Nhắc nộp] ${unitName}: hạn gửi danh sách sáng kiến ${formatDay(deadline)}`;
}

export function toAlertSubject(programmeName: string, problems: number): string {
  return `[Vận hành] ${programmeName}: ${formatDong(problems)} việc cần xem`;
}

/** «Số liệu đến 07:30 ngày 05/04/2011» */
export function toAsOfLine({ time, day }: MomentWords): string {
  return `${LABELS.asOf} ${toMomentText({ time, day })}`;
}

export function toCheckedLine(moment: MomentWords): string {
  return `Kiểm tra lúc ${toMomentText(moment)}`;
}

/** A moment in Vietnam: «07:30» and «05/04/2011». */
export type MomentWords = { readonly time: string; readonly day: string };

export function toMomentText({ time, day }: MomentWords): string {
  return `${time} ngày ${day}`;
}

export type TotalsWords = {
  readonly moment: MomentWords;
  readonly total: number;
  /** Units with rows: «Đơn vị có sáng kiến», not those that have only said a word. */
  readonly unitsWithRows: number;
  readonly unitsTotal: number;
};

/** Without its full stop: what changed follows. */
export function toTotalsClause(values: TotalsWords): string {
  const opening = `Tính đến ${toMomentText(values.moment)}, hệ thống`;
  const units = `${formatDong(values.unitsWithRows)}/${formatDong(values.unitsTotal)}`;
  if (values.total === 0) {
    return `${opening} chưa ghi nhận sáng kiến nào (${units} đơn vị có sáng kiến)`;
  }
  return `${opening} ghi nhận ${formatDong(values.total)} sáng kiến của ${units} đơn vị`;
}

export type ChangeCounts = {
  readonly added: number;
  readonly edited: number;
  readonly withdrawn: number;
};

/** Follows the totals; of a first mail nothing is claimed. */
export const CHANGE_TEXTS = {
  unknown: '.',
  none: '. Kỳ này không phát sinh thay đổi.',
  some: (counts: ChangeCounts) => `; so với kỳ thư trước ${toCountsText(counts)}.`,
  since: (moment: MomentWords) => `Tính từ số liệu ${toMomentText(moment)}.`,
  fewShown: ' Chỉ nêu tên một số sáng kiến, mới nhất trước.',
  names: {
    added: 'Tăng',
    edited: 'Sửa',
    withdrawn: 'Rút',
    recognised: 'Mới được công nhận',
  } satisfies { readonly [kind in ChangedRow['kind']]: string },
  marks: {
    added: 'Mới',
    edited: 'Sửa',
    withdrawn: 'Rút',
    recognised: 'Công nhận',
  } satisfies { readonly [kind in ChangedRow['kind']]: string },
  /** Of figures that are no sum of the rows above. */
  figures: {
    unitsTotal: LABELS.unitsTotal,
    unitsReported: LABELS.unitsReported,
    unitsMissing: LABELS.unitsMissing,
    rejected: 'Dòng bị từ chối',
    incomplete: LABELS.incomplete,
    waiting: LABELS.waiting,
    warned: 'Dòng có cảnh báo',
    held: LABELS.held,
    outOfPeriod: LABELS.outOfPeriod,
  } satisfies { readonly [name in FigureName]: string },
  more: (more: number) => {
    if (more === 0) return 'không đổi';
    return more > 0 ? `thêm ${formatDong(more)}` : `bớt ${formatDong(-more)}`;
  },
  example: (title: string, unitName: string) => `“${title}” (${unitName})`,
} as const;

function toCountsText({ added, edited, withdrawn }: ChangeCounts): string {
  return `tăng ${formatDong(added)}, sửa ${formatDong(edited)}, rút ${formatDong(withdrawn)}`;
}

/** Units that said a word and have no row: with them «có sáng kiến» becomes «đã nộp». */
export function toStatedSentence(units: number): string {
  return `Ngoài ra có ${formatDong(units)} đơn vị đã báo cáo và không có sáng kiến trong kỳ.`;
}

export type BenefitWords = {
  readonly totalDong: number;
  readonly counted: number;
  readonly notYet: number;
  readonly cannot: number;
};

/** Without one amount there is no sum: that is not 0 đồng. */
export function toBenefitParagraph({ totalDong, counted, notYet, cannot }: BenefitWords): string {
  const sum =
    counted === 0
      ? 'chưa có số liệu'
      : `${formatDong(totalDong)} đồng (${formatDong(counted)} sáng kiến)`;
  return `${MAIL_LABELS.countedDong}: ${sum}. Chưa tính được: ${formatDong(notYet)}. Không tính được bằng tiền: ${formatDong(cannot)}.`;
}

export type ReviewWords = {
  readonly refused: number;
  readonly incomplete: number;
  readonly warned: number;
  /** With any of these. */
  readonly units: number;
};

/** A row that lacks a required column does not count either: an error to whoever must mend it. */
export function toReviewSentence({ refused, incomplete, warned, units }: ReviewWords): string {
  const errors = refused + incomplete;
  if (errors === 0 && warned === 0) return 'Không còn lỗi hay cảnh báo nào.';
  const lacking =
    incomplete === 0 ? '' : ` (trong đó ${formatDong(incomplete)} dòng còn thiếu cột bắt buộc)`;
  return `Còn ${formatDong(errors)} lỗi và ${formatDong(warned)} cảnh báo tại ${formatDong(units)} đơn vị${lacking}.`;
}

export function toReviewUnitsSentence(names: string): string {
  return `Đơn vị có lỗi hoặc cảnh báo: ${names}.`;
}

export const MISSING_TEXTS = {
  some: (names: string) => `${LABELS.unitsMissing}: ${names}.`,
  none: LABELS.nobodyMissing,
  noUnits: 'Danh sách không có đơn vị nào trong kỳ.',
} as const;

/** «A; B và 3 đơn vị khác»: names may hold commas. */
export function toNames(shown: readonly string[], others: number): string {
  const names = shown.join('; ');
  return others > 0 ? `${names} và ${formatDong(others)} đơn vị khác` : names;
}

/** Of a closing mail whose publication did not come in time: it hides nothing. */
export function toUnpublishedSentence(moment: MomentWords, units: number): string {
  return `Số liệu lấy theo lần công bố lúc ${toMomentText(moment)}; thay đổi mới hơn của ${formatDong(units)} đơn vị chưa có trong thư này.`;
}

export function toAttachmentsSentence(names: readonly string[]): string {
  return `Tệp gửi kèm: ${names.join('; ')}.`;
}

export type PreheaderWords = {
  /** Undefined in a first mail. */
  readonly changes: ChangeCounts | undefined;
  readonly missing: number;
  readonly refused: number;
  readonly incomplete: number;
  readonly warned: number;
};

/** What a phone shows under the subject: what the subject does not say already. */
export function toPreheader(words: PreheaderWords): string {
  const { changes, missing, refused, incomplete, warned } = words;
  const errors = refused + incomplete;
  const parts = [
    ...(changes === undefined ? [] : [toShortChanges(changes)]),
    missing === 0 ? 'không còn đơn vị chưa nộp' : `${formatDong(missing)} đơn vị chưa nộp`,
    errors + warned === 0
      ? 'không còn lỗi hay cảnh báo'
      : `${formatDong(errors)} lỗi, ${formatDong(warned)} cảnh báo`,
  ].join('; ');
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function toShortChanges(counts: ChangeCounts): string {
  const isNone = counts.added + counts.edited + counts.withdrawn === 0;
  return isNone ? 'không tăng, sửa hay rút' : toCountsText(counts);
}

export const REMINDER_TEXTS = {
  notReported:
    'Đến nay hệ thống chưa ghi nhận sáng kiến nào và cũng chưa nhận được xác nhận của đơn vị.',
  rowsLeft: 'Một số dòng của đơn vị chưa được tính vào tổng hợp.',
  allDone: MAIL_LABELS.nothingToDo,
  toReport: `Đề nghị nhập sáng kiến vào bảng tính của đơn vị; các dòng được tự kiểm tra và gửi đi. Nếu đơn vị không có sáng kiến trong kỳ, hãy mở bảng tính và chọn «${MENU.stateNone}» trong trình đơn «${MENU.title}».`,
  toMend:
    'Đề nghị mở bảng tính của đơn vị, xem cột “Kết quả kiểm tra” và sửa theo lời nhắc ở từng dòng.',
  rowsTitle: 'Dòng cần xử lý',
  rejected: 'Dòng bị từ chối, cần sửa',
  incomplete: 'Dòng còn thiếu cột bắt buộc',
  waiting: 'Dòng đang chờ gửi, hệ thống sẽ tự gửi',
} as const;

/** «Hạn gửi danh sách sáng kiến kỳ 2008-2010: 31/03/2011, còn 5 ngày.» */
export function toDeadlineSentence(values: {
  readonly period: string;
  readonly deadline: string;
  readonly daysLeft: number;
}): string {
  const { period, deadline, daysLeft } = values;
  return `Hạn gửi danh sách sáng kiến kỳ ${period}: ${formatDay(deadline)}, ${toDaysLeft(daysLeft)}.`;
}

/** The day itself still belongs to the time given. */
export function toDaysLeft(daysLeft: number): string {
  if (daysLeft < 0) return `đã quá hạn ${formatDong(-daysLeft)} ngày`;
  return daysLeft === 0 ? 'hôm nay là ngày cuối' : `còn ${formatDong(daysLeft)} ngày`;
}

export function toReminderPreheader(values: {
  readonly daysLeft: number;
  readonly hasReported: boolean;
  readonly rows: number;
}): string {
  const { daysLeft, hasReported, rows } = values;
  const left = toDaysLeft(daysLeft);
  const open = rows === 0 ? '' : `; ${formatDong(rows)} dòng cần xử lý`;
  const state = hasReported ? '' : '; đơn vị chưa nộp';
  return `${left.charAt(0).toUpperCase()}${left.slice(1)}${state}${open}.`;
}

/** A heading above the problems of one kind, and what a person does about them. */
export const PROBLEM_TEXTS: {
  readonly [kind in Problem['kind']]: { readonly title: string; readonly action: string };
} = {
  publicationLate: {
    title: 'Bảng tổng hợp chậm',
    action: 'Xem nhật ký của hàm công bố; số liệu đã ghi nhận vẫn an toàn.',
  },
  silentUnit: {
    title: 'Đơn vị mất liên hệ',
    action: `Hỏi đơn vị; nếu bảng tính không tự chạy, mở bảng tính và chọn «${MENU.activate}» trong trình đơn «${MENU.title}».`,
  },
  unknownMail: {
    title: 'Thư chưa rõ đã gửi hay chưa',
    action:
      'Hệ thống không gửi lại các thư này. Hỏi người nhận; nếu chưa nhận được thì gửi bằng tay.',
  },
  refusedMail: {
    title: 'Thư không gửi được',
    action:
      'Các thư này chắc chắn chưa đi và không được gửi lại. Xem lý do ở từng thư; nếu cần thì gửi bằng tay.',
  },
  bounced: {
    title: 'Địa chỉ không nhận được thư',
    action:
      'Hệ thống không gửi thư đến các địa chỉ này nữa. Kiểm tra địa chỉ trong cấu hình chương trình.',
  },
  complained: {
    title: 'Người nhận báo thư rác',
    action:
      'Hệ thống không gửi thư đến các địa chỉ này nữa. Hỏi người nhận có còn muốn nhận thư không.',
  },
  noAddress: {
    title: 'Đơn vị không có địa chỉ thư',
    action:
      'Các đơn vị này cần được nhắc nộp. Nhắc qua kênh khác và bổ sung địa chỉ vào danh sách đơn vị.',
  },
};

/** Reasons that are no word of the mail service. */
const OUR_REASONS: ReadonlyMap<string, string> = new Map([
  ['unpublished', 'chưa có lần công bố nào'],
]);

export const PROBLEM_LINES = {
  silentUnit: (unitName: string, moment: string, found: UnitSweep['found'] | undefined) => {
    const line = `${unitName}: liên hệ gần nhất ${moment}`;
    return found === undefined ? line : `${line}; ${describeFound(found)}`;
  },
  publicationLate: (changed: string, published: string | undefined) =>
    `Thay đổi từ ${changed} chưa được công bố; lần công bố gần nhất: ${published ?? 'chưa có'}`,
  mail: (kind: string, recipient: string, moment: string) =>
    `${kind} lúc ${moment}, gửi ${recipient}`,
  refused: (line: string, reason: string) => `${line}: ${OUR_REASONS.get(reason) ?? reason}`,
  address: (recipient: string, moment: string) => `${recipient}, lúc ${moment}`,
  opening: (count: number) => `Hệ thống ghi nhận ${formatDong(count)} việc cần người vận hành xem.`,
  later: (count: number) => `Còn ${formatDong(count)} việc khác được nêu trong thư báo sau.`,
} as const;
