import { describe, expect, it } from 'vitest';
import type { Step } from '../../../local/scenario/scenario-file.ts';
import type { Reproduction } from '../../../local/simulator/reproduce-scenario.ts';
import {
  describeReproduction,
  reproduceScenario,
} from '../../../local/simulator/reproduce-scenario.ts';
import { toScenarioText } from '../../../local/simulator/write-scenario.ts';

const STEPS: readonly Step[] = [
  { do: 'together', actions: [{ do: 'undo', in: 'BT007' }] },
  { do: 'request', as: 'BT001', body: { unit: 'BT028' } },
];
const FAILURE = {
  seed: 5,
  steps: STEPS,
  violations: [{ invariant: 2, reason: 'BT007 has versions 1, 3' }],
  expectations: [{ do: 'expect', records: { unit: 'BT007', active: 0 } }],
} as const;

function readLines(text: string): readonly Step[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}

describe('toScenarioText', () => {
  it('opens every unit the steps name, lets things come to rest and then expects', () => {
    const text = toScenarioText(FAILURE, 8);
    expect(text.split('\n')[0]).toBe('// invariant 2: BT007 has versions 1, 3');
    const [setup, ...lines] = readLines(text);
    expect(setup).toMatchObject({ do: 'setup', seed: 8 });
    expect(lines).toEqual([
      { do: 'open', in: 'BT028' },
      { do: 'open', in: 'BT001' },
      { do: 'open', in: 'BT007' },
      ...STEPS,
      { do: 'advance', minutes: expect.any(Number) },
      ...FAILURE.expectations,
    ]);
  });

  it('opens no unit that has no part in it', () => {
    const lines = readLines(toScenarioText({ ...FAILURE, steps: STEPS.slice(0, 1) }));
    expect(lines.filter((line) => line.do === 'open')).toEqual([{ do: 'open', in: 'BT007' }]);
  });
});

describe('reproduceScenario', () => {
  it('tries nothing where there is nothing to expect', async () => {
    const unsayable = { ...FAILURE, expectations: [] };
    expect(await reproduceScenario(unsayable, { path: 'x.jsonl', otherSeeds: 6 })).toEqual({
      kind: 'unsayable',
      text: toScenarioText(unsayable),
    });
  });

  it.each<[Reproduction, string]>([
    [{ kind: 'reproduced', text: '', failed: 2 }, 'x.jsonl (npm run -s scenario -- x.jsonl)'],
    [
      { kind: 'notReproduced', text: '', seeds: 7 },
      "x.jsonl (no failure by npm run -s scenario in 7 seeds: it needs the simulation's own order)",
    ],
    [
      { kind: 'unsayable', text: '' },
      'x.jsonl (no expectation of a scenario can say it: see its first lines)',
    ],
  ])('is told as it came out: %j', (reproduction, told) => {
    expect(describeReproduction(reproduction, 'x.jsonl')).toBe(told);
  });
});
