/** The people of one seed: typists, a careless one, the committee, and whatever fails around them. */
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { createRandom } from '../../random.ts';
import type { SheetAct, Step } from '../../scenario/scenario-file.ts';
import type { StepSource } from '../run-simulation.ts';
import type { World } from '../simulated-world.ts';
import { createOperator } from './create-operator.ts';
import type { Draw } from './draw.ts';
import { createDraw } from './draw.ts';
import type { Desk } from './draw-act.ts';
import { drawAct, pasteMany, toFilledRows } from './draw-act.ts';
import { drawAttack } from './draw-attack.ts';
import { drawFault } from './draw-fault.ts';
import type { Writer } from './write-rows.ts';
import { createWriter, OPTIONAL_HEADERS, VISIBLE_HEADERS } from './write-rows.ts';

const MANY_ROWS_PERCENT = 12;
const COPY = 'bản sao';

type Mind = {
  readonly draw: Draw;
  readonly writer: Writer;
  /** What somebody has begun and goes on with. */
  readonly plans: Step[];
  /** Headers that were renamed, to be put back. */
  readonly renamed: { readonly unit: string; readonly from: string; readonly to: string }[];
  readonly pastesMany: boolean;
};

export function createPeople(seed: number, actions: number): StepSource {
  const draw = createDraw(createRandom(seed ^ 0x6c078965));
  const mind: Mind = {
    draw,
    writer: createWriter(draw),
    plans: [],
    renamed: [],
    pastesMany: draw.chance(MANY_ROWS_PERCENT),
  };
  // Chance of its own: people do the same things whether or not the server reads beside them.
  const sweeps = createDraw(createRandom(seed ^ 0x1b873593));
  const operator = createOperator(seed);
  let left = actions;
  let repairs: Step[] | undefined;
  return {
    next(world) {
      const change = left > 0 ? operator.next(world) : undefined;
      if (change !== undefined) return change;
      if (left > 0) {
        const sweep = drawSweep(world, sweeps);
        if (sweep !== undefined) return sweep;
        left -= 1;
        return mind.plans.shift() ?? drawStep(world, mind);
      }
      // Before everybody goes home the headers stand as they should.
      repairs ??= mind.renamed.map(toRepair);
      return repairs.shift();
    },
  };
}

function drawStep(world: World, mind: Mind): Step {
  const { draw } = mind;
  return draw.weighted<() => Step>([
    [46, () => drawAct(toDesk(world, mind))],
    [mind.pastesMany ? 2 : 0, () => pasteMany(toDesk(world, mind))],
    [4, () => beginRow(world, mind)],
    [12, () => ({ do: 'advance', minutes: draw.oneOf([1, 2, 3, 5, 5, 6, 10, 15, 30]) })],
    [0.5, () => sleepADay(mind)],
    [11, () => drawFault(draw)],
    [10, () => drawTogether(world, mind)],
    [5, () => drawMenu(world, mind)],
    [1, () => renameHeader(world, mind)],
    [2, () => attack(world, mind)],
    [0.4, () => useCopy(world, mind)],
  ])();
}

const SWEEP_PERCENT = 12;

/** People do not know of it; never for ever, since most acts are none. */
function drawSweep({ units }: World, sweeps: Draw): Step | undefined {
  return sweeps.chance(SWEEP_PERCENT) ? { do: 'sweep', in: sweeps.oneOf(units) } : undefined;
}

function toDesk(world: World, mind: Mind, unit = drawUnit(world, mind)): Desk {
  const { draw, writer } = mind;
  return { unit, draw, writer, filled: toFilledRows(world.watch.snapshot(unit)) };
}

/** Most of it happens in one place, or little would ever meet. */
function drawUnit({ units }: World, { draw }: Mind): string {
  const [first = ''] = units;
  return draw.chance(65) ? first : draw.oneOf(units);
}

/** Cell by cell, as most rows come to be. */
function beginRow(world: World, mind: Mind): Step {
  const { unit, filled } = toDesk(world, mind);
  const row = (filled.at(-1) ?? 1) + 1;
  const values = mind.writer.validRow();
  const steps = VISIBLE_HEADERS.flatMap((col, index): Step[] => {
    const value = values[index] ?? '';
    return value === '' ? [] : [{ do: 'type', in: unit, row, col, value }];
  });
  const [first, ...rest] = steps;
  mind.plans.push(...rest);
  return first ?? { do: 'advance', minutes: 1 };
}

/** The day's trigger time is used up: nothing runs until the next. */
function sleepADay({ plans }: Mind): Step {
  plans.push({ do: 'advance', minutes: 1_440 });
  return { do: 'fault', at: 'trigger', kind: 'dropEvent', minutes: 1_430 };
}

function drawTogether(world: World, mind: Mind): Step {
  const { draw } = mind;
  const unit = drawUnit(world, mind);
  const count = draw.between(2, 4);
  const actions = Array.from({ length: count }, (): SheetAct => {
    if (draw.chance(10)) return { do: 'menu', in: unit, item: 'Đồng bộ ngay' };
    return drawAct(toDesk(world, mind, draw.chance(85) ? unit : drawUnit(world, mind)));
  });
  return { do: 'together', actions };
}

function drawMenu(world: World, mind: Mind): Step {
  const unit = drawUnit(world, mind);
  const isHeld = world.recorder.holds(unit);
  return mind.draw.weighted<Step>([
    [4, { do: 'menu', in: unit, item: 'Đồng bộ ngay' }],
    [isHeld ? 8 : 1, { do: 'menu', in: unit, item: 'Xác nhận xóa' }],
    [1, { do: 'menu', in: unit, item: 'Đã nộp đủ' }],
    [0.5, { do: 'menu', in: unit, item: 'Không có sáng kiến' }],
    [0.7, { do: 'menu', in: unit, item: 'Nhận gợi ý' }],
    [2, { do: 'menu', in: COMMITTEE_UNIT, item: 'Cập nhật ngay' }],
  ]);
}

function renameHeader(world: World, mind: Mind): Step {
  const { draw, plans, renamed } = mind;
  const unit = drawUnit(world, mind);
  const from = draw.oneOf([...VISIBLE_HEADERS, ...OPTIONAL_HEADERS]);
  const to = `Cột đổi tên ${renamed.length + 1}`;
  const rename = { unit, from, to };
  renamed.push(rename);
  if (draw.chance(50)) plans.push({ do: 'advance', minutes: 5 });
  plans.push(toRepair(rename));
  return { do: 'renameHeader', in: unit, col: from, to };
}

function toRepair({ unit, from, to }: Mind['renamed'][number]): Step {
  return { do: 'renameHeader', in: unit, col: to, to: from };
}

function attack(world: World, mind: Mind): Step {
  const { draw, writer } = mind;
  const victim = drawUnit(world, mind);
  const attacker = draw.oneOf(world.units.filter((unit) => unit !== victim));
  const spreadsheetId = world.registry.find(victim)?.spreadsheetId ?? '';
  return drawAttack({
    draw,
    writer,
    attacker,
    victim,
    spreadsheetId,
    after: world.recorder.seqOf(victim),
  });
}

function useCopy(world: World, mind: Mind): Step {
  const { draw, writer, plans } = mind;
  if (world.registry.find(COPY) === undefined) {
    return { do: 'copyFile', in: drawUnit(world, mind), as: COPY };
  }
  if (draw.chance(30)) return { do: 'menu', in: COPY, item: 'Kích hoạt' };
  plans.push({ do: 'advance', minutes: 5 });
  return { do: 'paste', in: COPY, row: draw.between(2, 12), values: [writer.validRow()] };
}
