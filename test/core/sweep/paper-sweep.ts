/** A sweep on paper: the sheet as it stood at one moment, decided and written at another. */
import { createRowIdSource } from '../../../core/row-id.ts';
import type { SweepPlan } from '../../../core/sweep/plan-sweep.ts';
import { planSweep, toSweptLocations } from '../../../core/sweep/plan-sweep.ts';
import { decideSync } from '../../../core/sync/decide-sync.ts';
import { planSlices } from '../../../core/sync/plan-slices.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { UNIT } from '../sync/entry-rows.ts';
import type { PaperUnit } from '../sync/paper-unit.ts';
import { RULES, toSheetRows } from '../sync/paper-unit.ts';

export type PaperSweep = {
  readonly head: UnitHead;
  readonly rows: ReturnType<typeof toSheetRows>;
  readonly number: number;
};

let sweeps = 0;

/** The head first, then the sheet. */
export function beginSweep(unit: PaperUnit): PaperSweep {
  sweeps += 1;
  return { head: unit.server.head, rows: toSheetRows(unit), number: sweeps };
}

export type SweepResult =
  | { readonly kind: 'superseded' }
  | { readonly kind: 'left'; readonly plan: SweepPlan }
  | { readonly kind: 'swept'; readonly writes: number; readonly plan: SweepPlan };

/** What it writes is written only while the head is the one it began with. */
export function finishSweep(unit: PaperUnit, { head, rows, number }: PaperSweep): SweepResult {
  const { server, now } = unit;
  const stored = new Map(server.stored);
  const plan = planSweep({
    unit: { code: UNIT, name: 'Bệnh viện đa khoa Nguyễn Đình Chiểu' },
    head,
    stored,
    locations: undefined,
    rows,
    formulas: new Map(),
    mergedRows: new Set(),
    rules: RULES,
    newId: createRowIdSource(UNIT, `f${String(number).padStart(7, '0')}-0000-0000`),
    now,
  });
  if (plan.kind !== 'planned') return { kind: 'left', plan };
  const decision = decideSync({ request: plan.request, head, stored, rules: RULES, now });
  if (decision.kind !== 'decided') throw new Error(`a sweep is never ${decision.kind}`);
  const located = toSweptLocations(7, plan.plan, decision.outcomes).ids.filter((id) => id !== '');
  if (new Set(located).size < located.length) throw new Error('a row stands in two places');
  const token = `s${number}`;
  const slices = planSlices({ decision, head, stored, token, keyVersion: 1, now });
  if (slices.length > 0 && server.head !== head) return { kind: 'superseded' };
  for (const slice of slices) {
    server.head = slice.head;
    for (const { row, history } of slice.writes) {
      server.stored.set(row.id, row);
      if (history !== undefined) server.history.push(history);
    }
  }
  return { kind: 'swept', writes: decision.writes.length, plan };
}

export function sweepPaper(unit: PaperUnit): SweepResult {
  unit.now += 60_000;
  return finishSweep(unit, beginSweep(unit));
}
