/** Each expectation holds where it should, and says what is there where it does not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Marked } from '../../../local/scenario/check-expectations.ts';
import {
  checkExpectations,
  listRecordsByUnit,
} from '../../../local/scenario/check-expectations.ts';
import type { Expectations } from '../../../local/scenario/expectations.ts';
import { performAct } from '../../../local/scenario/perform-act.ts';
import { ScenarioError } from '../../../local/scenario/scenario-error.ts';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from './unit-desk.ts';

const KEPT = 'Cân nguyên liệu tự động';
const EDITED = 'Sổ theo dõi vật tư điện';
const DELETED = 'Cải tiến máy ép mía đường';
const kept = { unit: UNIT, title: KEPT };
const edited = { unit: UNIT, title: EDITED };
const deleted = { unit: UNIT, title: DELETED };
const at = { in: UNIT };

let desk: UnitDesk;
let marked: Marked;

/** Rows 2 to 4 are there at the mark; then row 3 is edited, row 4 deleted and row 5 half typed. */
beforeAll(async () => {
  desk = await openUnitDesk();
  const { system } = desk;
  const perform = (act: Parameters<typeof performAct>[1]) => performAct({ system, dir: '.' }, act);
  await system.open('committee');
  await desk.paste(2, [toRow(KEPT), toRow(EDITED), toRow(DELETED)]);
  marked = { records: await listRecordsByUnit(system), calls: { ...system.host.calls } };
  await perform({ do: 'deleteRows', ...at, row: 4, count: 1 });
  await perform({ do: 'type', ...at, row: 3, col: 'Giá trị làm lợi (đồng/năm)', value: '2 tỷ' });
  await perform({ do: 'type', ...at, row: 4, col: 'Tên sáng kiến', value: 'Phân loại rác thải' });
  await perform({ do: 'renameHeader', ...at, col: 'Giải', to: 'Phần thưởng' });
});
afterAll(() => desk.system.stop());

type Forms = Omit<Expectations, 'do'>;

async function verdicts(forms: Forms, since = marked): Promise<readonly unknown[]> {
  const observed = { system: desk.system, marked: since, response: { status: 409, code: 'stale' } };
  const results = await checkExpectations({ do: 'expect', ...forms }, observed);
  return results.map(({ verdict }) => verdict);
}

const receipt = (row: number, state: 'saved' | 'incomplete' | 'none', code?: string): Forms => ({
  receipt: { ...at, row, state, ...(code === undefined ? {} : { code }) },
});
const cell = (row: number, col: string, wanted: object): Forms => ({
  cell: { ...at, row, col, ...wanted },
});

it.each<Forms>([
  { records: { unit: UNIT, active: 2, deleted: 1, held: 0 } },
  { records: { unit: 'BT001', active: 0 } },
  { record: { ...kept, version: 1, benefit: 'KHONG_TINH_DUOC', date: '2010-05-15' } },
  { record: { unit: UNIT, title: `  Cân   nguyên liệu tự động`.normalize('NFD') } },
  { record: { ...edited, version: 2, benefit: 2_000_000_000, category: 'HLH', state: 'active' } },
  { record: { ...deleted, state: 'deleted' }, noRecord: deleted },
  { history: { ...edited, versions: 2 } },
  { sameRecordAsMarked: kept },
  receipt(2, 'saved'),
  receipt(4, 'incomplete', 'E_REQUIRED'),
  receipt(500, 'none'),
  receipt(50_000, 'none'),
  cell(50_000, 'Ghi chú', { is: '' }),
  cell(3, 'giá trị làm lợi (đồng/năm)', { is: '2 tỷ', contains: 'tỷ' }),
  cell(1, 'Phần thưởng', { is: 'Phần thưởng' }),
  { tab: { ...at, name: 'Nhập liệu', contains: [KEPT, 'Đã ghi nhận'] } },
  { response: { status: 409, code: 'stale' } },
  { calls: { sheet: 100_000 } },
])('%j holds', async (forms) => {
  expect(await verdicts(forms)).toEqual(Object.keys(forms).map(() => undefined));
});

it.each<readonly [Forms, RegExp]>([
  [
    { records: { unit: UNIT, active: 3, held: 1 } },
    /^BT028: active is 2, not 3, held is 0, not 1$/,
  ],
  [{ record: { unit: UNIT, title: 'Không có' } }, /^BT028 has 0 records «Không có»$/],
  [{ record: { ...kept, version: 2, date: '2009' } }, /^version is 1, not 2, date is "2010-05-15"/],
  [{ record: { ...kept, state: 'held' } }, /^BT028 has 0 records/],
  [{ noRecord: kept }, /^BT028 has 1 active/],
  [{ history: { ...edited, versions: 1 } }, /^history has 2 versions, not 1$/],
  [{ history: { unit: 'BT001', title: KEPT, versions: 1 } }, /^BT001 has 0 records/],
  [{ sameRecordAsMarked: edited }, /was version 1, is 2$/],
  [{ sameRecordAsMarked: deleted }, /was version 1, is 2$/],
  [{ sameRecordAsMarked: { unit: 'BT001', title: KEPT } }, /^BT001 had no record/],
  [{ versionsUnchanged: true }, /^2 records added or changed, 0 removed$/],
  [receipt(2, 'none'), /^receipt is saved: «Đã ghi nhận/],
  [receipt(4, 'incomplete', 'E_DUP'), /^receipt code is E_REQUIRED/],
  [receipt(50_000, 'saved'), /^receipt is none: «»$/],
  [cell(50_000, 'Ghi chú', { is: 'x' }), /^cell is «»$/],
  [cell(50_000, 'Ghi chú', { contains: 'x' }), /^cell «» does not contain «x»$/],
  [cell(3, 'Giá trị làm lợi (đồng/năm)', { is: 2 }), /^cell is «2 tỷ»$/],
  [cell(1, 'Giải', { is: 'Giải' }), /^no column «Giải» in «Nhập liệu»: it has Mã dòng \| /],
  [{ summary: { total: 2 } }, /^nothing was published$/],
  [{ tab: { ...at, name: 'Nhập', contains: [] } }, /^no tab «Nhập», there are Nhập liệu/],
  [{ tab: { ...at, name: 'Nhập liệu', contains: [KEPT, 'xyz'] } }, /^«Nhập liệu» lacks xyz$/],
  [{ mail: { count: 1 } }, /^0 mails match, not 1; sent were none$/],
  [{ mail: { to: 'x@y.example' } }, /^0 mails match, not at least 1; sent were none$/],
  [{ response: { status: 200 } }, /^status is 409$/],
  [{ response: { status: 409, code: 'clock' } }, /^code is stale$/],
  [{ calls: { fetch: 0 } }, /^\d+ fetch calls, more than 0$/],
])('%j does not hold', async (forms, reason) => {
  expect(await verdicts(forms)).toEqual([expect.stringMatching(reason)]);
});

it('finds nothing changed since just now', async () => {
  const records = await listRecordsByUnit(desk.system);
  const now = { records, calls: { ...desk.system.host.calls } };
  const forms = {
    versionsUnchanged: true,
    sameRecordAsMarked: edited,
    calls: { fetch: 0 },
  } as const;
  expect(await verdicts(forms, now)).toEqual([undefined, undefined, undefined]);
});

it('counts each form as an expectation', async () => {
  const forms = { ...receipt(2, 'saved'), ...cell(2, 'Ghi chú', { is: '' }), noRecord: kept };
  const results = await verdicts(forms);
  expect(results.filter((verdict) => verdict === undefined)).toHaveLength(2);
  expect(results).toHaveLength(3);
});

it.each([
  cell(2, 'Ghi chu', { is: '' }),
  { ...receipt(2, 'saved'), ...cell(2, 'Cột chưa ai thêm', { is: '' }) },
])('%j names a column that neither template nor tab has', async (forms) => {
  await expect(verdicts(forms)).rejects.toThrow(ScenarioError);
});
