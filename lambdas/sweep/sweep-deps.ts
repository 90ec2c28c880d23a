/** What a sweep works with. */
import type { Programme } from '../../core/programme.ts';
import type { NearDuplicateStore } from '../ports/near-duplicate-store.ts';
import type { SweepStore } from '../ports/sweep-store.ts';
import type { Logger, Metrics } from '../ports/telemetry.ts';
import type { UnitSheets } from '../ports/unit-sheets.ts';
import type { Pace } from './pace.ts';

export type SweepDeps = {
  readonly store: SweepStore;
  readonly sheets: UnitSheets;
  readonly nearDuplicates: NearDuplicateStore;
  readonly programme: Programme;
  readonly pace: Pace;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Unlike any other, for each sweep that changes something. */
  readonly newToken: () => string;
  /** A UUID, from which the ids of new rows are made. */
  readonly newUuid: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
};
