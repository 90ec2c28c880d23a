// The switches of the worst moments, and the clock.
import { CLOCK_JUMPS, type ClockJump, type ControlsView, FAULTS } from '../api/controls-api.ts';
import { type Answer, fetchControls, postClock, postFault } from './api-client.ts';
import { button, element, fill } from './element.ts';
import { formatMoment, TEXTS } from './texts.ts';

export type ControlsPanel = {
  readonly root: HTMLElement;
  /** Asks for the state of the switches and the next times anew. */
  refresh(): Promise<void>;
};

export type ControlsOptions = { key(): string | undefined; say(message: string): void };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function createControlsPanel({ key, say }: ControlsOptions): ControlsPanel {
  const switches = new Map(
    FAULTS.map((name) => {
      const box = element('input', { type: 'checkbox', role: 'switch', 'data-fault': name });
      box.addEventListener('change', () => void setFault(name, box.checked));
      return [name, box] as const;
    }),
  );
  const clock = element('div', { class: 'clock' });
  let isMoving = false;
  /** Of switches turned here: an answer from before knows nothing of them. */
  let turns = 0;

  async function setFault(name: (typeof FAULTS)[number], on: boolean): Promise<void> {
    turns += 1;
    const turn = turns;
    const answer = await postFault({ name, on });
    if (turn === turns) show(answer);
  }

  async function jump(to: ClockJump): Promise<void> {
    if (isMoving) return;
    isMoving = true;
    say(TEXTS.clockMoving);
    const current = key();
    const answer = await postClock(current === undefined ? { to } : { to, key: current });
    isMoving = false;
    say(answer.kind === 'ok' ? '' : TEXTS.notSent);
    show(answer);
  }

  function show(answer: Answer<ControlsView>): void {
    if (answer.kind !== 'ok') return;
    const { faults } = answer.body;
    for (const [name, box] of switches) box.checked = faults[name];
    fill(clock, ...renderClock(answer.body, (to) => void jump(to)));
  }

  const root = element(
    'section',
    { class: 'side-part', 'aria-labelledby': 'faults-title' },
    element('h2', { id: 'faults-title' }, TEXTS.faults),
    ...[...switches].map(([name, box]) =>
      element('label', { class: 'switch' }, box, ` ${TEXTS.faultNames[name]}`),
    ),
    element('h2', { id: 'clock-title' }, TEXTS.clock),
    clock,
  );
  return {
    root,
    async refresh() {
      const turn = turns;
      const answer = await fetchControls(key());
      if (turn === turns) show(answer);
    },
  };
}

function renderClock(
  { nowMs, aheadMs, nextRunMs, nextWeeklyMs }: ControlsView,
  onJump: (to: ClockJump) => void,
): readonly HTMLElement[] {
  const times = { nextRun: nextRunMs, nextWeekly: nextWeeklyMs };
  return [
    element('p', {}, TEXTS.clockNow(formatMoment(nowMs))),
    ...(aheadMs < MINUTE_MS
      ? []
      : [element('p', { class: 'remark' }, TEXTS.clockAhead(formatSpan(aheadMs)))]),
    ...CLOCK_JUMPS.map((to) => {
      const atMs = times[to];
      const time = atMs === null ? TEXTS.noNext : formatMoment(atMs);
      const attributes = { class: 'tool', disabled: atMs === null, 'data-focus': `jump ${to}` };
      return button(TEXTS[to](time), { ...attributes, 'data-jump': to }, () => onJump(to));
    }),
    element('p', { class: 'remark' }, TEXTS.clockForwardOnly),
  ];
}

function formatSpan(ms: number): string {
  if (ms >= DAY_MS) return TEXTS.days(Math.round(ms / DAY_MS));
  if (ms >= HOUR_MS) return TEXTS.hours(Math.round(ms / HOUR_MS));
  return TEXTS.minutes(Math.round(ms / MINUTE_MS));
}
