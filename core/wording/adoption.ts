/** What «Kích hoạt» asks and says about a list that people already keep. */

import type { UnusedColumn } from '../adoption/place-headers.ts';
import type { AdoptionPlan } from '../adoption/plan-adoption.ts';
import { HIDDEN_COLUMNS, REQUIRED_COLUMNS } from '../columns.ts';
import { COLUMN_HEADERS } from './columns.ts';
import { ENTRY_TAB_TITLE } from './sheet.ts';

/** Longer enumerations end with how many more there are: a dialog must fit a screen. */
const MAX_LISTED = 25;

export const ADOPTION = {
  /** The list was changed while the question stood open. */
  changed: 'Danh sách vừa được sửa trong lúc hỏi nên chưa làm gì. Vui lòng chọn «Kích hoạt» lại.',
  renamedNote: (header: string) => `Tên cột trước khi kích hoạt: ${header}`,
  otherUnits: (names: readonly string[], unitName: string) =>
    `Cột đơn vị có ghi ${shorten(names.map(quoted), 3)}; mọi dòng vẫn được tính cho ${unitName}.`,
} as const;

export type AdoptionQuestion = {
  readonly tabName: string;
  readonly plan: AdoptionPlan;
  /** Tabs that hold such a list too; only one tab is taken. */
  readonly otherTabNames: readonly string[];
  /** Letters of a 0-based column. */
  readonly toLetters: (place: number) => string;
};

export function askAdoption(question: AdoptionQuestion): string {
  const { tabName, plan, toLetters } = question;
  const understood = [...plan.understood].sort((one, other) => one.place - other.place);
  const sections = [
    `Tìm thấy danh sách có sẵn ở trang «${tabName}»: tiêu đề ở dòng ${plan.headerRowNumber}, ${plan.rowCount} dòng sáng kiến.`,
    section(
      'Đã hiểu các cột:',
      understood.map(
        ({ place, header, column }) =>
          `Cột ${toLetters(place)} «${header}» → ${COLUMN_HEADERS[column]}`,
      ),
    ),
    section('Sẽ thêm ở bên phải:', describeAppended(plan, toLetters)),
    section(
      'Sẽ đổi tên (tên cũ ghi trong ghi chú của ô):',
      plan.renamed.map(({ place, from, to }) => `Cột ${toLetters(place)} «${from}» → «${to}»`),
    ),
    section(
      'Không dùng, giữ nguyên:',
      plan.unused.map((column) => describeUnused(column, plan, toLetters)),
    ),
    section(
      'Không tính là sáng kiến:',
      plan.sideRows.map(({ rowNumber, text }) => `Dòng ${rowNumber} «${text}»`),
    ),
    describeOtherTabs(question.otherTabNames),
    `Dữ liệu trong các cột của bạn không bị sửa hay di chuyển. Nhận danh sách này để nhập liệu?\n(Chọn «Không» thì chưa làm gì. Muốn nhập ở trang mẫu riêng: tạo một trang trống tên «${ENTRY_TAB_TITLE}» rồi chọn «Kích hoạt» lại. Cột nào hiểu chưa đúng: đổi tên cột rồi chọn «Kích hoạt» lại.)`,
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MAX_LISTED).map((line) => `• ${line}`);
  const more = lines.length - MAX_LISTED;
  return [title, ...shown, ...(more > 0 ? [`… và ${more} mục khác`] : [])].join('\n');
}

function describeAppended(
  { appended }: AdoptionPlan,
  toLetters: (place: number) => string,
): readonly string[] {
  return appended.map(({ column, place, header }) => {
    const isHidden = HIDDEN_COLUMNS.includes(column);
    const isRequired = REQUIRED_COLUMNS.some((required) => required === column);
    const remark = isHidden ? ' – ẩn' : isRequired ? ' – bắt buộc, cần điền' : '';
    return `Cột ${toLetters(place)} «${header}»${remark}`;
  });
}

function describeUnused(
  { place, header, reason }: UnusedColumn,
  plan: AdoptionPlan,
  toLetters: (place: number) => string,
): string {
  const name = header === '' ? '(không có tiêu đề)' : `«${header}»`;
  const column = `Cột ${toLetters(place)} ${name}`;
  switch (reason.kind) {
    case 'unknown':
      return column;
    case 'taken': {
      const taker = plan.understood.find((one) => one.column === reason.column);
      const where = taker === undefined ? '' : ` cột ${toLetters(taker.place)}`;
      return `${column}: đã dùng${where} cho «${COLUMN_HEADERS[reason.column]}»`;
    }
    case 'unclear':
      return `${column}: chưa rõ có phải ${shorten(
        reason.columns.map((one) => `«${COLUMN_HEADERS[one]}»`),
        3,
        ' hay ',
      )} không`;
    case 'otherMeasure':
      return `${column}: không ghi bằng đồng cho một năm, vui lòng ghi đủ số đồng vào cột «${COLUMN_HEADERS.benefit}»`;
    case 'unit': {
      const names = plan.units?.place === place ? plan.units.names : [];
      const said = names.map(({ name: unit, count }) => `${quoted(unit)} (${count} dòng)`);
      const told = said.length === 0 ? '' : ` ghi ${shorten(said, 3)};`;
      return `${column}:${told} mọi dòng được tính cho đơn vị của mã kích hoạt`;
    }
  }
}

function describeOtherTabs(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `Trang khác cũng có danh sách: ${shorten(names.map(quoted), 5)}. Chỉ một trang được nhận; muốn gửi các dòng ở đó, hãy chép sang trang này.`;
}

function quoted(text: string): string {
  return `«${text.length > 60 ? `${text.slice(0, 59)}…` : text}»`;
}

function shorten(texts: readonly string[], most: number, joint = ', '): string {
  const more = texts.length - most;
  const shown = texts.slice(0, most).join(joint);
  return more > 0 ? `${shown} và ${more} mục khác` : shown;
}
