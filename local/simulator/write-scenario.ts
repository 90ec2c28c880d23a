/** Writes the steps of a simulation as a scenario file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toAsOf } from '../../core/summary/as-of.ts';
import type { Step } from '../scenario/scenario-file.ts';
import type { ShrunkFailure } from './shrink-failure.ts';
import { PROGRAMME, UNITS } from './simulation-runner.ts';
import { START_MS } from './simulation-setup.ts';

/** Enough for faults to be used up, and for whatever is under way to end. */
const QUIET_MINUTES = 60;

/** @param seed of the scenario's own interleaving, where it is not the simulation's */
export function toScenarioText(failure: ShrunkFailure, seed = failure.seed): string {
  const { steps, violations, expectations } = failure;
  const setup: Step = { do: 'setup', programme: PROGRAMME, seed, now: toAsOf(START_MS) };
  const lines: readonly Step[] = [
    setup,
    // A simulation begins with its files open, before anything can fail.
    ...listUnits(steps).map((unit) => ({ do: 'open', in: unit }) as const),
    ...steps,
    // As a simulation ends: whoever was sent a new code has pasted it.
    ...listRevoked(steps).map((unit) => ({ do: 'menu', in: unit, item: 'Kích hoạt' }) as const),
    { do: 'advance', minutes: QUIET_MINUTES },
    ...expectations,
  ];
  return [
    ...violations.map(({ invariant, reason }) => `// invariant ${invariant}: ${reason}`),
    ...lines.map((line) => JSON.stringify(line)),
    '',
  ].join('\n');
}

/** Wherever a step names them, also in the body of a request. */
function listUnits(steps: readonly Step[]): readonly string[] {
  const text = JSON.stringify(steps);
  return UNITS.filter((unit) => text.includes(`"${unit}"`));
}

function listRevoked(steps: readonly Step[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => (step.do === 'revokeKey' ? [step.unit] : [])))];
}

export function writeScenario(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
