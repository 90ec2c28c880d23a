/** What the committee brings along beside the units' rows: the last period, revenues, its models. */
import * as z from 'zod/mini';
import { CATEGORIES } from './lists.ts';
import { unitCode } from './unit-code.ts';

const count = z.int().check(z.gte(0));
/** Whole đồng; `z.int` takes nothing above 2^53 - 1, so no amount ever loses a đồng. */
const dong = z.int().check(z.gte(0));

/** Figures of the period before, as that period's own summary gave them. */
export const PreviousPeriod = z
  .strictObject({
    /** As people write it: «2005-2007». */
    period: z.string().check(z.minLength(1), z.maxLength(40)),
    /** Initiatives of the period. */
    total: count,
    /** Those of them with an amount: the n of `totalDong`. */
    counted: count,
    /** Sum of those amounts in đồng. */
    totalDong: dong,
    /** Initiatives by category; a category left out is not known, which is not 0. */
    byCategory: z.optional(z.partialRecord(z.enum(CATEGORIES), count)),
  })
  .check(checkPrevious);
export type PreviousPeriod = z.infer<typeof PreviousPeriod>;

/** A unit's revenue over the programme's period, in đồng; agencies have none. */
export const UnitRevenue = z.strictObject({
  unit: unitCode,
  dong: z.int().check(z.gte(1)),
});
export type UnitRevenue = z.infer<typeof UnitRevenue>;

export const Targets = z.strictObject({
  /** Absent: nothing is compared and no claim is made. */
  previous: z.optional(PreviousPeriod),
  revenues: z._default(z.readonly(z.array(UnitRevenue)), []),
  /** Units the committee itself names as models: a report names nobody by formula alone. */
  modelUnits: z._default(z.readonly(z.array(unitCode)), []),
});
export type Targets = z.infer<typeof Targets>;

export const NO_TARGETS: Targets = { revenues: [], modelUnits: [] };

export type TargetProblem = {
  readonly path: readonly (string | number)[];
  readonly message: string;
};

/** What is wrong with targets in a programme of these units; empty when nothing is. */
export function listTargetProblems(
  { revenues, modelUnits }: Targets,
  codes: ReadonlySet<string>,
): readonly TargetProblem[] {
  return [
    ...listCodeProblems(
      'revenues',
      revenues.map(({ unit }) => unit),
      codes,
    ),
    ...listCodeProblems('modelUnits', modelUnits, codes),
  ];
}

function listCodeProblems(
  field: 'revenues' | 'modelUnits',
  units: readonly string[],
  codes: ReadonlySet<string>,
): readonly TargetProblem[] {
  return units.flatMap((unit, index) => {
    const path = ['targets', field, index];
    if (!codes.has(unit)) return [{ path, message: `unit ${unit} is not in the list of units` }];
    if (units.indexOf(unit) < index) return [{ path, message: `unit ${unit} is named twice` }];
    return [];
  });
}

function checkPrevious(payload: z.core.ParsePayload<PreviousParts>): void {
  for (const problem of listPreviousProblems(payload.value)) {
    const message = toMessage(problem);
    payload.issues.push({ code: 'custom', path: [], message, input: payload.value });
  }
}

/** Figures of the previous period as far as they are known. */
export type PreviousParts = {
  readonly total?: number | undefined;
  readonly counted?: number | undefined;
  readonly totalDong?: number | undefined;
  readonly byCategory?: { readonly [category: string]: number | undefined } | undefined;
};

export type PreviousProblem =
  | { readonly kind: 'countedAboveTotal'; readonly counted: number; readonly total: number }
  | { readonly kind: 'amountOfNone'; readonly totalDong: number }
  | { readonly kind: 'categoriesAboveTotal'; readonly named: number; readonly total: number };

/** Where figures contradict each other; what is not known contradicts nothing. */
export function listPreviousProblems(previous: PreviousParts): readonly PreviousProblem[] {
  const { total, counted, totalDong, byCategory } = previous;
  const named = Object.values(byCategory ?? {}).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return [
    ...(total !== undefined && counted !== undefined && counted > total
      ? [{ kind: 'countedAboveTotal', counted, total } as const]
      : []),
    ...(counted === 0 && totalDong !== undefined && totalDong > 0
      ? [{ kind: 'amountOfNone', totalDong } as const]
      : []),
    ...(total !== undefined && named > total
      ? [{ kind: 'categoriesAboveTotal', named, total } as const]
      : []),
  ];
}

function toMessage(problem: PreviousProblem): string {
  switch (problem.kind) {
    case 'countedAboveTotal':
      return `counted ${problem.counted} is more than total ${problem.total}`;
    case 'amountOfNone':
      return 'totalDong is given although counted is 0';
    case 'categoriesAboveTotal':
      return `byCategory adds up to ${problem.named}, more than total ${problem.total}`;
  }
}
