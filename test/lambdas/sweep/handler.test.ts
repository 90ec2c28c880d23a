/** The sweep's handler: who is read, what is taken, what is noted, and who is left alone. */
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../../../core/cell.ts';
import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import type { TabReading } from '../../../core/sweep/choose-entry-tab.ts';
import { PATIENCE_MS, SILENT_AFTER_MS } from '../../../core/sweep/silence.ts';
import type { UnitContact } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import type { SpreadsheetReading } from '../../../lambdas/ports/unit-sheets.ts';
import type { SweepReport } from '../../../lambdas/sweep/handler.ts';
import { createSweepHandler, SWEEP_BUDGET_MS } from '../../../lambdas/sweep/handler.ts';
import { createMemoryNearDuplicateStore } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryTable, toSyncStore } from '../../../local/memory-sync-store.ts';
import { createMemorySummaryStore } from '../../../local/simulator/memory-summary-store.ts';
import { toSweepStore } from '../../../local/simulator/simulated-sweep.ts';
import { loadProgramme, NO_COUNTS } from '../../core/summary/cast.ts';

const NOW = Date.parse('2011-03-31T12:00:00+07:00');
const SPOKE = NOW - SILENT_AFTER_MS - 1;
const SHEET_ID = 7;

const ROW = ['', '', '', 'Tận dụng nước làm mát', 'Tiết kiệm', '', 'Tổ Cơ điện (100%)', '2009'];

function toTab(rows: readonly (readonly CellValue[])[], changes: Partial<TabReading> = {}) {
  const header = ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]);
  const values = [header, ...rows];
  return {
    sheetId: SHEET_ID,
    values,
    formulas: new Map(),
    mergedRows: new Set<number>(),
    ...changes,
  };
}

function toReading(...tabs: readonly TabReading[]): SpreadsheetReading {
  return { kind: 'read', tabs };
}

/** Every unit is registered under a file of its own name, and spoke a little too long ago. */
function createSweepWorld(units: readonly string[]) {
  const table = createMemoryTable();
  const store = toSyncStore(table);
  const clock = { now: NOW };
  const sheets = new Map<string, SpreadsheetReading>();
  const reads: string[] = [];
  const counted = new Map<string, number>();
  let onRead = (_unit: string): void => undefined;
  let made = 0;
  for (const unit of units) {
    table.registerHead(createHead(unit, unit, 1));
    table.writeContact({ ...contactOf(unit), lastContactAt: SPOKE });
    sheets.set(unit, toReading(toTab([ROW])));
  }
  const handle = createSweepHandler({
    store: toSweepStore({
      stepped: store,
      store,
      summaryStore: createMemorySummaryStore(table),
      turn: async () => undefined,
    }),
    sheets: {
      async read(spreadsheetId) {
        reads.push(spreadsheetId);
        onRead(spreadsheetId);
        return (
          sheets.get(spreadsheetId) ?? { kind: 'unreadable', reason: 'notFound', detail: '404' }
        );
      },
    },
    nearDuplicates: createMemoryNearDuplicateStore(store, new Map()),
    programme: loadProgramme(),
    pace: { turn: async () => undefined },
    now: () => clock.now,
    newToken: () => {
      made += 1;
      return `token-${made}`;
    },
    newUuid: () => {
      made += 1;
      return String(made).padStart(32, '0');
    },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: {
      count: (name, value) => void counted.set(name, value),
      durationMs: () => undefined,
      flush: () => undefined,
    },
  });
  return {
    table,
    clock,
    sheets,
    reads,
    counted,
    whenRead: (then: (unit: string) => void) => {
      onRead = then;
    },
    sweep: (): Promise<SweepReport> => handle({ kind: 'schedule', scheduledTime: '' }),
    sweepUnit: (unit: string): Promise<SweepReport> => handle({ kind: 'unit', unit }),
    active: (unit: string) => table.readUnit(unit).head?.active,
  };
}

function contactOf(unit: string): UnitContact {
  return { unit, counts: NO_COUNTS, bundle: '1', lastContactAt: NOW, changedAt: 1 };
}

describe('a sweep', () => {
  it('takes the rows of a silent unit, and leaves its last contact as it was', async () => {
    const world = createSweepWorld(['BT028']);
    expect(await world.sweep()).toMatchObject({ silent: 1, swept: 1, rows: 1 });
    expect(world.active('BT028')).toBe(1);
    const { contact } = world.table.readUnit('BT028');
    expect(contact).toMatchObject({
      lastContactAt: SPOKE,
      changedAt: NOW,
      sweep: { at: NOW, found: 'rows' },
      counts: { ...NO_COUNTS, warned: 1 },
      locations: { sheetId: SHEET_ID, firstRow: 2 },
    });
    expect(Object.fromEntries(world.counted)).toMatchObject({
      UnitsSilent: 1,
      UnitsSwept: 1,
      UnitsUnreadable: 0,
      UnitsNotSwept: 0,
    });
    world.clock.now += 3_600_000;
    expect(await world.sweep()).toMatchObject({ swept: 1, rows: 0 });
    expect(world.table.readUnit('BT028').contact).toMatchObject({
      changedAt: NOW,
      sweep: { at: NOW + 3_600_000 },
    });
  });

  it.each([
    ['spoke within the bound', { lastContactAt: NOW - SILENT_AFTER_MS }],
    ['spoke just now', { lastContactAt: NOW }],
  ])('reads no sheet of a unit that %s', async (_, changes) => {
    const world = createSweepWorld(['BT028']);
    world.table.writeContact({ ...contactOf('BT028'), ...changes });
    expect(await world.sweep()).toMatchObject({ silent: 0, swept: 0 });
    expect(world.reads).toEqual([]);
    expect(world.counted.get('UnitsSilent')).toBe(0);
  });

  it.each([
    ['for good', { current: 2, revoked: [1, 2] }],
    ['and that was not given its new one yet', { current: 2, revoked: [1] }],
  ])('leaves a unit alone whose key is revoked %s', async (_, next) => {
    const world = createSweepWorld(['BT028']);
    world.table.replaceKeyPolicy('BT028', { before: undefined, next });
    expect(await world.sweep()).toMatchObject({ swept: 0 });
    expect(world.reads).toEqual([]);
  });

  it('reads one unit at once when asked, and says nothing of it while its script is alive', async () => {
    const world = createSweepWorld(['BT028', 'BT030']);
    world.table.writeContact(contactOf('BT028'));
    expect(await world.sweepUnit('BT028')).toMatchObject({ swept: 1, rows: 1 });
    expect(world.reads).toEqual(['BT028']);
    expect(world.table.readUnit('BT028').contact).toEqual(contactOf('BT028'));
  });

  it('drops what it read when the script spoke meanwhile', async () => {
    const world = createSweepWorld(['BT028']);
    world.whenRead(() => {
      const { head } = world.table.readUnit('BT028');
      if (head === undefined) throw new Error('registered above');
      const { seq, token, version } = head;
      const after = { ...head, seq: seq + 1, token: 'script', version: version + 1 };
      world.table.commitSlice({ expected: { seq, token, version }, head: after, writes: [] });
      world.table.writeContact(contactOf('BT028'));
    });
    expect(await world.sweep()).toMatchObject({ swept: 0, superseded: 1 });
    expect(world.active('BT028')).toBe(0);
    expect(world.table.readUnit('BT028').contact).toEqual(contactOf('BT028'));
  });

  it('goes on with the others when one cannot be read, and notes why', async () => {
    const world = createSweepWorld(['BT028', 'BT030', 'BT061', 'BT005', 'BT007']);
    const shared = { kind: 'unreadable', reason: 'forbidden', detail: '403' } as const;
    world.sheets.set('BT028', shared);
    world.sheets.set('BT030', toReading(toTab([ROW], { values: [['Tên'], ['gì đó']] })));
    world.table.writeContact({
      ...contactOf('BT061'),
      lastContactAt: SPOKE,
      locations: { sheetId: 99, firstRow: 1, ids: [] },
    });
    world.whenRead((unit) => {
      if (unit === 'BT005') throw new Error('a defect');
    });
    expect(await world.sweep()).toMatchObject({ silent: 5, swept: 1, unreadable: 3, failed: 1 });
    const found = ['BT028', 'BT030', 'BT061', 'BT005', 'BT007'].map(
      (unit) => world.table.readUnit(unit).contact?.sweep?.found,
    );
    expect(found).toEqual(['forbidden', 'noEntryTab', 'noEntryTab', undefined, 'rows']);
    expect(world.active('BT007')).toBe(1);
  });

  it('deletes nothing by a tab without header, or by one that says nothing at all', async () => {
    const world = createSweepWorld(['BT028']);
    await world.sweep();
    for (const tab of [toTab([], { values: [['Tên sáng kiến']] }), toTab([])]) {
      world.sheets.set('BT028', toReading(tab));
      await world.sweepUnit('BT028');
      expect(world.active('BT028')).toBe(1);
    }
    expect(world.table.readUnit('BT028').contact?.sweep?.found).toBe('rows');
  });

  it('refuses a formula, and takes no id of another unit', async () => {
    const world = createSweepWorld(['BT028']);
    const foreign = ['BT030-0000000000000001', ...ROW.slice(1)];
    const formulas = new Map([[3, new Set([3])]]);
    const other = [...ROW.slice(0, 3), 'Mẫu phiếu theo dõi', ...ROW.slice(4)];
    world.sheets.set('BT028', toReading(toTab([foreign, other], { formulas })));
    await world.sweep();
    const rows = [...world.table.readRows('BT028', { kind: 'all' }).keys()];
    expect(rows.map((id) => id.slice(0, 6))).toEqual(['BT028-']);
    expect(world.table.readUnit('BT028').contact?.counts.rejected).toBe(1);
  });

  it('leaves to the script what it has seen, until patience ends', async () => {
    const world = createSweepWorld(['BT028']);
    // Nothing valid stands there but an incomplete row whose receipt says so, and records are gone.
    await world.sweep();
    const told = ['', '', 'Còn thiếu: Ngày.', 'Mẫu phiếu theo dõi'];
    world.sheets.set('BT028', toReading(toTab([told])));
    world.clock.now = SPOKE + PATIENCE_MS;
    expect(await world.sweep()).toMatchObject({ leftToScript: 1, swept: 0 });
    expect(world.active('BT028')).toBe(1);
    world.clock.now += 1;
    expect(await world.sweep()).toMatchObject({ leftToScript: 0, swept: 1 });
    expect(world.active('BT028')).toBe(0);
  });

  it('begins no unit once its time is over, and begins with those left out an hour later', async () => {
    const units = ['BT005', 'BT007', 'BT028', 'BT030', 'BT061', 'BT001'];
    const world = createSweepWorld(units);
    world.whenRead(() => {
      world.clock.now += SWEEP_BUDGET_MS + 1;
    });
    const first = await world.sweep();
    expect(first.left).toBeGreaterThan(0);
    expect(first.left + first.swept).toBe(units.length);
    const done = [...world.reads];
    world.reads.length = 0;
    world.whenRead(() => undefined);
    await world.sweep();
    expect(new Set(world.reads.slice(0, first.left))).toEqual(
      new Set(units.filter((unit) => !done.includes(unit))),
    );
  });
});
