// The guided first run: five steps that are ticked as they happen, and can be put away.
import { button, type Child, element, fill } from './element.ts';
import { TEXTS } from './texts.ts';

export type GuidePanel = {
  readonly root: HTMLElement;
  readonly button: HTMLElement;
  /** Something happened that may be the next step. */
  note(happened: GuideStep): void;
};

/** In the order of the words. */
const STEPS = ['typed', 'saved', 'broken', 'mended', 'published'] as const;
export type GuideStep = (typeof STEPS)[number];

const STORAGE_KEY = 'guide';
const HIDDEN = 'hidden';

export function createGuidePanel(): GuidePanel {
  const stored = localStorage.getItem(STORAGE_KEY);
  let done = Number(stored ?? 0) || 0;
  const root = element('section', { class: 'guide', 'aria-label': TEXTS.guide });
  const opener = button(TEXTS.guideShow, { class: 'header-button' }, () => setHidden(!root.hidden));

  function setHidden(isHidden: boolean): void {
    root.hidden = isHidden;
    opener.setAttribute('aria-expanded', String(!isHidden));
    localStorage.setItem(STORAGE_KEY, isHidden ? HIDDEN : String(done));
    window.dispatchEvent(new Event('resize'));
  }

  function advance(): void {
    done = Math.min(STEPS.length, done + 1);
    localStorage.setItem(STORAGE_KEY, String(done));
    render();
  }

  function render(): void {
    fill(root, ...renderSteps(done, advance, () => setHidden(true)));
  }

  // A narrow screen has no room to spare; the button brings it.
  const isNarrow = window.matchMedia('(max-width: 800px)').matches;
  root.hidden = stored === HIDDEN || (stored === null && isNarrow);
  opener.setAttribute('aria-expanded', String(!root.hidden));
  render();
  return {
    root,
    button: opener,
    note(happened) {
      if (!root.hidden && STEPS[done] === happened) advance();
    },
  };
}

function renderSteps(done: number, onDone: () => void, onHide: () => void): readonly Child[] {
  const step = TEXTS.guideSteps[done];
  return [
    element('strong', {}, `${TEXTS.guide} · ${Math.min(done + 1, STEPS.length)}/${STEPS.length}`),
    element('span', { class: 'guide-words', role: 'status' }, step ?? TEXTS.guideFinished),
    ...(step === undefined
      ? []
      : [button(TEXTS.guideDone, { class: 'tool', 'data-focus': 'guide done' }, onDone)]),
    button(TEXTS.guideHide, { class: 'tool', 'data-focus': 'guide hide' }, onHide),
  ];
}
