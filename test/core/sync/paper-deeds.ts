/** What people do to a paper unit, at random and as carelessly as people do. */
import fc from 'fast-check';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { isBlankRow, toPaperRow } from './paper-unit.ts';

export const TITLES = [
  'Cải tiến máy ép mía đường',
  'Rút ngắn xếp hàng khám bệnh',
  'Cân nguyên liệu tự động',
  'Sổ theo dõi vật tư điện',
  'Bộ tài liệu tập huấn y tế',
];

export function typed(title: string, more: Partial<PaperRow['cells']> = {}): PaperRow {
  return toPaperRow({
    title,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2009',
    benefit: 'không tính được',
    ...more,
  });
}

export type Deed =
  | { readonly kind: 'type'; readonly row: number; readonly title: number; readonly year: number }
  | { readonly kind: 'amend'; readonly row: number; readonly millions: number }
  | { readonly kind: 'spoil'; readonly row: number }
  | { readonly kind: 'forget'; readonly row: number }
  | { readonly kind: 'add'; readonly title: number; readonly year: number }
  | { readonly kind: 'copy'; readonly from: number; readonly withIds: boolean }
  | { readonly kind: 'copyOver'; readonly from: number; readonly to: number }
  | { readonly kind: 'cut'; readonly from: number; readonly to: number; readonly withIds: boolean }
  | { readonly kind: 'delete'; readonly row: number; readonly count: number }
  | { readonly kind: 'clear'; readonly row: number; readonly count: number }
  | { readonly kind: 'sort'; readonly visibleOnly: boolean; readonly reverse: boolean }
  | { readonly kind: 'insert'; readonly row: number }
  | { readonly kind: 'pasteMany'; readonly first: number; readonly count: number }
  | { readonly kind: 'smudge'; readonly row: number; readonly what: 'id' | 'mark' | 'both' }
  | { readonly kind: 'undo' };

const year = fc.integer({ min: 2008, max: 2010 });
const row = fc.nat(30);
const title = fc.nat(TITLES.length - 1);
const many = fc.oneof(
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }) },
);

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('type' as const), row, title, year }),
  fc.record({ kind: fc.constant('amend' as const), row, millions: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('spoil' as const), row }),
  fc.record({ kind: fc.constant('forget' as const), row }),
  fc.record({ kind: fc.constant('add' as const), title, year }),
  fc.record({ kind: fc.constant('copy' as const), from: row, withIds: fc.boolean() }),
  fc.record({ kind: fc.constant('copyOver' as const), from: row, to: row }),
  fc.record({ kind: fc.constant('cut' as const), from: row, to: row, withIds: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), row, count: many }),
  fc.record({ kind: fc.constant('clear' as const), row, count: many }),
  fc.record({
    kind: fc.constant('sort' as const),
    visibleOnly: fc.boolean(),
    reverse: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('insert' as const), row }),
  fc.record({
    kind: fc.constant('pasteMany' as const),
    first: fc.nat(20),
    count: fc.integer({ min: 8, max: 16 }),
  }),
  fc.record({
    kind: fc.constant('smudge' as const),
    row,
    what: fc.constantFrom('id' as const, 'mark' as const, 'both' as const),
  }),
  fc.constant({ kind: 'undo' as const }),
);

type Done = {
  readonly order: readonly PaperRow[];
  readonly before: ReadonlyMap<PaperRow, PaperRow>;
  readonly after: ReadonlyMap<PaperRow, PaperRow>;
};

export type Typist = { last: Done | undefined };

/** Does it; an undo takes back what the last deed changed and nothing that scripts wrote since. */
export function perform(unit: PaperUnit, typist: Typist, deed: Deed): void {
  if (deed.kind === 'undo') {
    undo(unit, typist);
    return;
  }
  const order = [...unit.rows];
  const before = snapshot(order);
  act(unit, deed);
  typist.last = { order, before, after: snapshot(order) };
}

function snapshot(rows: readonly PaperRow[]): ReadonlyMap<PaperRow, PaperRow> {
  return new Map(rows.map((row) => [row, structuredClone(row)]));
}

const FIELDS = ['cells', 'idText', 'markText', 'receiptText'] as const;

function undo(unit: PaperUnit, typist: Typist): void {
  const { last } = typist;
  typist.last = undefined;
  if (last === undefined) return;
  unit.rows = [...last.order];
  for (const row of unit.rows) {
    const was = last.before.get(row);
    const became = last.after.get(row);
    if (was === undefined || became === undefined) continue;
    for (const field of FIELDS) {
      if (JSON.stringify(was[field]) === JSON.stringify(became[field])) continue;
      Object.assign(row, { [field]: structuredClone(was[field]) });
    }
  }
}

function act(unit: PaperUnit, deed: Exclude<Deed, { kind: 'undo' }>): void {
  const { rows } = unit;
  const at = (index: number) => rows[index % Math.max(1, rows.length)];
  switch (deed.kind) {
    case 'type': {
      const target = at(deed.row);
      if (target === undefined) return;
      target.cells = typed(TITLES[deed.title] ?? '', { appliedOn: String(deed.year) }).cells;
      return;
    }
    case 'amend':
    case 'spoil':
    case 'forget': {
      const target = at(deed.row);
      if (target === undefined || isBlankRow(target)) return;
      if (deed.kind === 'amend')
        target.cells = { ...target.cells, benefit: `${deed.millions} triệu` };
      else if (deed.kind === 'spoil') target.cells = { ...target.cells, appliedOn: 'không nhớ' };
      else target.cells = { ...target.cells, authors: '' };
      return;
    }
    case 'add':
      rows.push(typed(TITLES[deed.title] ?? '', { appliedOn: String(deed.year) }));
      return;
    case 'pasteMany':
      for (let n = deed.first; n < deed.first + deed.count; n += 1) {
        rows.push(typed(`Cải tiến công đoạn số ${n}`));
      }
      return;
    case 'copy': {
      const source = at(deed.from);
      if (source === undefined) return;
      const copy = structuredClone(source);
      rows.push(deed.withIds ? copy : { ...copy, idText: '', markText: '' });
      return;
    }
    case 'copyOver': {
      const source = at(deed.from);
      const target = at(deed.to);
      if (source === undefined || target === undefined || source === target) return;
      Object.assign(target, structuredClone(source));
      return;
    }
    case 'cut': {
      const source = at(deed.from);
      const target = at(deed.to);
      if (source === undefined || target === undefined || source === target) return;
      target.cells = source.cells;
      target.receiptText = source.receiptText;
      source.cells = toPaperRow({}).cells;
      source.receiptText = '';
      if (!deed.withIds) return;
      Object.assign(target, { idText: source.idText, markText: source.markText });
      Object.assign(source, { idText: '', markText: '' });
      return;
    }
    case 'delete':
      if (rows.length > 0) rows.splice(deed.row % rows.length, deed.count);
      return;
    case 'clear': {
      if (rows.length === 0) return;
      const first = deed.row % rows.length;
      for (const target of rows.slice(first, first + deed.count)) {
        target.cells = toPaperRow({}).cells;
        target.receiptText = '';
      }
      return;
    }
    case 'insert':
      rows.splice(deed.row % (rows.length + 1), 0, toPaperRow({}));
      return;
    case 'smudge': {
      const target = at(deed.row);
      if (target === undefined) return;
      if (deed.what !== 'mark') target.idText = '';
      if (deed.what !== 'id') target.markText = '';
      return;
    }
    case 'sort': {
      const sign = deed.reverse ? -1 : 1;
      const sorted = [...rows].sort(
        (one, other) => sign * String(one.cells.title).localeCompare(String(other.cells.title)),
      );
      if (!deed.visibleOnly) {
        unit.rows = sorted;
        return;
      }
      const contents = sorted.map(({ cells, receiptText }) => ({ cells, receiptText }));
      for (const [index, target] of rows.entries()) Object.assign(target, contents[index]);
      return;
    }
  }
}
