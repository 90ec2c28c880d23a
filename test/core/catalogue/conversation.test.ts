/** Whatever people do and whatever fails: at rest the tab and the server tell the same story. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../core/catalogue/catalogue.ts';
import { parseCatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import { parseCatalogueMark } from '../../../core/catalogue/catalogue-mark.ts';
import type { CatalogueRow } from '../../../core/catalogue/catalogue-table.ts';
import { readCatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import { toShownValue } from '../../../core/catalogue/open-catalogue.ts';
import { toStillUsed } from '../../../core/wording/catalogue.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { Desk, Fate } from './catalogue-desk.ts';
import { blankLine, createDesk } from './catalogue-desk.ts';
import { line } from './catalogue-lines.ts';

const KEYS = [
  'deadline',
  'revenue.BT001',
  'revenue.BT002',
  'revenue.BT003',
  'model.BT001',
] as const;
const VALUES = ['', '1 tỷ', '2 tỷ', '31/03/2011', 'x', 'nhiều'];
const FATES: readonly Fate[] = [
  'well',
  'lost',
  'unanswered',
  'doubled',
  'late',
  'killedBefore',
  'killedAfter',
];

type Act =
  | { readonly kind: 'type'; readonly row: number; readonly value: string }
  | { readonly kind: 'rename'; readonly row: number; readonly key: string }
  | { readonly kind: 'copy' | 'swap' | 'swapVisible'; readonly row: number; readonly to: number }
  | { readonly kind: 'delete' | 'blank' | 'insert'; readonly row: number };

const row = fc.nat({ max: 7 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('type'), row, value: fc.constantFrom(...VALUES) }),
  },
  fc.record({ kind: fc.constant('rename'), row, key: fc.constantFrom(...KEYS, 'Doanh số') }),
  fc.record({ kind: fc.constantFrom('copy', 'swap', 'swapVisible'), row, to: row }),
  fc.record({ kind: fc.constantFrom('delete', 'blank', 'insert'), row }),
) as fc.Arbitrary<Act>;

/** Hidden cells stay where they are, unless whole rows are taken. */
function perform({ desk }: Desk, one: Act): void {
  const at = one.row % Math.max(1, desk.rows.length);
  const present = desk.rows[at] ?? blankLine();
  const put = (index: number, next: CatalogueRow) => {
    const { item, unit, value } = next;
    desk.rows[index] = { ...next, isBlank: item === '' && unit === '' && value === '' };
  };
  switch (one.kind) {
    case 'type':
      put(at, { ...present, value: one.value });
      return;
    case 'rename': {
      const { item, unit } =
        parseCatalogueKey(one.key) === undefined ? { item: one.key, unit: '' } : line(one.key);
      put(at, { ...present, item, unit });
      return;
    }
    case 'delete':
      desk.rows.splice(at, 1);
      return;
    case 'insert':
      desk.rows.splice(at, 0, blankLine());
      return;
    case 'blank':
      put(at, { ...present, item: '', unit: '', value: '' });
      return;
    default: {
      const to = one.to % Math.max(1, desk.rows.length);
      const other = desk.rows[to] ?? blankLine();
      if (one.kind === 'copy') {
        put(to, present);
        return;
      }
      const keepsHidden = one.kind === 'swapVisible';
      const hidden = ({ markText }: CatalogueRow) => ({ markText });
      put(at, keepsHidden ? { ...other, ...hidden(present) } : other);
      put(to, keepsHidden ? { ...present, ...hidden(other) } : present);
    }
  }
}

const step = fc.record({
  acts: fc.array(act, { maxLength: 3 }),
  fate: fc.constantFrom(...FATES),
  meanwhile: fc.array(act, { maxLength: 1 }),
});

function startDesk(): Desk {
  const started = createDesk(
    KEYS.map((key) => line(key, { value: key === 'deadline' ? '31/03/2011' : '' })),
  );
  started.run();
  return started;
}

/** What the tab says, by key; what cannot be told is left out. */
function expectedValues({ check }: Desk) {
  return new Map(
    check().lines.map(({ key, cell }) => {
      const parts = parseCatalogueKey(key);
      const reading = parts === undefined ? undefined : readCatalogueValue(parts.item, cell);
      return [key, reading?.kind === 'value' ? reading.value : null];
    }),
  );
}

function showValue({ key, value }: CatalogueEntry): string {
  const parts = parseCatalogueKey(key);
  return parts === undefined || value === null ? '' : toShownValue(parts.item, value);
}

function expectAtRest(started: Desk): void {
  const { desk, check } = started;
  const stored = new Map(desk.server.entries.map((entry) => [entry.key, entry]));
  const expected = expectedValues(started);
  const { rows, unread } = check();
  for (const [key, value] of expected)
    expect([key, stored.get(key)?.value ?? null]).toEqual([key, value]);
  for (const [key, entry] of stored) {
    const isThere = expected.has(key) || unread.includes(key);
    if (!isThere) expect([key, entry.value]).toEqual([key, null]);
  }
  for (const { row: present, line: said, hash } of rows) {
    const state = parseReceiptState(present.receiptText);
    const mark = parseCatalogueMark(present.markText);
    if (said.kind === 'blank') expect([present.markText, present.receiptText]).toEqual(['', '']);
    else if (said.kind !== 'line') {
      expect(state).toBe('rejected');
      const entry = mark === undefined ? undefined : stored.get(mark.key);
      const isKept = said.kind === 'refused' && unread.some((key) => key === entry?.key);
      if (isKept && entry !== undefined && entry.value !== null && mark?.version !== 0) {
        expect(present.receiptText).toContain(toStillUsed(entry.key, showValue(entry)));
      }
    } else {
      const entry = stored.get(said.key);
      expect([said.key, state]).toEqual([said.key, entry === undefined ? 'none' : 'saved']);
      if (entry !== undefined) {
        expect(mark).toMatchObject({ state: '=', key: said.key, version: entry.version, hash });
        expect(present.receiptText).toContain(`lần ${entry.version} lúc`);
      }
    }
  }
}

/** Versions 1, 2, 3 … of each key, each in history, the last one being what is stored. */
function expectHistory({ desk }: Desk): void {
  const versions = new Map<string, number>();
  const values = new Map<string, unknown>();
  for (const [index, { version, changes }] of desk.history.entries()) {
    expect(version).toBe(index + 1);
    for (const change of changes) {
      expect([change.key, change.version]).toEqual([
        change.key,
        (versions.get(change.key) ?? 0) + 1,
      ]);
      versions.set(change.key, change.version);
      values.set(change.key, change.value);
    }
  }
  const stored = desk.server.entries.map(({ key, version, value }) => [key, version, value]);
  expect(stored).toEqual(
    [...versions].sort().map(([key, version]) => [key, version, values.get(key)]),
  );
}

/** A receipt that says «recorded» names a version that is, or was, in history. */
function expectNoFalseReceipt({ desk }: Desk): void {
  const recorded = new Map<string, number>();
  for (const { changes } of desk.history) {
    for (const { key, version } of changes) recorded.set(key, version);
  }
  for (const { markText } of desk.rows) {
    const mark = parseCatalogueMark(markText);
    if (mark?.state === '=') expect(mark.version).toBeLessThanOrEqual(recorded.get(mark.key) ?? 0);
  }
}

describe('the tab and the server', () => {
  it('tell the same story at rest', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const started = startDesk();
        for (const { acts, fate, meanwhile } of steps) {
          for (const one of acts) perform(started, one);
          started.run(fate, () => {
            for (const one of meanwhile) perform(started, one);
          });
          expectNoFalseReceipt(started);
        }
        started.run();
        started.run();
        const { server } = started.desk;
        started.arriveLate();
        expect(started.desk.server).toBe(server);
        expectHistory(started);
        started.run();
        started.run();
        expectAtRest(started);
      }),
      { numRuns: 1_500, seed: 5 },
    );
  });

  it('a run that finds nothing new writes nothing', () => {
    const started = startDesk();
    started.run();
    const { seq } = started.desk.server;
    const before = JSON.stringify(started.desk.rows);
    started.run();
    expect([JSON.stringify(started.desk.rows), started.desk.server.seq]).toEqual([before, seq]);
  });
});
