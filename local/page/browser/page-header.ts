// The top of the page: the programme, and the one line that says how far the figures reach.
import { formatDay } from '../../../core/format.ts';
import type { Overview } from '../api/page-api.ts';
import { TEXTS } from '../texts.ts';
import { type Child, element, fill } from './element.ts';

export type PageHeader = {
  readonly root: HTMLElement;
  show(overview: Overview): void;
  /** '' takes the message away. */
  say(message: string): void;
};

export function createPageHeader(): PageHeader {
  const programme = element('div', { class: 'programme' });
  const publication = element('p', { class: 'publication' });
  const status = element('p', { class: 'status', role: 'status' });
  const root = element(
    'header',
    { class: 'page-header' },
    element('div', { class: 'brand' }, element('h1', {}, TEXTS.product), programme),
    publication,
    status,
  );
  return {
    root,
    show(overview) {
      fill(programme, ...renderProgramme(overview));
      fill(publication, ...renderPublication(overview));
    },
    say(message) {
      if (status.textContent !== message) status.textContent = message;
    },
  };
}

function renderProgramme({ programme }: Overview): readonly Child[] {
  const { name, province, period } = programme;
  const days = TEXTS.period(formatDay(period.from), formatDay(period.to));
  return [
    element('p', { class: 'programme-name' }, name),
    element('p', { class: 'programme-detail' }, `${province} · ${days}`),
  ];
}

function renderPublication({ publication }: Overview): readonly Child[] {
  if (publication.kind === 'none') return [TEXTS.notPublished];
  if (publication.kind === 'broken') return [TEXTS.broken];
  const { asOf, total, unitsReported, unitsTotal } = publication.summary;
  return [
    element('span', {}, `${TEXTS.asOf} `, element('strong', {}, formatMoment(asOf))),
    element('span', {}, element('strong', {}, total.toLocaleString('vi-VN')), ` ${TEXTS.total}`),
    element(
      'span',
      {},
      element('strong', {}, `${unitsReported}/${unitsTotal}`),
      ` ${TEXTS.coverage}`,
    ),
  ];
}

/** «2011-03-31T08:05:00+07:00» → «08:05 31/03/2011»: it is Vietnam time already. */
function formatMoment(iso: string): string {
  return `${iso.slice(11, 16)} ${formatDay(iso.slice(0, 10))}`;
}
