/** The scenarios of test/scenarios, and which of them cannot be asked of a peer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetAct, Step } from '../../local/scenario/scenario-file.ts';
import { parseScenario } from '../../local/scenario/scenario-file.ts';

export type ReadScenario = {
  readonly name: string;
  readonly path: string;
  /** Its first comment line. */
  readonly title: string;
  readonly setup: { readonly programme: string; readonly seed: number; readonly now: string };
  readonly steps: readonly Step[];
};

const DIR = join(import.meta.dirname, '../../test/scenarios');
const ENDING = '.jsonl';

export function listScenarioNames(): readonly string[] {
  return readdirSync(DIR)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

/** @throws Error naming the line that is malformed */
export function readScenario(name: string): ReadScenario {
  const path = join(DIR, `${name}${ENDING}`);
  const text = readFileSync(path, 'utf8');
  return { ...parseScenarioText(text, name), path };
}

/** @throws Error naming the line that is malformed */
export function parseScenarioText(text: string, name: string): Omit<ReadScenario, 'path'> {
  const file = parseScenario(text);
  if (file.kind === 'malformed') throw new Error(`${name}:${file.lineNumber}: ${file.reason}`);
  const [, title = name] = /^\/\/ (.+)$/m.exec(text) ?? [];
  const steps = file.steps.map(({ step }) => step);
  return { name, title, setup: file.setup, steps };
}

/** Why a scenario says nothing about a peer; undefined when it does. */
export function findReasonToLeaveOut({ steps }: Pick<ReadScenario, 'steps'>): string | undefined {
  const acts = steps.flatMap((step) => (step.do === 'together' ? step.actions : [step]));
  return acts.map(findReason).find((reason) => reason !== undefined);
}

function findReason(step: Step | SheetAct): string | undefined {
  switch (step.do) {
    case 'request':
      return 'calls our HTTP API directly, which a peer does not have';
    case 'sweep':
      return 'lets our server read the sheet itself, which a peer does not';
    case 'copyFile':
      return 'copies the whole file: what a copy may send is settled where a peer is connected, outside the sheet';
    case 'menu':
      return step.item === 'Nhận gợi ý'
        ? 'lets our menu change the cells, so a peer would see another sheet'
        : undefined;
    default:
      return undefined;
  }
}
