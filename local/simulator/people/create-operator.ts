/** The operator of one seed, who changes keys, those who hold an old one, and who pastes a new code. */
import { createRandom } from '../../random.ts';
import type { Step } from '../../scenario/scenario-file.ts';
import type { World } from '../simulated-world.ts';
import { createDraw } from './draw.ts';
import { drawTheft } from './draw-attack.ts';
import { createWriter } from './write-rows.ts';

export type Operator = {
  /** What happens between two acts of the people, if anything does. */
  next(world: World): Step | undefined;
};

/** Of the seeds; in the others the first keys last, as they do most days. */
const ACTIVE_PERCENT = 45;
const CHANGE_PERCENT = 7;
const RENEW_PERCENT = 20;
/** No sheet of a simulation is silent for so long. */
const OVERLAP_MINUTES = 4 * 1_440;

/** Draws by itself: whether keys change changes nothing of what the people of the seed mean to do. */
export function createOperator(seed: number): Operator {
  const draw = createDraw(createRandom(seed ^ 0x7f4a7c15));
  const writer = createWriter(draw);
  const isActive = draw.chance(ACTIVE_PERCENT);
  /** Units whose people have a new code and did not paste it yet. */
  const waiting = new Set<string>();
  const drawChange = ({ units, keys, recorder }: World): Step => {
    const unit = draw.chance(65) ? (units[0] ?? '') : draw.oneOf(units);
    const isStolen = keys.isWithdrawn(unit, keys.currentOf(unit) - 1);
    const change = draw.weighted<'rotate' | 'revoke' | 'steal'>([
      [5, 'rotate'],
      [3, 'revoke'],
      [isStolen ? 8 : 0, 'steal'],
    ]);
    switch (change) {
      case 'rotate':
        return { do: 'rotateKey', unit, overlapMinutes: OVERLAP_MINUTES };
      case 'revoke':
        waiting.add(unit);
        return { do: 'revokeKey', unit };
      case 'steal':
        return drawTheft({ draw, writer, victim: unit, after: recorder.seqOf(unit) });
    }
  };
  return {
    next(world) {
      if (!isActive) return undefined;
      for (const unit of waiting) {
        if (!draw.chance(RENEW_PERCENT)) continue;
        waiting.delete(unit);
        return { do: 'menu', in: unit, item: 'Kích hoạt' };
      }
      return draw.chance(CHANGE_PERCENT) ? drawChange(world) : undefined;
    },
  };
}
