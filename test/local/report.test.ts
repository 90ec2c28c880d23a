/** The draft report the whole way: typed, published, made by the deployed bundle, opened by a link. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TypedColumn } from '../../core/columns.ts';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { ReportName } from '../../core/report/report-name.ts';
import { toReportLink } from '../../lambdas/http/report-link.ts';
import type { CloudEvent } from '../../local/aws/cloud-event.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { type LocalSystem, startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';
import { findAll, readXml, toText } from '../support/read-xml.ts';
import { readZip } from '../support/read-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-report-'));
let system: LocalSystem;
const events: CloudEvent[] = [];

const TYPED = [
  { title: '+cmd tiết kiệm điện', category: 'Tiết kiệm', benefit: '1.250.000.000' },
  { title: '@SUM(A1) lò sấy cơm dừa', category: 'Hợp lý hóa sản xuất', benefit: 'không tính được' },
  { title: '<script>alert(1)</script> ép mía', category: 'Tiết kiệm', benefit: '3.750.000.000' },
].map((row) => ({ authors: 'Tập thể Khoa Nội (100%)', appliedOn: '15/05/2010', ...row }));

type Typed = { readonly [column in TypedColumn]?: string };

async function paste(row: number, typed: readonly Typed[]): Promise<void> {
  const values = typed.map((cells) => TYPED_COLUMNS.map((column) => cells[column] ?? ''));
  await system.act('BT028', { kind: 'paste', sheetId: 0, row, column: 3, values });
}

beforeAll(async () => {
  await build({ print: () => undefined });
  system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-03-31T08:03:30+07:00')),
    seed: 1,
    onEvent: (event) => void (event.kind === 'cloud' && events.push(event.event)),
  });
  await system.open(COMMITTEE_UNIT);
  await paste(1, TYPED);
  await system.advance(10);
});

afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

function linkTo(name: ReportName, secret = system.cloud.masterSecret): string {
  return toReportLink({
    apiUrl: system.cloud.httpUrl,
    masterSecret: secret,
    programme: system.programme.code,
    name,
    keyVersion: 1,
  });
}

async function download(name: ReportName): Promise<Uint8Array> {
  const response = await fetch(linkTo(name));
  if (!response.ok) throw new Error(`status ${response.status}: ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What a click on the committee's «Tổng hợp chung» opens, by the words beside it. */
function readLinks(): ReadonlyMap<string, string> {
  const workbook = system.registry.find(COMMITTEE_UNIT)?.workbook;
  const overview = workbook?.sheetByTitle('Tổng hợp chung');
  if (overview === undefined) throw new Error('nothing was published');
  const rows = Array.from({ length: overview.rowCount }, (_, row) => row);
  return new Map(
    rows.flatMap((row) => {
      const { hyperlink } = overview.cell(row, 1);
      const label = overview.cell(row, 0).content?.value;
      return hyperlink === undefined ? [] : [[String(label), hyperlink]];
    }),
  );
}

describe('the draft report', () => {
  it('is linked from the summary, by the very addresses that give it', async () => {
    expect([...readLinks()]).toEqual([
      ['Dự thảo báo cáo (.docx)', linkTo('du-thao-bao-cao.docx')],
      ['Bảng tổng hợp (.xlsx)', linkTo('bang-tong-hop.xlsx')],
    ]);
  });

  it('is given by a link, over an address of its own, and says what was typed', async () => {
    const first = await fetch(linkTo('du-thao-bao-cao.docx'), { redirect: 'manual' });
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toMatch(/X-Amz-Expires=60/);
    const document = readXml(
      readZip(await download('du-thao-bao-cao.docx')).get('word/document.xml') ?? '',
    );
    const text = toText(document);
    expect(text).toContain('có 01/65 đơn vị gửi kết quả tổng hợp với 03 sáng kiến');
    expect(text).toContain(
      'có 02 sáng kiến xác định được giá trị làm lợi với tổng số 5 tỷ đồng, bình quân 2,5 tỷ đồng/sáng kiến',
    );
    expect(text).toContain('“Tiết kiệm” chiếm tỷ lệ cao nhất với 02 sáng kiến (66,7%)');
    expect(findAll(document, 'w:fldSimple')).toEqual([]);
  });

  it('comes with all tabs in a workbook, what looks like a formula as text', async () => {
    const bytes = await download('bang-tong-hop.xlsx');
    const { sheets } = await readXlsx(bytes);
    const list = sheets.find(({ name }) => name === 'Danh sách');
    const titles = list?.rows.map((row) => row[4]).filter((value) => value !== null);
    for (const { title } of TYPED) expect(titles).toContain(title);
    const parts = [...readZip(bytes)].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(parts.flatMap(([, xml]) => findAll(readXml(xml), 'f'))).toEqual([]);
    expect(sheets.map(({ name }) => name)).not.toContain('_máy đọc');
  });

  it('is made by the schedule too, once a publication', async () => {
    await paste(
      4,
      TYPED.slice(0, 1).map((row) => ({ ...row, title: 'Một tên khác hẳn' })),
    );
    await system.advance(120);
    const outcomes = events.flatMap((event) =>
      event.kind === 'invocation' &&
      event.functionName.endsWith('-report') &&
      event.source === 'schedule' &&
      'outcome' in event.result &&
      event.result.outcome.kind === 'success'
        ? [JSON.parse(event.result.outcome.payload)]
        : [],
    );
    expect(outcomes).toMatchObject([
      { kind: 'made', total: 4, isAsPublished: true },
      { kind: 'unchanged' },
    ]);
  });

  it('is given to nobody else', async () => {
    const stranger = linkTo('du-thao-bao-cao.docx', 'x'.repeat(64));
    const response = await fetch(stranger, { redirect: 'manual' });
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/^Đường dẫn không đúng/);
    expect((await fetch(stranger.split('?')[0] ?? '')).status).toBe(403);
    expect((await fetch(`${system.cloud.httpUrl}/v1/reports/secrets.json`)).status).toBe(404);
  });

  it('asked AWS for nothing its role does not grant', () => {
    expect(events.filter(({ kind }) => kind === 'denied')).toEqual([]);
  });
});

const OFFICE = '/usr/bin/soffice';
const PDF_TEXT = '/usr/bin/pdftotext';

describe('an office program', () => {
  const hasOffice = existsSync(OFFICE) && existsSync(PDF_TEXT);
  if (!hasOffice) {
    process.stdout.write(`not opened in an office program: ${OFFICE} or ${PDF_TEXT} is missing\n`);
  }

  it.skipIf(!hasOffice)('opens both files', async () => {
    for (const [name, text] of [
      ['du-thao-bao-cao.docx', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ['bang-tong-hop.xlsx', '+cmd tiết kiệm điện'],
    ] as const) {
      const file = join(folder, name);
      writeFileSync(file, await download(name));
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      execFileSync(
        OFFICE,
        [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file],
        {
          timeout: 120_000,
          stdio: 'ignore',
        },
      );
      const pdf = file.replace(/\.\w+$/, '.pdf');
      expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
      const shown = execFileSync(PDF_TEXT, [pdf, '-'], { encoding: 'utf8' });
      expect(shown.replaceAll(/\s+/g, ' ')).toContain(text);
    }
  });
});
