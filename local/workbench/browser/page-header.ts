// The top of the page: the programme, how far the figures reach, the language, the connection.
import { formatDay } from '../../../core/format.ts';
import type { Overview } from '../api/page-api.ts';
import { LANGUAGES } from '../texts/language.ts';
import { button, type Child, element, fill } from './element.ts';
import { formatCount, LANGUAGE, LANGUAGE_NAMES, switchLanguage, TEXTS } from './texts.ts';

export type PageHeader = {
  readonly root: HTMLElement;
  show(overview: Overview): void;
  /** '' takes the message away. */
  say(message: string): void;
};

/** @param tools further buttons at the right end */
export function createPageHeader(tools: readonly HTMLElement[]): PageHeader {
  const programme = element('div', { class: 'programme' });
  const publication = element('p', { class: 'publication' });
  const status = element('p', { class: 'status', role: 'status' });
  const root = element(
    'header',
    { class: 'page-header' },
    element('div', { class: 'brand' }, element('h1', {}, TEXTS.product), programme),
    publication,
    element('div', { class: 'header-tools' }, ...tools, ...renderLanguages()),
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

function renderLanguages(): readonly HTMLElement[] {
  return LANGUAGES.filter((language) => language !== LANGUAGE).map((language) =>
    button(LANGUAGE_NAMES[language], { class: 'header-button', lang: language }, () =>
      switchLanguage(language),
    ),
  );
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
    element('span', {}, `${TEXTS.asOf} `, element('strong', {}, formatAsOf(asOf))),
    element('span', {}, element('strong', {}, formatCount(total)), ` ${TEXTS.total}`),
    element(
      'span',
      {},
      element('strong', {}, `${unitsReported}/${unitsTotal}`),
      ` ${TEXTS.coverage}`,
    ),
  ];
}

/** «2011-03-31T08:05:00+07:00» → «08:05 31/03/2011»: it is Vietnam time already. */
function formatAsOf(iso: string): string {
  return `${iso.slice(11, 16)} ${formatDay(iso.slice(0, 10))}`;
}
