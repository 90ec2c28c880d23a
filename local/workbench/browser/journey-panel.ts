// The way of the row that is followed, as steps that come true one after another.
import type { Step } from '../view/journey.ts';
import { button, type Child, element, fill } from './element.ts';
import { formatClock, formatCount, TEXTS } from './texts.ts';

export type JourneyView = {
  readonly key: string;
  /** 1-based. */
  readonly rowNumber: number;
  readonly receipt: string;
  readonly steps: readonly Step[];
};

export type JourneyPanel = {
  readonly root: HTMLElement;
  /** Undefined follows no row. */
  show(journey: JourneyView | undefined): void;
};

export function createJourneyPanel(onStop: () => void): JourneyPanel {
  const content = element('div', { class: 'journey', 'aria-live': 'polite' });
  return {
    root: element(
      'section',
      { class: 'side-part', 'aria-labelledby': 'journey-title' },
      element('h2', { id: 'journey-title' }, TEXTS.journey),
      content,
    ),
    show(journey) {
      fill(content, ...(journey === undefined ? [TEXTS.journeyHint] : render(journey, onStop)));
    },
  };
}

function render(
  { key, rowNumber, receipt, steps }: JourneyView,
  onStop: () => void,
): readonly Child[] {
  return [
    element(
      'p',
      { class: 'journey-row' },
      element('strong', {}, TEXTS.journeyOf(key, rowNumber)),
      ' ',
      button(TEXTS.journeyStop, { class: 'tool', 'data-focus': 'stop' }, onStop),
    ),
    element('ol', { class: 'steps' }, ...steps.map((step) => renderStep(step, receipt))),
  ];
}

function renderStep({ name, state, atMs, durationMs }: Step, receipt: string): HTMLElement {
  const words = [
    ...(atMs === undefined ? [TEXTS.stepWaiting] : [formatClock(atMs)]),
    ...(durationMs === undefined ? [] : [TEXTS.milliseconds(formatCount(Math.round(durationMs)))]),
    ...(state === 'failed' ? [TEXTS.stepFailed] : []),
  ];
  const isReceipt = name === 'receipt' && receipt !== '';
  return element(
    'li',
    { class: `step step-${state}`, 'data-step': name, 'data-state': state },
    element('span', {}, TEXTS.steps[name]),
    ...(isReceipt ? [element('span', { class: 'step-receipt', lang: 'vi' }, receipt)] : []),
    element('span', { class: 'step-words' }, words.join(' · ')),
  );
}
