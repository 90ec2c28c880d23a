// The timeline: what people, scripts, requests, transactions, publications and mails did, and when.
import type { TimelineEntry } from '../api/timeline-api.ts';
import { element, fill } from './element.ts';
import { formatClock, formatCount, TEXTS } from './texts.ts';

export type TimelinePanel = {
  readonly root: HTMLElement;
  /** Oldest first. */
  show(entries: readonly TimelineEntry[], key: string | undefined): void;
};

const MAX_SHOWN = 120;

export function createTimelinePanel(): TimelinePanel {
  const list = element('ol', { class: 'timeline', tabindex: '0', 'aria-label': TEXTS.timeline });
  const only = element('input', { type: 'checkbox', id: 'timeline-only' });
  let shown: readonly TimelineEntry[] = [];
  let currentKey: string | undefined;

  function render(): void {
    const chosen = only.checked
      ? shown.filter(({ key }) => key === undefined || key === currentKey)
      : shown;
    const items = chosen.slice(-MAX_SHOWN).toReversed().map(renderEntry);
    fill(list, ...(items.length === 0 ? [element('li', {}, TEXTS.timelineEmpty)] : items));
  }

  only.addEventListener('change', render);
  return {
    root: element(
      'section',
      { class: 'side-part timeline-part', 'aria-labelledby': 'timeline-title' },
      element('h2', { id: 'timeline-title' }, TEXTS.timeline),
      element('label', { class: 'switch' }, only, ` ${TEXTS.timelineThis}`),
      list,
    ),
    show(entries, key) {
      shown = entries;
      currentKey = key;
      render();
    },
  };
}

function renderEntry(entry: TimelineEntry): HTMLElement {
  const { id, atMs, kind, key, outcome, durationMs, what, facts } = entry;
  const detail = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  return element(
    'li',
    { class: `entry entry-${outcome}`, 'data-entry': id, 'data-kind': kind },
    element('span', { class: 'entry-time' }, formatClock(atMs)),
    element(
      'span',
      { class: 'entry-main' },
      element('strong', {}, TEXTS.kinds[kind]),
      ...(key === undefined ? [] : [element('span', { class: 'code' }, ` ${key}`)]),
      ` ${what}`,
      ...(outcome === 'failed' ? [element('em', {}, ` ${TEXTS.outcomes.failed}`)] : []),
    ),
    element(
      'span',
      { class: 'entry-facts' },
      [
        ...(durationMs === undefined
          ? []
          : [TEXTS.milliseconds(formatCount(Math.round(durationMs)))]),
        ...detail,
      ].join(' · '),
    ),
  );
}
