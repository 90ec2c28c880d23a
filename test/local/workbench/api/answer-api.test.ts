import { expect, test } from 'vitest';
import { type ApiAnswer, answerApi } from '../../../../local/workbench/api/answer-api.ts';
import type { CellView, Overview, TabView } from '../../../../local/workbench/api/page-api.ts';
import {
  newCommitteeWorkbook,
  newEntryWorkbook,
  newSource,
  RECEIPT,
  TITLE,
} from '../sample-source.ts';

const SAVED = 'Đã ghi nhận lần 1 lúc 08:00 31/03/2011';
const ROWS = [
  { receipt: SAVED, title: 'Bố trí lại khâu dán nhãn' },
  { receipt: 'Chưa ghi: Ô K3: cột này ghi số tiền.', title: 'Chế tạo mạch điều khiển' },
  { receipt: 'Còn thiếu: Tác giả (tỷ lệ %).', title: 'Lập sổ tay' },
  { receipt: 'Đang chờ gửi', title: 'Rút ngắn thời gian' },
  { receipt: 'Chờ xác nhận xóa: nhiều dòng bị xóa cùng lúc.', title: '' },
  { receipt: '', title: 'Mới gõ, chưa kiểm tra' },
  { receipt: '', title: '' },
  { receipt: 'xem lại', title: 'Lời của người nhập không phải kết quả' },
];

function newSystem() {
  const unit = newEntryWorkbook('BT028', ROWS);
  const committee = newCommitteeWorkbook();
  const copy = newEntryWorkbook('ban-sao/1', []);
  const source = newSource([
    { key: 'ban-sao/1', workbook: copy },
    { key: 'BT028', workbook: unit },
    { key: 'BT002', workbook: newEntryWorkbook('BT002', []) },
    { key: 'committee', workbook: committee },
  ]);
  const get = (path: string): ApiAnswer => {
    const [name = '', query] = path.split('?');
    return answerApi(source, name, new URLSearchParams(query));
  };
  return { unit, committee, get };
}

function bodyOf<T>(answer: ApiAnswer): T {
  expect(answer.status).toBe(200);
  return answer.body as T;
}

function overviewOf(get: (path: string) => ApiAnswer): Overview {
  return bodyOf(get('/api/overview'));
}

test('the overview lists the committee first, then units by code, then copies', () => {
  const { get } = newSystem();
  const { spreadsheets } = overviewOf(get);
  expect(spreadsheets.map(({ key, kind, name, tabCount }) => [key, kind, name, tabCount])).toEqual([
    ['committee', 'committee', 'Ban Tổ chức', 3],
    ['BT002', 'unit', 'Sở Y tế', 1],
    ['BT028', 'unit', 'Bệnh viện đa khoa', 1],
    ['ban-sao/1', 'copy', 'Sáng kiến – ban-sao/1', 1],
  ]);
});

test('the overview says the time, the programme, and what was published with its statements', () => {
  const { get } = newSystem();
  const { now, programme, publication, spreadsheets } = overviewOf(get);
  expect(now).toBe('2011-03-31T08:05:00+07:00');
  expect(programme).toEqual({
    code: 'thu-nghiem',
    name: 'Tổng kết thử',
    province: 'Bến Tre',
    period: { from: '2008-01-01', to: '2010-12-31' },
    unitCount: 2,
  });
  expect(publication).toMatchObject({
    kind: 'published',
    number: 3,
    summary: { asOf: '2011-03-31T08:05:00+07:00', total: 0, unitsReported: 1, rejected: 2 },
  });
  expect(spreadsheets.map(({ status }) => status)).toEqual([
    null,
    'missing',
    'confirmedNone',
    null,
  ]);
});

test('rows are counted by what their receipt says', () => {
  const { get } = newSystem();
  const unit = overviewOf(get).spreadsheets.find(({ key }) => key === 'BT028');
  expect(unit?.receipts).toEqual({
    saved: 1,
    rejected: 1,
    incomplete: 1,
    waiting: 1,
    held: 1,
    none: 2,
  });
});

test('counts follow a change of the spreadsheet', () => {
  const { unit, get } = newSystem();
  overviewOf(get);
  unit.requireSheet(7).updateCell(2, RECEIPT, { content: { value: SAVED } });
  const after = overviewOf(get).spreadsheets.find(({ key }) => key === 'BT028');
  expect(after?.receipts).toMatchObject({ saved: 2, rejected: 0 });
});

test('a publication somebody wrote over is called broken, and before the first one there is none', () => {
  const { committee, get } = newSystem();
  const overview = committee.sheetByTitle('Tổng hợp chung');
  overview?.updateCell(4, 1, { content: { value: 999 } });
  expect(overviewOf(get).publication.kind).toBe('broken');
  const empty = answerApi(newSource([]), '/api/overview', new URLSearchParams());
  expect(bodyOf<Overview>(empty).publication).toEqual({ kind: 'none' });
});

test('a spreadsheet names its tabs and which of them are hidden', () => {
  const { get } = newSystem();
  expect(bodyOf(get('/api/spreadsheets/committee'))).toMatchObject({
    kind: 'committee',
    tabs: [
      { title: 'Tổng hợp chung', hidden: false },
      { title: 'Theo đơn vị', hidden: false },
      { title: '_máy đọc', hidden: true },
    ],
  });
  expect(bodyOf(get('/api/spreadsheets/ban-sao%2F1'))).toMatchObject({ kind: 'copy' });
});

test('a tab has typed cells with what they show, notes, colours and alignment', () => {
  const { unit, get } = newSystem();
  const sheet = unit.requireSheet(7);
  sheet.updateCell(1, TITLE, {
    note: 'E_SPELL: xem lại',
    format: { background: '#f4cccc', foreground: '#333333', bold: true, wrap: 'WRAP' },
  });
  sheet.setCells(20, 0, [
    {
      content: { value: 1234567.5 },
      format: { numberFormat: { type: 'NUMBER', pattern: '#,##0' } },
    },
    {
      content: { value: 40633 },
      format: { numberFormat: { type: 'DATE', pattern: 'dd/mm/yyyy' } },
    },
    { content: { value: true }, format: { horizontal: 'CENTER', italic: true } },
    { content: { value: 12 }, format: { numberFormat: { type: 'NUMBER', pattern: '0;(0)' } } },
    { note: 'chỉ có ghi chú' },
    { content: { value: 'Tải về' }, hyperlink: 'http://127.0.0.1:8081/v1/reports/x?v=1' },
    { content: { value: 'BT028-1' }, hyperlink: 'https://docs.google.com/spreadsheets/d/x/edit' },
    { content: { value: 'mã' }, hyperlink: 'javascript:alert(1)' },
    { validation: { type: 'ONE_OF_LIST', values: ['a'], strict: false, showCustomUi: true } },
  ]);
  const tab = bodyOf<TabView>(get('/api/spreadsheets/BT028/tabs/7'));
  expect(tab.rows[1]?.cells[TITLE]).toEqual({
    value: 'Bố trí lại khâu dán nhãn',
    text: 'Bố trí lại khâu dán nhãn',
    note: 'E_SPELL: xem lại',
    background: '#f4cccc',
    foreground: '#333333',
    bold: true,
    wrap: true,
  });
  const expected: readonly (CellView | null)[] = [
    { value: 1234567.5, text: '1.234.568', align: 'right' },
    { value: 40633, text: '31/03/2011', align: 'right' },
    { value: true, text: 'TRUE', italic: true, align: 'center' },
    // A pattern the workbook does not know shows the bare value and hides nothing else.
    { value: 12, text: '12', align: 'right' },
    { value: null, text: '', note: 'chỉ có ghi chú' },
    { value: 'Tải về', text: 'Tải về', link: 'http://127.0.0.1:8081/v1/reports/x?v=1' },
    // Elsewhere a click would find nothing, or worse.
    { value: 'BT028-1', text: 'BT028-1' },
    { value: 'mã', text: 'mã' },
    null,
  ];
  expect(tab.rows[20]?.cells.slice(0, 9)).toEqual(expected);
});

test('a tab says what is hidden, frozen, merged, how wide, and which receipts it shows', () => {
  const { unit, get } = newSystem();
  const sheet = unit.requireSheet(7);
  sheet.setLines('rows', { at: 3, count: 1 }, { hidden: true });
  sheet.setLines('columns', { at: TITLE, count: 1 }, { sizePx: 320 });
  sheet.setFurniture({ frozenColumns: 3, merges: [{ row: 5, column: 15, rows: 9, columns: 9 }] });
  const tab = bodyOf<TabView>(get('/api/spreadsheets/BT028/tabs/7'));
  expect([tab.frozenRows, tab.frozenColumns, tab.contentRowCount]).toEqual([1, 3, 9]);
  expect(tab.columns.slice(0, 4)).toEqual([
    { letters: 'A', widthPx: 100, hidden: true },
    { letters: 'B', widthPx: 100, hidden: true },
    { letters: 'C', widthPx: 100, hidden: false },
    { letters: 'D', widthPx: 320, hidden: false },
  ]);
  expect(tab.rows.map(({ rowNumber, hidden }) => (hidden ? -rowNumber : rowNumber))).toEqual([
    1, 2, 3, -4, 5, 6, 7, 8, 9,
  ]);
  expect(tab.rows.map(({ cells }) => cells[RECEIPT]?.receipt)).toEqual([
    undefined,
    'saved',
    'rejected',
    'incomplete',
    'waiting',
    'held',
    undefined,
    undefined,
    undefined,
  ]);
  // Cut to what is answered.
  expect(tab.merges).toEqual([{ row: 5, column: 15, rows: 4, columns: 2 }]);
});

test('an answer is cut to the rows asked for and says how many there are', () => {
  const { get } = newSystem();
  const tab = bodyOf<TabView>(get('/api/spreadsheets/BT028/tabs/7?rows=2'));
  expect([tab.rows.length, tab.contentRowCount]).toEqual([2, 9]);
});

test.each([
  ['/api/spreadsheets/BT028/tabs/7?rows=0', 400],
  ['/api/spreadsheets/BT028/tabs/7?rows=20000', 200],
  ['/api/spreadsheets/BT028/tabs/7?rows=20001', 400],
  ['/api/spreadsheets/BT028/tabs/7?rows=ten', 400],
  ['/api/spreadsheets/BT028/tabs/8', 404],
  ['/api/spreadsheets/BT028/tabs/-7', 404],
  ['/api/spreadsheets/BT028/tabs', 404],
  ['/api/spreadsheets/BT028/tabs/7/cells', 404],
  ['/api/spreadsheets/BT029', 404],
  ['/api/spreadsheets', 404],
  ['/api/spreadsheets/%E0%A4%A', 404],
  ['/api/overview/more', 404],
  ['/api/', 404],
])('%s answers %i', (path, status) => {
  expect(newSystem().get(path).status).toBe(status);
});
