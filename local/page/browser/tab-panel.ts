// The main part of the page: the spreadsheet's name, its tabs, and the table of the one chosen.
import { unreachable } from '../../../core/unreachable.ts';
import { UNIT_STATUS_NAMES } from '../../../core/wording/summary.ts';
import type { SpreadsheetEntry, SpreadsheetView, TabView } from '../api/page-api.ts';
import { TEXTS } from '../texts.ts';
import { layOutTable } from '../view/table-layout.ts';
import { button, type Child, element, fill } from './element.ts';
import { attachNoteTip } from './note-tip.ts';
import type { PageContent } from './page-loader.ts';
import { renderReceiptChips } from './receipt-chips.ts';
import { createTabList } from './tab-list.ts';
import { renderTable } from './tab-table.ts';

export type TabPanel = {
  readonly root: HTMLElement;
  show(content: PageContent, showHidden: boolean): void;
};

export type PanelWishes = {
  selectTab(sheetId: number): void;
  setShowHidden(showHidden: boolean): void;
  showMoreRows(): void;
};

export function createTabPanel(wishes: PanelWishes): TabPanel {
  const heading = element('div', { class: 'heading' });
  const tabs = createTabList(wishes.selectTab);
  const table = element('div', {
    class: 'table-area',
    id: 'table-panel',
    role: 'tabpanel',
    tabindex: '0',
  });
  const hidden = element('input', { type: 'checkbox', id: 'show-hidden' });
  hidden.addEventListener('change', () => wishes.setShowHidden(hidden.checked));
  const more = element('span', { class: 'more' });
  const root = element(
    'main',
    {},
    heading,
    tabs.root,
    table,
    element(
      'footer',
      {},
      more,
      element('span', { class: 'hint' }, TEXTS.noteHint),
      element('label', { class: 'show-hidden' }, hidden, ` ${TEXTS.showHidden}`),
    ),
    attachNoteTip(table),
  );
  let shownTab = '';

  return {
    root,
    show(content, showHidden) {
      const { overview, spreadsheet, tab } = content;
      const entry = overview.spreadsheets.find(({ key }) => key === spreadsheet?.key);
      fill(heading, ...renderHeading(spreadsheet, entry));
      const visible = spreadsheet?.tabs.filter((one) => showHidden || !one.hidden) ?? [];
      tabs.show(visible, tab?.sheetId);
      if (tab === undefined) table.removeAttribute('aria-labelledby');
      else table.setAttribute('aria-labelledby', `tab-${tab.sheetId}`);
      fill(table, renderTabContent(content, { showHidden, windowWidthPx: table.clientWidth }));
      fill(more, ...renderMore(tab, wishes.showMoreRows));
      // The same tab anew stays where it was scrolled to.
      const shown = `${tab?.key}/${tab?.sheetId}`;
      if (shown !== shownTab) table.scrollTo(0, 0);
      shownTab = shown;
    },
  };
}

function renderHeading(
  spreadsheet: SpreadsheetView | undefined,
  entry: SpreadsheetEntry | undefined,
): readonly Child[] {
  if (spreadsheet === undefined) return [];
  const { kind, key, name } = spreadsheet;
  const detail: readonly Child[] = [
    ...(entry?.status
      ? [element('span', { class: 'unit-status' }, UNIT_STATUS_NAMES[entry.status])]
      : []),
    ...(entry === undefined ? [] : renderReceiptChips(entry.receipts)),
  ];
  switch (kind) {
    case 'committee':
      return [element('h2', {}, TEXTS.committeeDetail)];
    case 'unit':
      return [element('h2', {}, element('span', { class: 'code' }, key), ` ${name}`), ...detail];
    case 'copy':
      return [element('h2', {}, name), ...detail];
    default:
      return unreachable(kind);
  }
}

function renderTabContent(
  { spreadsheet, tab }: PageContent,
  options: { readonly showHidden: boolean; readonly windowWidthPx: number },
): HTMLElement {
  if (spreadsheet === undefined || tab === undefined)
    return element('p', { class: 'empty' }, TEXTS.notFound);
  if (tab.rows.length === 0) return element('p', { class: 'empty' }, TEXTS.emptyTab);
  const caption = TEXTS.tableOf(tab.title, spreadsheet.name);
  return renderTable(tab, layOutTable(tab, options), caption);
}

function renderMore(tab: TabView | undefined, onMore: () => void): readonly Child[] {
  if (tab === undefined || tab.rows.length >= tab.contentRowCount) return [];
  const shown = tab.rows.length.toLocaleString('vi-VN');
  const all = tab.contentRowCount.toLocaleString('vi-VN');
  return [
    TEXTS.shownRows(shown, all),
    ' ',
    button(TEXTS.moreRows, { 'data-focus': 'more' }, onMore),
  ];
}
