/** Measures every algorithm on scenarios, one after another. */
import type { Judgement } from './judge/judge-unit.ts';
import { measure } from './measure.ts';
import type { Algorithm } from './peers.ts';
import { OURS, PEERS } from './peers.ts';
import type { Figures } from './read-report.ts';
import type { ReadScenario } from './read-scenarios.ts';
import type { ScenarioResult } from './write-report.ts';

export async function measureAll(
  scenarios: readonly ReadScenario[],
  onResult: (result: ScenarioResult) => void,
): Promise<void> {
  for (const scenario of scenarios) {
    const { name, title } = scenario;
    onResult({ name, title, figures: await measureScenario(scenario) });
  }
}

/** Ours waits for its server most of the time, so the peers play beside it, one after another. */
export async function measureScenario(scenario: ReadScenario): Promise<Figures> {
  const [ours, others] = await Promise.all([measure(OURS, scenario), measurePeers(scenario)]);
  return new Map([[OURS, ours], ...others]);
}

async function measurePeers(scenario: ReadScenario): Promise<Figures> {
  const figures = new Map<Algorithm, Judgement>();
  for (const peer of PEERS) figures.set(peer, await measure(peer, scenario));
  return figures;
}
