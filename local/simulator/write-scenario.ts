/** Writes the steps of a simulation as a scenario file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toAsOf } from '../../core/summary/as-of.ts';
import type { ShrunkFailure } from './shrink-failure.ts';
import { PROGRAMME } from './simulation-runner.ts';
import { START_MS } from './simulation-setup.ts';

/** Enough for whatever is under way to end. */
const QUIET_MINUTES = 30;

export function toScenarioText({ seed, steps, violations }: ShrunkFailure): string {
  const lines = [
    { do: 'setup', programme: PROGRAMME, seed, now: toAsOf(START_MS) },
    ...steps,
    { do: 'advance', minutes: QUIET_MINUTES },
  ];
  return [
    ...violations.map(({ invariant, reason }) => `// invariant ${invariant}: ${reason}`),
    ...lines.map((line) => JSON.stringify(line)),
    '',
  ].join('\n');
}

export function writeScenario(path: string, failure: ShrunkFailure): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, toScenarioText(failure));
}
