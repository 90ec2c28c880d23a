/** Something that fails from now on, for a while. */
import type { Step } from '../../scenario/scenario-file.ts';
import type { Draw } from './draw.ts';

type FaultStep = Extract<Step, { do: 'fault' }>;

export function drawFault(draw: Draw): FaultStep {
  return draw.weighted<() => FaultStep>([
    [8, () => drawIngest(draw)],
    [4, () => drawTable(draw)],
    [6, () => drawTrigger(draw)],
    [1, () => drawSheets(draw)],
  ])();
}

function drawIngest(draw: Draw): FaultStep {
  const kind = draw.oneOf([
    'down',
    'timeoutBefore',
    'timeoutAfter',
    'timeoutAfter',
    'duplicate',
    'delay',
    'delay',
    'throttle',
  ] as const);
  return draw.chance(25)
    ? { do: 'fault', at: 'ingest', kind, minutes: draw.between(2, 20) }
    : { do: 'fault', at: 'ingest', kind, count: draw.between(1, 6) };
}

function drawTable(draw: Draw): FaultStep {
  const kind = draw.oneOf([
    'conflict',
    'throttle',
    'timeoutBefore',
    'timeoutAfter',
    'down',
  ] as const);
  return { do: 'fault', at: 'table', kind, count: draw.between(1, 9) };
}

function drawTrigger(draw: Draw): FaultStep {
  return draw.weighted<FaultStep>([
    [3, { do: 'fault', at: 'trigger', kind: 'dropEvent', count: draw.between(1, 3) }],
    [2, { do: 'fault', at: 'trigger', kind: 'duplicate', count: draw.between(1, 2) }],
    [2, { do: 'fault', at: 'trigger', kind: 'delay', count: draw.between(1, 2) }],
    [
      5,
      {
        do: 'fault',
        at: 'trigger',
        kind: 'killAfterCalls',
        n: draw.between(1, 26),
        count: draw.between(1, 3),
      },
    ],
  ]);
}

function drawSheets(draw: Draw): FaultStep {
  const kind = draw.oneOf(['down', 'throttle', 'timeoutBefore', 'timeoutAfter'] as const);
  return { do: 'fault', at: 'sheets', kind, count: draw.between(1, 3) };
}
