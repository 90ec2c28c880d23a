/** Runs a shrunk failure as the scenario it is written as, by one seed after another until it fails. */
import { unreachable } from '../../core/unreachable.ts';
import type { NewBinding } from '../google/apps-script/script-host.ts';
import { runScenario, StepFailure } from '../scenario/run-scenario.ts';
import { parseScenario } from '../scenario/scenario-file.ts';
import type { ShrunkFailure } from './shrink-failure.ts';
import { toScenarioText } from './write-scenario.ts';

export type Reproduction =
  | { readonly kind: 'reproduced'; readonly text: string; readonly failed: number }
  /** The text is of the simulation's own seed. */
  | { readonly kind: 'notReproduced'; readonly text: string; readonly seeds: number }
  /** What went wrong is nothing a scenario can expect. */
  | { readonly kind: 'unsayable'; readonly text: string };

export type ReproductionOptions = {
  /** Files the steps name would be looked up beside it. */
  readonly path: string;
  /**
   * The server's steps interleave in the simulated world only, and clocks are set otherwise there:
   * another order of events may be needed.
   */
  readonly otherSeeds: number;
  /** Instead of the built one, where a test wants a broken one. */
  readonly bundle?: NewBinding;
};

/** The build must be there. @throws LocalFault when the system does not start */
export async function reproduceScenario(
  failure: ShrunkFailure,
  options: ReproductionOptions,
): Promise<Reproduction> {
  const text = toScenarioText(failure);
  if (failure.expectations.length === 0) return { kind: 'unsayable', text };
  for (let other = 0; other <= options.otherSeeds; other += 1) {
    const tried = toScenarioText(failure, failure.seed + other);
    const failed = await countFailed(tried, options);
    if (failed > 0) return { kind: 'reproduced', text: tried, failed };
  }
  return { kind: 'notReproduced', text, seeds: options.otherSeeds + 1 };
}

async function countFailed(
  text: string,
  { path, bundle }: Pick<ReproductionOptions, 'path' | 'bundle'>,
): Promise<number> {
  const file = parseScenario(text);
  if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
  const result = await runScenario({
    file,
    path,
    ...(bundle === undefined ? {} : { bundle }),
  }).catch(toBreakdown);
  switch (result.kind) {
    case 'broken':
      return 1;
    case 'malformed':
      throw new Error(`line ${result.lineNumber}: ${result.reason}`);
    case 'stopped':
      // With other timing a step may find nothing to be done on: this order is no proof.
      return 0;
    default:
      return result.failures.length;
  }
}

/** The command ends with a failure as well where a line breaks the system itself. */
function toBreakdown(error: unknown): { readonly kind: 'broken' } {
  if (error instanceof StepFailure) return { kind: 'broken' };
  throw error;
}

export function describeReproduction(reproduction: Reproduction, path: string): string {
  switch (reproduction.kind) {
    case 'reproduced':
      return `${path} (npm run -s scenario -- ${path})`;
    case 'notReproduced': {
      const { seeds } = reproduction;
      return `${path} (no failure by npm run -s scenario in ${seeds} seeds: it needs the simulation's own order)`;
    }
    case 'unsayable':
      return `${path} (no expectation of a scenario can say it: see its first lines)`;
    default:
      return unreachable(reproduction);
  }
}
