/** One run of summarize: what it reads, what it writes, and when it must do neither. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import type { Programme } from '../../../core/programme.ts';
import type { LabelledLink } from '../../../core/report/report-link.ts';
import { readPublication, readPublishedSummary } from '../../../core/summary/machine-tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { LogFields, Logger } from '../../../lambdas/ports/telemetry.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import { key } from '../../core/catalogue/catalogue-lines.ts';
import {
  AS_OF,
  contactOf,
  headOf,
  loadProgramme,
  NO_COUNTS,
  readExpected,
  smallProgramme,
  toStoredSample,
} from '../../core/summary/cast.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import type { MemoryStore } from './memory-store.ts';
import { createMemoryStore } from './memory-store.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { SPREADSHEET_ID, startSheetsStandIn } from './sheets-stand-in.ts';

const MINUTE = 60_000;
let sheets: SheetsStandIn;
let store: MemoryStore;
let clock: number;
let lines: { readonly message: string; readonly fields: LogFields }[];

beforeAll(async () => {
  sheets = await startSheetsStandIn();
});
afterAll(() => sheets.stop());
beforeEach(() => {
  sheets.renew();
  store = createMemoryStore();
  clock = AS_OF;
  lines = [];
});

const note = (message: string, fields: LogFields) => void lines.push({ message, fields });
const logger: Logger = { info: note, warn: note, error: note };
/** What the links lead to, per version of the key. */
const linksOf = (version: number): readonly LabelledLink[] => [
  { label: 'Dự thảo báo cáo (.docx)', url: `https://api.example/d.docx?v=${version}` },
  { label: 'Bảng tổng hợp (.xlsx)', url: `https://api.example/b.xlsx?v=${version}` },
];
const LINKS = linksOf(1);
const small = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }, { code: 'AA3' }]);

type Changes = {
  readonly programme?: Programme;
  readonly spreadsheetId?: string;
  readonly reportLinks?: readonly LabelledLink[];
};

function run(changes: Changes = {}, occasion: 'schedule' | 'request' = 'schedule') {
  const { programme = small, spreadsheetId = SPREADSHEET_ID, reportLinks = LINKS } = changes;
  const target = sheets.target();
  const deps = { store, target, spreadsheetId, programme, reportLinks, logger };
  return publishSummary({ ...deps, now: () => clock }, occasion);
}

function rowsOf(unit: string, count: number): readonly StoredRow[] {
  return Array.from({ length: count }, (_, index) => storedRow(rowId(unit, index + 1)));
}

function accept(unit: string, rows: readonly StoredRow[], version: number): void {
  store.putUnit(headOf(unit, rows, { version, changedAt: clock }), rows);
}

function later(minutes: number): void {
  clock += minutes * MINUTE;
  store.calls.length = 0;
  sheets.calls.length = 0;
}

describe('the sample', () => {
  it('is published with every figure it is known to have', async () => {
    for (const [unit, rows] of toStoredSample()) accept(unit, rows, 3);
    const counts = { ...NO_COUNTS, rejected: 1 };
    for (const unit of ['BT004', 'BT006', 'BT023', 'BT029', 'BT062']) {
      store.putContact(contactOf(unit, { counts }));
    }
    store.putContact(contactOf('BT026', { counts: { ...NO_COUNTS, incomplete: 1 } }));
    const result = await run({ programme: loadProgramme() });
    expect(result.kind).toBe('published');
    const { notCounted: _, ...expected } = readExpected();
    expect(readPublishedSummary(sheets.read())).toMatchObject(expected);
    expect(store.published()?.summary).toEqual(result.summary);
    expect(lines).toEqual([]);
  });
});

describe('a run', () => {
  it('publishes an empty programme once, so that the committee sees who is missing', async () => {
    expect((await run()).kind).toBe('published');
    expect(readPublishedSummary(sheets.read())?.missingUnits).toEqual(['AA1', 'AA2', 'AA3']);
    expect((await run()).kind).toBe('unchanged');
  });

  it('publishes the draft report of the same moment with the tabs', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    const titles = sheets.workbook().sheets.map(({ title }) => title);
    const index = titles.indexOf('Dự thảo báo cáo');
    expect(titles.slice(index - 1, index + 2)).toEqual([
      'So với kỳ trước',
      'Dự thảo báo cáo',
      'Nhật ký',
    ]);
    const asOf = ['Số liệu đến 08:05 31/03/2011; 1/3 đơn vị có sáng kiến.'];
    expect(sheets.read()['Dự thảo báo cáo']?.[1]).toEqual(asOf);
    expect(sheets.read()['Danh sách']?.[1]).toEqual(asOf);
  });

  it('publishes anew when «Danh mục» changed, and not when it only was asked about', async () => {
    const revenue = { key: key('revenue.AA1'), version: 1, at: AS_OF, value: 5_000_000_000 };
    await run();
    store.putCatalogue({ ...NO_CATALOGUE, seq: 1, version: 1, entries: [revenue] });
    expect(await run()).toMatchObject({ kind: 'published' });
    expect(store.published()?.catalogue).toBe(1);
    const lastLine = () => sheets.read()['Nhật ký']?.[4];
    expect(lastLine()?.slice(4, 6)).toEqual([0, 'Danh mục']);
    store.putCatalogue({ ...NO_CATALOGUE, seq: 2, version: 1, entries: [revenue] });
    expect(await run()).toMatchObject({ kind: 'unchanged' });
    const withdrawn = { ...revenue, version: 2, value: null };
    store.putCatalogue({ ...NO_CATALOGUE, seq: 3, version: 2, entries: [withdrawn] });
    expect(await run()).toMatchObject({ kind: 'published' });
    accept('AA1', rowsOf('AA1', 1), 1);
    expect(await run()).toMatchObject({ kind: 'published' });
    expect(lastLine()?.slice(4, 6)).toEqual([1, 'AA1']);
  });

  it('makes no call to Google and reads no row when nothing changed', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    later(5);
    expect(await run()).toMatchObject({ kind: 'unchanged', summary: { total: 2 } });
    expect(sheets.calls).toEqual([]);
    expect(store.calls).toEqual(['readPublished', 'readCatalogue', 'listChanges']);
  });

  it('is three calls to Google when something changed, one of them a write', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    expect(sheets.calls).toEqual([
      'spreadsheets.get',
      'spreadsheets.batchUpdate',
      'spreadsheets.values.batchGet',
    ]);
  });

  it('reads again only the rows of the unit that changed', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    accept('AA2', rowsOf('AA2', 3), 1);
    await run();
    later(5);
    accept('AA2', rowsOf('AA2', 4), 2);
    expect(await run()).toMatchObject({ kind: 'published', summary: { total: 6 } });
    expect(store.calls.filter((call) => call.startsWith('readRows'))).toEqual(['readRows AA2']);
    expect(store.calls.filter((call) => call.startsWith('writePages'))).toEqual(['writePages AA2']);
    expect(sheets.read()['Danh sách']?.slice(5)).toHaveLength(6);
  });

  it('publishes when only a contact changed, and reads no rows for it', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    later(5);
    store.putContact(contactOf('AA2', { statement: 'none', changedAt: clock }));
    expect(await run()).toMatchObject({ kind: 'published', summary: { unitsReported: 2 } });
    expect(store.calls.filter((call) => call.startsWith('readRows'))).toEqual([]);
  });

  it('shows where the report files are, and shows it anew when the links are others', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    const linked = () => {
      const overview = sheets.workbook().sheetByTitle('Tổng hợp chung');
      return LINKS.map(({ label }) => {
        const row = sheets.read()['Tổng hợp chung']?.findIndex(([first]) => first === label) ?? -1;
        const cell = overview?.cell(row, 1);
        return [cell?.content, cell?.hyperlink];
      });
    };
    const shown = (links: readonly LabelledLink[]) =>
      links.map(({ url }) => [{ value: 'Tải về' }, url]);
    await run();
    expect(linked()).toEqual(shown(LINKS));
    later(5);
    expect((await run({ reportLinks: linksOf(2) })).kind).toBe('published');
    expect(linked()).toEqual(shown(linksOf(2)));
    expect((await run({ reportLinks: linksOf(2) })).kind).toBe('unchanged');
    expect((await run({ reportLinks: [] })).kind).toBe('published');
    expect(sheets.read()['Tổng hợp chung']?.flat()).not.toContain('Tải về');
    expect(readPublication(sheets.read())).toMatchObject({ kind: 'published', number: 3 });
  });

  it('publishes when the programme or the spreadsheet is another', async () => {
    await run();
    const other = smallProgramme([{ code: 'AA1' }]);
    expect((await run({ programme: other })).summary.unitsTotal).toBe(1);
    expect((await run({ programme: other })).kind).toBe('unchanged');
    expect((await run({ programme: other, spreadsheetId: 'another' })).kind).toBe('published');
  });

  it('does not take a head without any accepted row for a change', async () => {
    await run();
    store.putUnit(headOf('AA1', [], { version: 0, changedAt: 0 }), []);
    expect((await run()).kind).toBe('unchanged');
  });

  it('sees a change that was stamped before the last publication and committed after it', async () => {
    await run();
    store.putUnit(headOf('AA1', rowsOf('AA1', 1), { version: 1, changedAt: AS_OF - MINUTE }), []);
    store.putUnit(
      headOf('AA1', rowsOf('AA1', 1), { version: 1, changedAt: AS_OF - MINUTE }),
      rowsOf('AA1', 1),
    );
    later(5);
    expect(await run()).toMatchObject({ kind: 'published', summary: { total: 1 } });
  });

  it('says the moment before it read, so that nothing accepted later is claimed', async () => {
    store.before('readReports', () => {
      clock += MINUTE;
    });
    const { summary } = await run();
    expect(summary.asOf).toBe('2011-03-31T08:05:00+07:00');
  });

  it('keeps a log of what was published', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    later(5);
    accept('AA2', rowsOf('AA2', 1), 1);
    await run();
    const log = sheets
      .read()
      ['Nhật ký']?.slice(4)
      .map(([number, , ...rest]) => [number, ...rest]);
    expect(log).toEqual([
      [2, 3, 1, 1, 'AA2', 'Lần công bố này'],
      [1, 2, '', 1, 'AA1', 'Đã đối chiếu'],
    ]);
  });
});

describe('what people did to a publication', () => {
  const LOOK = ['spreadsheets.values.batchGet'];
  const book = () => sheets.workbook();
  const idOf = (title: string) => book().sheetByTitle(title)?.sheetId ?? -1;
  const typeOver = (title: string, row: number, column: number) =>
    book()
      .sheetByTitle(title)
      ?.setCell(row, column, { content: { value: 'x' } });
  const rowOf = (label: string) =>
    sheets.read()['Tổng hợp chung']?.findIndex(([first]) => first === label) ?? -1;

  const changes: readonly (readonly [string, () => void])[] = [
    ['typed over the total', () => typeOver('Tổng hợp chung', rowOf('Tổng số sáng kiến'), 1)],
    ['typed over a figure of a year', () => typeOver('Tổng hợp chung', rowOf('Năm 2009'), 1)],
    ['typed over the hidden tab', () => typeOver('_máy đọc', 1, 1)],
    ['deleted a tab', () => book().deleteSheet(idOf('Theo năm'))],
    ['deleted the hidden tab', () => book().deleteSheet(idOf('_máy đọc'))],
    [
      'renamed a tab',
      () => book().renameSheet(idOf('Danh sách'), `Danh sách ${book().sheets.length}`),
    ],
    [
      'put a tab of their own in its place',
      () => {
        book().deleteSheet(idOf('Theo nhóm'));
        const { sheetId } = book().addSheet({ title: 'Theo nhóm' });
        book()
          .requireSheet(sheetId)
          .setCell(0, 0, { content: { value: 'của tôi' } });
      },
    ],
  ];

  it.each(changes)(
    '%s: is mended for who asks, and by the schedule within an hour',
    async (_, act) => {
      accept('AA1', rowsOf('AA1', 2), 1);
      await run();
      for (const occasion of ['request', 'schedule'] as const) {
        act();
        if (occasion === 'schedule') later(60);
        expect(await run({}, occasion)).toMatchObject({ kind: 'published', summary: { total: 2 } });
        expect(readPublication(sheets.read())).toMatchObject({
          kind: 'published',
          number: store.published()?.number,
        });
        expect(idOf('Theo năm')).not.toBe(-1);
        expect(idOf('Danh sách')).not.toBe(-1);
        expect(lines.at(-1)?.message).toBe('publication was changed by hand');
      }
    },
  );

  it('nothing: who asks costs one read and no write', async () => {
    await run();
    later(0);
    expect(await run({}, 'request')).toMatchObject({ kind: 'unchanged' });
    expect(sheets.calls).toEqual(LOOK);
    expect(store.calls).toEqual(['readPublished', 'readCatalogue', 'listChanges']);
    expect(lines).toEqual([]);
  });

  it('nothing: the schedule reads about once an hour and writes nothing', async () => {
    await run();
    const looked: number[] = [];
    for (let minute = 5; minute <= 180; minute += 5) {
      later(5);
      expect((await run()).kind).toBe('unchanged');
      if (sheets.calls.length === 0) continue;
      expect(sheets.calls).toEqual(LOOK);
      looked.push(minute);
    }
    expect(looked).toEqual([60, 65, 120, 125, 180]);
  });

  it('cannot be seen while Google does not answer: that is no reason to write', async () => {
    await run();
    later(0);
    const failing = { kind: 'answer', status: 503, body: { error: { code: 503 } } } as const;
    sheets.faults.push(failing, failing, failing);
    await expect(run({}, 'request')).rejects.toMatchObject({ code: 'publish.unverified' });
    expect(sheets.calls).not.toContain('spreadsheets.batchUpdate');
  });
});

describe('rows that change while they are read', () => {
  it('are read again until they agree with their head', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    store.before('readRows', () => accept('AA1', rowsOf('AA1', 3), 2));
    expect(await run()).toMatchObject({ summary: { total: 3 } });
    expect(sheets.read()['Danh sách']?.slice(5)).toHaveLength(3);
    expect(store.published()?.marks.AA1).toEqual({ head: 2, contact: 0 });
  });

  it('all the time are counted from the rows listed, and looked at again by the next run', async () => {
    accept('AA1', rowsOf('AA1', 1), 1);
    for (let version = 2; version <= 12; version += 1) {
      store.before('readRows', () => accept('AA1', rowsOf('AA1', version), version));
    }
    const { summary } = await run();
    expect(sheets.read()['Danh sách']?.slice(5)).toHaveLength(summary.total);
    expect(store.calls.filter((call) => call === 'readRows AA1')).toHaveLength(5);
    expect(store.published()?.marks.AA1).toEqual({ head: -1, contact: 0 });
    store.before('readRows', () => undefined);
    expect((await run()).kind).toBe('published');
  });
});

describe('what was published and is not what was meant', () => {
  const spoil = (key: string, value: string | number) => () => {
    const machine = sheets.workbook().sheetByTitle('_máy đọc');
    const count = machine?.rowCount ?? 0;
    for (let row = 0; row < count; row += 1) {
      if (machine?.cell(row, 0).content?.value === key) {
        machine.setCell(row, 1, { content: { value } });
      }
    }
    return undefined;
  };

  it.each([
    ['a figure differs', 'total', 3, 'Tổng hợp chung differs: Tổng số sáng kiến'],
    ['a unit differs', 'byUnit.AA1', 3, 'other figures stand there'],
    ['the stamp is an older one', 'publication', 0, 'other figures stand there'],
  ])('is reported and not recorded when %s', async (_name, key, value, reason) => {
    accept('AA1', rowsOf('AA1', 2), 1);
    sheets.faults.push(undefined, undefined, spoil(key, value));
    await expect(run()).rejects.toMatchObject({
      code: 'publish.unverified',
      details: { spreadsheetId: SPREADSHEET_ID, reason },
    });
    expect(store.published()).toBeUndefined();
    // The next run makes it good, although no unit changed.
    later(5);
    expect((await run()).kind).toBe('published');
    expect(store.published()?.summary.total).toBe(2);
  });

  it('leaves the last good record when the write is refused', async () => {
    accept('AA1', rowsOf('AA1', 2), 1);
    await run();
    later(5);
    accept('AA1', rowsOf('AA1', 3), 2);
    const refused = { kind: 'answer', status: 400, body: { error: { code: 400 } } } as const;
    sheets.faults.push(undefined, refused);
    await expect(run()).rejects.toMatchObject({ code: 'publish.unverified' });
    expect(store.published()?.summary.total).toBe(2);
    expect(readPublishedSummary(sheets.read())?.total).toBe(2);
    later(5);
    expect(await run()).toMatchObject({ kind: 'published', summary: { total: 3 } });
  });
});

describe('two runs at once', () => {
  it('end with the newest figures on the sheet and in the record', async () => {
    accept('AA1', rowsOf('AA1', 1), 1);
    let second: Promise<unknown> | undefined;
    // The first has read its figures when more rows come and another run overtakes it.
    sheets.faults.push(undefined, () => {
      accept('AA1', rowsOf('AA1', 4), 2);
      return undefined;
    });
    store.before('readPages', () => {
      second ??= run();
    });
    const first = await run();
    await second;
    const reading = readPublication(sheets.read());
    const published = store.published();
    expect(reading).toMatchObject({ kind: 'published', number: published?.number });
    expect(reading.kind === 'published' && reading.summary).toEqual(published?.summary);
    expect(['published', 'unchanged']).toContain(first.kind);
    await run();
    expect(readPublishedSummary(sheets.read())?.total).toBe(4);
  });

  it('never let older figures follow newer ones', async () => {
    accept('AA1', rowsOf('AA1', 1), 1);
    await run();
    later(5);
    accept('AA1', rowsOf('AA1', 2), 2);
    let overtaken = false;
    // Between the first run's figures and its write another run publishes newer ones.
    store.before('readPages', () => undefined);
    store.before('writePages', () => undefined);
    const slow = sheets.target();
    const outcome = await publishSummary({
      store,
      target: {
        look: slow.look,
        async open() {
          const open = await slow.open();
          return {
            readBack: open.readBack,
            async replace(tabs) {
              if (!overtaken) {
                overtaken = true;
                accept('AA1', rowsOf('AA1', 5), 3);
                await run();
              }
              return open.replace(tabs);
            },
          };
        },
      },
      spreadsheetId: SPREADSHEET_ID,
      programme: small,
      reportLinks: LINKS,
      now: () => clock,
      logger,
    });
    expect(outcome).toMatchObject({ kind: 'unchanged', summary: { total: 5 } });
    expect(readPublishedSummary(sheets.read())?.total).toBe(5);
    expect(store.published()?.summary.total).toBe(5);
  });

  it('that keep overtaking end in a fault and not in a loop', async () => {
    const target = {
      open: async () => ({
        replace: async () => ({ kind: 'superseded' as const }),
        readBack: async () => ({}),
      }),
      look: async () => ({}),
    };
    const deps = { store, target, spreadsheetId: 's', programme: small, reportLinks: LINKS };
    await expect(publishSummary({ ...deps, now: () => clock, logger })).rejects.toMatchObject({
      code: 'publish.unverified',
      details: { reason: 'other publications kept coming between' },
    });
    expect(store.calls.filter((call) => call === 'takeNumber')).toHaveLength(3);
  });
});

describe('a head that differs from its rows', () => {
  it('is told to operators by unit, without a word of what was typed', async () => {
    const rows = rowsOf('AA1', 2);
    const head = headOf('AA1', rows.slice(1), { version: 1, changedAt: clock });
    store.putUnit(head, rows);
    await run();
    expect(lines).toEqual([{ message: 'head differs from its rows', fields: { unit: 'AA1' } }]);
  });
});

describe('rows outside, undated and held', () => {
  it('reach the spreadsheet as such', async () => {
    const { year: _, ...undated } = initiative({ appliedOn: '', place: 'undated' });
    const rows = [
      storedRow(rowId('AA1', 1), { initiative: undated }),
      storedRow(rowId('AA1', 2), { state: 'held', holdId: 'H1' }),
      storedRow(rowId('AA1', 3), { initiative: initiative({ place: 'outside', year: 2007 }) }),
    ];
    const hold = { id: 'H1', count: 1 };
    store.putUnit(headOf('AA1', rows, { version: 1, changedAt: clock, hold }), rows);
    await run();
    expect(readPublishedSummary(sheets.read())).toMatchObject({
      total: 2,
      held: 1,
      outOfPeriod: 1,
      byYear: { '2008': 0, '2009': 0, '2010': 1, '': 1 },
    });
  });
});
