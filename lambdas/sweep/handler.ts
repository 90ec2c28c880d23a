/** Sweep: once an hour, the sheets of units whose script is silent are read by the server itself. */
import * as z from 'zod/mini';
import type { ProgrammeUnit } from '../../core/programme.ts';
import { findUnit } from '../../core/programme.ts';
import { listSilentUnits } from '../../core/sweep/silence.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import { mapLimited } from '../summarize/map-limited.ts';
import type { SweepDeps } from './sweep-deps.ts';
import type { Occasion, UnitOutcome } from './sweep-unit.ts';
import { sweepUnit } from './sweep-unit.ts';

const SweepEvent = z.union([
  z.object({ kind: z.literal('schedule'), scheduledTime: z.string() }),
  /** By hand: one unit, whatever its script does. */
  z.object({ kind: z.literal('unit'), unit: z.string() }),
]);
export type SweepEvent = z.infer<typeof SweepEvent>;

/** How many units ended how. */
export type SweepReport = {
  readonly silent: number;
  readonly swept: number;
  /** Rows that were written. */
  readonly rows: number;
  readonly leftToScript: number;
  readonly unreadable: number;
  readonly superseded: number;
  readonly failed: number;
  /** For lack of time: they come first in the next run. */
  readonly left: number;
};

export type SweepHandler = (event: SweepEvent) => Promise<SweepReport>;

const UNITS_AT_ONCE = 4;
/** No unit is begun later than this, well before the function is stopped. */
export const SWEEP_BUDGET_MS = 200_000;

/** @throws what the store throws when nobody can tell who is silent; one unit's failure is counted */
export function createSweepHandler(deps: SweepDeps): SweepHandler {
  return async (event) => {
    const startedAt = deps.now();
    try {
      const { units, occasion } = await chooseUnits(deps, z.parse(SweepEvent, event));
      const report = await sweepUnits(deps, units, { occasion, startedAt });
      tell(deps, report);
      return report;
    } catch (error) {
      deps.logger.error('sweep failed', toErrorFields(error));
      throw error;
    } finally {
      deps.metrics.durationMs('SweepDuration', deps.now() - startedAt);
      deps.metrics.flush();
    }
  };
}

type Chosen = { readonly units: readonly ProgrammeUnit[]; readonly occasion: Occasion };

async function chooseUnits(
  { store, programme, now }: SweepDeps,
  event: SweepEvent,
): Promise<Chosen> {
  const find = (code: string) => findUnit(programme, code) ?? [];
  if (event.kind === 'unit') return { units: [find(event.unit)].flat(), occasion: 'request' };
  const reports = await store.readReports(programme.units.map(({ code }) => code));
  return { units: listSilentUnits(reports, now()).flatMap(find), occasion: 'silence' };
}

type Ending = UnitOutcome | { readonly kind: 'failed' } | { readonly kind: 'left' };

async function sweepUnits(
  deps: SweepDeps,
  units: readonly ProgrammeUnit[],
  { occasion, startedAt }: { readonly occasion: Occasion; readonly startedAt: number },
): Promise<SweepReport> {
  const endings = await mapLimited(
    units,
    UNITS_AT_ONCE,
    (unit): Promise<Ending> =>
      deps.now() - startedAt > SWEEP_BUDGET_MS
        ? Promise.resolve({ kind: 'left' })
        : sweepOne(deps, unit, occasion),
  );
  const count = (kind: Ending['kind']) => endings.filter((one) => one.kind === kind).length;
  return {
    silent: units.length - count('notSilent'),
    swept: count('swept'),
    rows: endings.reduce((sum, one) => sum + (one.kind === 'swept' ? one.rows : 0), 0),
    leftToScript: count('leftToScript'),
    unreadable: count('unreadable'),
    superseded: count('superseded'),
    failed: count('failed'),
    left: count('left'),
  };
}

/** One unit's trouble is no other's. */
async function sweepOne(
  deps: SweepDeps,
  { code, ...unit }: ProgrammeUnit,
  occasion: Occasion,
): Promise<Ending> {
  try {
    const outcome = await sweepUnit(deps, { code, ...unit }, occasion);
    const { kind, ...fields } = outcome;
    if (kind === 'unreadable') deps.logger.warn('sheet not readable', { unit: code, ...fields });
    else deps.logger.info('unit swept', { unit: code, outcome: kind, ...fields });
    return outcome;
  } catch (error) {
    deps.logger.error('unit not swept', { unit: code, ...toErrorFields(error) });
    return { kind: 'failed' };
  }
}

/** Zeros too: an alarm must see that all is well again. */
function tell({ logger, metrics }: SweepDeps, report: SweepReport): void {
  logger.info('sweep', report);
  metrics.count('UnitsSilent', report.silent);
  metrics.count('UnitsSwept', report.swept);
  metrics.count('UnitsUnreadable', report.unreadable);
  metrics.count('UnitsNotSwept', report.failed + report.left);
  metrics.count('RowsSwept', report.rows);
}
