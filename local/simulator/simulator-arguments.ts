/** What `npm run -s sim` was asked. */
import { parseArgs } from 'node:util';

export type SimulatorArguments =
  | { readonly kind: 'plants' }
  | {
      readonly kind: 'seeds';
      readonly from: number;
      readonly to: number;
      readonly actions: number;
      readonly table: 'memory' | 'dynoxide';
      readonly json?: string;
    };

export const USAGE =
  'usage: npm run -s sim -- --seeds A..B [--actions N] [--table memory|dynoxide] [--json OUT]\n' +
  '       npm run -s sim -- --plants';

const DEFAULT_ACTIONS = '60';

/** @returns undefined when it cannot be understood */
export function parseSimulatorArguments(args: readonly string[]): SimulatorArguments | undefined {
  const values = readOptions(args);
  if (values === undefined) return undefined;
  const { seeds, actions = DEFAULT_ACTIONS, table = 'memory', json, plants } = values;
  if (plants === true) return Object.keys(values).length === 1 ? { kind: 'plants' } : undefined;
  const range = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(seeds ?? '');
  if (range === null || !/^\d{1,5}$/.test(actions)) return undefined;
  if (table !== 'memory' && table !== 'dynoxide') return undefined;
  const from = Number(range[1]);
  const to = Number(range[2] ?? range[1]);
  if (to < from || Number(actions) === 0) return undefined;
  const out = json === undefined ? {} : { json };
  return { kind: 'seeds', from, to, actions: Number(actions), table, ...out };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        actions: { type: 'string' },
        table: { type: 'string' },
        json: { type: 'string' },
        plants: { type: 'boolean' },
      },
    }).values;
  } catch {
    return undefined;
  }
}
