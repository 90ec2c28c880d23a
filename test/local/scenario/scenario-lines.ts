/** Lines of scenario files for tests of the language itself. */
import type { Scenario } from '../../../local/scenario/scenario-file.ts';
import { parseScenario } from '../../../local/scenario/scenario-file.ts';

export type Line = { readonly do: string; readonly [field: string]: unknown };

export const SETUP: Line = {
  do: 'setup',
  programme: 'ben-tre',
  seed: 1,
  now: '2011-03-31T08:00:00+07:00',
};

/** The first line is the setup, so that the next is line 2. */
export function toScenario(...lines: readonly Line[]): Scenario {
  const file = parseScenario([SETUP, ...lines].map((line) => JSON.stringify(line)).join('\n'));
  if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
  return file;
}
