/** What operators' commands leave in the table, while the units' own sheets and scripts go on. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { ERASED_AUTHOR } from '../../../core/wording/erased-author.ts';
import { MENU } from '../../../core/wording/sheet.ts';
import { createTableClient } from '../../../lambdas/adapters/table/table-client.ts';
import { createVirtualClock } from '../../../local/clock.ts';
import { displayValue } from '../../../local/google/workbook/display-value.ts';
import type { LocalSystem } from '../../../local/system.ts';
import { startSystem } from '../../../local/system.ts';
import { eraseAuthor } from '../../../scripts/admin/erase/erase-author.ts';
import { toItemLine } from '../../../scripts/admin/item-line.ts';
import type { ProgrammeTable } from '../../../scripts/admin/programme-table.ts';
import { scanProgramme } from '../../../scripts/admin/raw-items.ts';
import { recountProgramme } from '../../../scripts/admin/recount/recount-programme.ts';
import { toPasteLine } from '../../../scripts/admin/restore/paste-line.ts';
import type { RestoreResult } from '../../../scripts/admin/restore/restore-row.ts';
import { restoreRow } from '../../../scripts/admin/restore/restore-row.ts';
import { listDrifts, sayErasure, sayRestore } from '../../../scripts/admin/say.ts';
import { NEVER } from '../../../scripts/admin/stop.ts';
import { build } from '../../../scripts/build.ts';
import { WAITING } from './sample-table.ts';

const FIRST_COLUMN = 3;
const ID_COLUMN = 0;
const AUTHORS_COLUMN = FIRST_COLUMN + TYPED_COLUMNS.indexOf('authors');
const TITLE_COLUMN = FIRST_COLUMN;
const NAME = 'Trần Thị Hòa';
let system: LocalSystem;
let table: ProgrammeTable;

beforeAll(async () => {
  await build({ print: () => undefined });
  system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-03-31T08:03:30+07:00')),
    seed: 1,
  });
  await system.open(COMMITTEE_UNIT);
  const { tableEndpoint: endpoint, tableName } = system.cloud;
  const dynamo = new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const programme = system.programme.code;
  const client = createTableClient(dynamo);
  table = { dynamo, client, tableName, programme, waiting: WAITING };
});
afterAll(async () => {
  table.dynamo.destroy();
  await system.stop();
});

type Typed = { readonly [column in TypedColumn]?: string };

function toRow(typed: Typed): Typed {
  const cells = { category: 'Tiết kiệm', authors: 'Tập thể Khoa Nội', appliedOn: '15/05/2010' };
  return { ...cells, benefit: '1.250.000.000', ...typed };
}

async function paste(unit: string, row: number, rows: readonly Typed[]): Promise<void> {
  const values = rows.map((cells) => TYPED_COLUMNS.map((column) => cells[column] ?? ''));
  await system.act(unit, { kind: 'paste', sheetId: 0, row, column: FIRST_COLUMN, values });
  await system.advance(10);
}

async function type(unit: string, row: number, column: number, text: string): Promise<void> {
  await system.act(unit, { kind: 'type', sheetId: 0, row, column, value: text });
  await system.advance(10);
}

async function deleteRow(unit: string, row: number): Promise<void> {
  await system.act(unit, { kind: 'deleteRows', sheetId: 0, row, count: 1 });
  await system.advance(10);
}

function cell(unit: string, row: number, column: number): string {
  const sheet = system.registry.find(unit)?.workbook.requireSheet(0);
  return sheet === undefined ? '' : displayValue(sheet.cell(row, column));
}

async function findRow(unit: string, title: string) {
  const found = (await system.table.readRecords(unit)).find((one) => one.cells.title === title);
  if (found === undefined) throw new Error(`${unit} has no row «${title}»`);
  return found;
}

function restore(unit: string, id: string, version?: number): Promise<RestoreResult> {
  return restoreRow({
    table,
    programme: system.programme,
    unit,
    id,
    version,
    operator: 'van-hanh',
    dryRun: false,
    now: system.clock.now,
  });
}

function erase(changes: object = {}) {
  const request = { table, name: NAME, unit: undefined, mentions: false, operator: 'van-hanh' };
  return eraseAuthor({
    ...request,
    dryRun: false,
    now: system.clock.now,
    stop: NEVER,
    ...changes,
  });
}

async function expectNoDrift(): Promise<void> {
  const options = { unit: undefined, mend: false, operator: '', onUnit: () => undefined };
  const result = await recountProgramme({
    table,
    ...options,
    now: system.clock.now,
    stop: NEVER,
  });
  expect(listDrifts(result)).toEqual([]);
}

/** What the cloud's own log says was saved of this unit, from then on. */
async function countVersions(unit: string): Promise<number> {
  const records = await system.table.readRecords(unit);
  return records.reduce((sum, { version }) => sum + version, 0);
}

it('a restored row lasts, and takes its id again when it is pasted back', async () => {
  const unit = 'BT028';
  const titles = ['Lò sấy cơm dừa hai tầng', 'Ép mía không rơi bã', 'Sổ trực ban điện tử'];
  await paste(
    unit,
    1,
    titles.map((title) => toRow({ title })),
  );
  const { id } = await findRow(unit, 'Ép mía không rơi bã');
  await type(unit, 2, TITLE_COLUMN, 'Ép mía không rơi bã ra ngoài');
  await deleteRow(unit, 2);
  expect(await findRow(unit, 'Ép mía không rơi bã ra ngoài')).toMatchObject({
    id,
    state: 'deleted',
    version: 3,
  });

  const restored = await restore(unit, id, 1);
  expect(restored).toMatchObject({ kind: 'restored', version: 1, newVersion: 4 });
  // An hour of clock triggers and their indexes: it still counts.
  await system.advance(60);
  const lasting = await findRow(unit, 'Ép mía không rơi bã');
  expect(lasting).toMatchObject({ id, state: 'held', version: 4 });
  const { head } = await system.table.readUnit(unit);
  expect(head).toMatchObject({ active: 2, hold: { id: restored.holdId, count: 1 } });
  expect(head?.aggregates.tallies['2010|TK']?.count).toBe(3);
  expect(await system.table.readHistory(unit, id)).toMatchObject([
    { version: 1, kind: 'create' },
    { version: 2, kind: 'edit' },
    { version: 3, kind: 'delete' },
    { version: 4, kind: 'revive', actor: 'operator' },
  ]);
  await expectNoDrift();

  const values = [toPasteLine(restored.cells).text.split('\t')];
  await system.act(unit, { kind: 'paste', sheetId: 0, row: 3, column: FIRST_COLUMN, values });
  await system.advance(10);
  expect(cell(unit, 3, ID_COLUMN)).toBe(id);
  const back = await system.table.readUnit(unit);
  expect(back.head).toMatchObject({ active: 3 });
  expect(back.head?.hold).toBeUndefined();
  expect(await system.table.readRecords(unit)).toHaveLength(3);
  const versions = await countVersions(unit);
  await system.advance(20);
  expect(await countVersions(unit)).toBe(versions);
  await expectNoDrift();
});

it('the people of the unit may confirm that a restored row is gone', async () => {
  const unit = 'BT061';
  await paste(unit, 1, [
    toRow({ title: 'Tận dụng nhiệt khí thải' }),
    toRow({ title: 'Đóng gói tự động' }),
  ]);
  const { id } = await findRow(unit, 'Đóng gói tự động');
  await deleteRow(unit, 2);
  await restore(unit, id);
  await system.advance(10);
  await system.menu(unit, MENU.confirmDeletion);
  await system.advance(10);
  expect(await findRow(unit, 'Đóng gói tự động')).toMatchObject({ state: 'deleted', version: 4 });
  await expectNoDrift();
});

it('writes nothing over a row of the sheet, and says what to paste where', async () => {
  const unit = 'BT029';
  await paste(unit, 1, [toRow({ title: 'Cải tiến quy trình khử khuẩn' })]);
  await type(unit, 1, TITLE_COLUMN, 'Gõ nhầm lên dòng này rồi');
  const { id } = await findRow(unit, 'Gõ nhầm lên dòng này rồi');
  const before = await system.table.readUnit(unit);
  const result = await restore(unit, id, 1);
  expect(result).toMatchObject({ kind: 'onSheet', version: 1, rowNumber: 2 });
  expect(await system.table.readUnit(unit)).toEqual(before);
  expect(sayRestore(result).join('\n')).toContain('Cải tiến quy trình khử khuẩn\tTiết kiệm\t');
  const values = [toPasteLine(result.cells).text.split('\t')];
  await system.act(unit, { kind: 'paste', sheetId: 0, row: 1, column: FIRST_COLUMN, values });
  await system.advance(10);
  expect(await findRow(unit, 'Cải tiến quy trình khử khuẩn')).toMatchObject({ id, version: 3 });
});

it('erases a name from what is past, waits for the sheet, and makes no war of versions', async () => {
  const unit = 'BT062';
  await paste(unit, 1, [
    toRow({ title: 'Sổ tay điện tử cho ca trực', authors: `${NAME} (60%); Lê Văn Tám (40%)` }),
    toRow({ title: 'Bảng phân công dán tường', authors: `ThS. Trần Thị Hoà` }),
    toRow({ title: 'Giá để hồ sơ hai mặt', authors: 'Trần Thị Hòa Bình' }),
  ]);
  const first = await findRow(unit, 'Sổ tay điện tử cho ca trực');
  const second = await findRow(unit, 'Bảng phân công dán tường');
  await type(unit, 1, TITLE_COLUMN, 'Sổ tay điện tử cho mọi ca trực');
  await deleteRow(unit, 2);
  await system.publish();

  const dry = await erase({ dryRun: true });
  const expected = {
    unit,
    erased: [
      { id: first.id, versions: [1] },
      { id: second.id, versions: [1, 2] },
    ],
    pages: 0,
    waiting: [{ id: first.id, rowNumber: 2 }],
    mentions: [],
    superseded: [],
  };
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expected.erased.sort(byId);
  expect(dry).toEqual({ units: [expected], others: [] });
  expect((await findRow(unit, 'Bảng phân công dán tường')).cells.authors).toContain('Hoà');
  expect(await erase()).toEqual(dry);
  expect(sayErasure(dry, true).join('\n')).toContain(`Let ${unit} type «${ERASED_AUTHOR}»`);
  await expectNoDrift();

  const versions = await countVersions(unit);
  await system.advance(20);
  expect(await countVersions(unit)).toBe(versions);
  expect(
    (await system.table.readHistory(unit, first.id)).map(({ cells }) => cells.authors),
  ).toEqual([`${ERASED_AUTHOR} (60%); Lê Văn Tám (40%)`, `${NAME} (60%); Lê Văn Tám (40%)`]);

  await type(unit, 1, AUTHORS_COLUMN, `${ERASED_AUTHOR} (60%); Lê Văn Tám (40%)`);
  await system.publish();
  expect((await erase()).units).toMatchObject([
    { erased: [{ id: first.id, versions: [2] }], waiting: [] },
  ]);
  expect(await erase()).toEqual({ units: [], others: [] });
  const left: string[] = [];
  for await (const items of scanProgramme(table)) left.push(...items.map(toItemLine));
  const naming = left.filter((line) =>
    /Trần Thị Ho[àa]̀?(?! Bình)|Trần Thị Hòa(?! Bình)/.test(line),
  );
  expect(naming).toEqual([]);
  expect(left.filter((line) => line.includes('Trần Thị Hòa Bình')).length).toBeGreaterThan(1);
  expect((await system.table.readHistory(unit, first.id)).map(({ version }) => version)).toEqual([
    1, 2, 3,
  ]);
  const after = await countVersions(unit);
  await system.advance(20);
  expect(await countVersions(unit)).toBe(after);
  await expectNoDrift();
});

it('tells where other cells mention the name, and erases there only when asked', async () => {
  const unit = 'BT063';
  await paste(unit, 1, [
    toRow({ title: 'Hộp thư góp ý tại phòng', note: 'Bà Trần Thị Hoà lắp đặt' }),
    toRow({ title: 'Biển chỉ dẫn hai mặt' }),
  ]);
  const { id } = await findRow(unit, 'Hộp thư góp ý tại phòng');
  await deleteRow(unit, 1);
  expect((await erase({ unit })).units).toMatchObject([
    {
      erased: [],
      mentions: [
        { id, version: 1, column: 'note' },
        { id, version: 2, column: 'note' },
      ],
    },
  ]);
  await erase({ unit, mentions: true });
  const history = await system.table.readHistory(unit, id);
  expect(history.map(({ cells }) => cells.note)).toEqual([
    `Bà ${ERASED_AUTHOR} lắp đặt`,
    `Bà ${ERASED_AUTHOR} lắp đặt`,
  ]);
  expect((await erase({ unit })).units).toEqual([]);
  await expectNoDrift();
});
