/** Measures an algorithm on a scenario. */
import { dirname } from 'node:path';
import { createVirtualClock } from '../../local/clock.ts';
import { createJudge } from './judge/judge.ts';
import type { Judgement } from './judge/judge-unit.ts';
import { startPeerStage } from './peer-stage.ts';
import type { Algorithm } from './peers.ts';
import { OURS } from './peers.ts';
import { playScenario } from './play-scenario.ts';
import { startProductStage } from './product-stage.ts';
import type { ReadScenario } from './read-scenarios.ts';

export async function measure(algorithm: Algorithm, scenario: ReadScenario): Promise<Judgement> {
  const { setup, steps, path } = scenario;
  const clock = createVirtualClock(Date.parse(setup.now));
  const options = { programmeCode: setup.programme, seed: setup.seed, clock };
  const stage =
    algorithm === OURS ? await startProductStage(options) : startPeerStage(algorithm, options);
  try {
    const { programme } = stage;
    const judge = createJudge({ programme, now: clock.now, records: stage });
    await playScenario({ stage, judge, dir: dirname(path) }, steps);
    return await judge.judge();
  } finally {
    await stage.stop();
  }
}
