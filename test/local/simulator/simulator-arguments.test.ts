import { describe, expect, it } from 'vitest';
import { parseSimulatorArguments } from '../../../local/simulator/simulator-arguments.ts';

const SEEDS = { kind: 'seeds', from: 1, to: 20, actions: 60, table: 'memory' };

describe('parseSimulatorArguments', () => {
  it.each([
    ['--seeds 1..20', SEEDS],
    ['--seeds 7', { ...SEEDS, from: 7, to: 7 }],
    ['--seeds 1..20 --actions 5 --table dynoxide', { ...SEEDS, actions: 5, table: 'dynoxide' }],
    ['--seeds 1..20 --json out.json', { ...SEEDS, json: 'out.json' }],
    ['--plants', { kind: 'plants' }],
  ])('understands %s', (line, expected) => {
    expect(parseSimulatorArguments(line.split(' '))).toEqual(expected);
  });

  it.each([
    '',
    '--seeds',
    '--seeds 20..1',
    '--seeds one',
    '--seeds 1..20 --actions 0',
    '--seeds 1..20 --table other',
    '--plants --seeds 1..2',
    '--seeds 1..2 extra',
  ])('refuses «%s»', (line) => {
    expect(parseSimulatorArguments(line === '' ? [] : line.split(' '))).toBeUndefined();
  });
});
