// The list of spreadsheets: the committee's, then the units with their counts, and a search box.
import type { Overview, SpreadsheetEntry, SpreadsheetKind } from '../api/page-api.ts';
import { TEXTS } from '../texts.ts';
import { foldText } from '../view/fold-text.ts';
import { formatRoute } from '../view/route.ts';
import { button, type Child, element, fill } from './element.ts';
import { renderReceiptChips } from './receipt-chips.ts';

export type SpreadsheetList = {
  readonly root: HTMLElement;
  show(overview: Overview, currentKey: string | undefined): void;
  /** On a narrow screen the list lies folded above the table. */
  close(): void;
};

export function createSpreadsheetList(): SpreadsheetList {
  let overview: Overview | undefined;
  let currentKey: string | undefined;
  const search = element('input', {
    type: 'search',
    id: 'search',
    placeholder: TEXTS.searchHint,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const entries = element('div', { class: 'entries' });
  const drawer = element(
    'div',
    { class: 'drawer', id: 'spreadsheet-drawer' },
    element('label', { for: 'search', class: 'search-label' }, TEXTS.search),
    search,
    entries,
  );
  const toggle = button(
    TEXTS.chooseSpreadsheet,
    { class: 'drawer-toggle', 'aria-controls': 'spreadsheet-drawer', 'aria-expanded': 'false' },
    () => setOpen(!root.classList.contains('open')),
  );
  const root = element(
    'nav',
    { class: 'spreadsheets', 'aria-label': TEXTS.spreadsheets },
    toggle,
    drawer,
  );

  function setOpen(isOpen: boolean): void {
    root.classList.toggle('open', isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
  }

  function render(): void {
    if (overview !== undefined) fill(entries, ...renderGroups(overview, search.value, currentKey));
  }

  search.addEventListener('input', render);
  return {
    root,
    show(newOverview, newKey) {
      overview = newOverview;
      currentKey = newKey;
      render();
    },
    close: () => setOpen(false),
  };
}

function renderGroups(
  { spreadsheets, programme }: Overview,
  searched: string,
  currentKey: string | undefined,
): readonly Child[] {
  const ofKind = (kind: SpreadsheetKind) => spreadsheets.filter((entry) => entry.kind === kind);
  const units = ofKind('unit');
  const found = units.filter((entry) => matches(entry, searched));
  const copies = ofKind('copy').filter((entry) => matches(entry, searched));
  const unopened = programme.unitCount - units.length;
  const group = (title: string, entries: readonly SpreadsheetEntry[]): readonly Child[] =>
    entries.length === 0
      ? []
      : [
          element('h2', {}, title),
          element('ul', {}, ...entries.map((entry) => renderEntry(entry, currentKey))),
        ];
  return [
    ...group(TEXTS.committeeGroup, ofKind('committee')),
    ...group(TEXTS.unitGroup(found.length, units.length), found),
    ...group(TEXTS.copyGroup, copies),
    ...(found.length === 0 && searched !== '' ? [element('p', {}, TEXTS.noMatch)] : []),
    ...(unopened > 0 ? [element('p', { class: 'remark' }, TEXTS.unopened(unopened))] : []),
  ];
}

function matches({ key, name }: SpreadsheetEntry, searched: string): boolean {
  return foldText(`${key} ${name}`).includes(foldText(searched));
}

function renderEntry(entry: SpreadsheetEntry, currentKey: string | undefined): HTMLElement {
  const { key, kind, name, receipts } = entry;
  const chips = renderReceiptChips(receipts);
  const detail = chips.length === 0 ? [TEXTS.noRows] : chips;
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: formatRoute(key),
        'data-focus': `list ${key}`,
        'aria-current': key === currentKey ? 'page' : undefined,
      },
      element(
        'span',
        { class: 'entry-name' },
        kind === 'unit' ? element('span', { class: 'code' }, key) : undefined,
        kind === 'unit' ? ` ${name}` : name,
      ),
      element(
        'span',
        { class: 'entry-detail' },
        ...(kind === 'committee' ? [TEXTS.committeeDetail] : detail),
      ),
    ),
  );
}
