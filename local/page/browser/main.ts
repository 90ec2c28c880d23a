// The page's script: puts the parts together, follows the address and the server's events.
import { TEXTS } from '../texts.ts';
import { formatRoute, parseRoute } from '../view/route.ts';
import { element } from './element.ts';
import { createPageHeader } from './page-header.ts';
import type { PageContent } from './page-loader.ts';
import { loadPage } from './page-loader.ts';
import { createSpreadsheetList } from './spreadsheet-list.ts';
import { createTabPanel } from './tab-panel.ts';

const ROWS_AT_ONCE = 500;
const RETRY_MS = 1_500;
/** A burst of changes is shown once. */
const GATHER_MS = 120;

let content: PageContent | undefined;
let showHidden = false;
let maxRows = ROWS_AT_ONCE;
let isConnected = true;
let isLoading = false;
let isOutdated = false;
let timer: number | undefined;

const header = createPageHeader();
const list = createSpreadsheetList();
const panel = createTabPanel({
  selectTab(sheetId) {
    const key = content?.spreadsheet?.key;
    if (key !== undefined) location.hash = formatRoute(key, sheetId);
  },
  setShowHidden(isShown) {
    showHidden = isShown;
    refresh();
  },
  showMoreRows() {
    maxRows += ROWS_AT_ONCE;
    refresh();
  },
});

document
  .getElementById('page')
  ?.replaceChildren(
    element('a', { class: 'skip', href: '#table-panel' }, TEXTS.skipToTable),
    header.root,
    element('div', { class: 'body' }, list.root, panel.root),
    element('p', { class: 'read-only' }, TEXTS.readOnly),
  );
header.say(TEXTS.loading);
document.querySelector('.skip')?.addEventListener('click', (event) => {
  // The address belongs to the spreadsheet shown.
  event.preventDefault();
  document.getElementById('table-panel')?.focus();
});

window.addEventListener('hashchange', () => {
  maxRows = ROWS_AT_ONCE;
  list.close();
  refresh();
});
window.addEventListener('resize', () => planRefresh(GATHER_MS));

const events = new EventSource('/api/events');
events.addEventListener('changed', () => planRefresh(GATHER_MS));
// Also after a lost connection: what changed meanwhile was not told.
events.addEventListener('open', () => {
  isConnected = true;
  refresh();
});
events.addEventListener('error', () => {
  isConnected = false;
  header.say(TEXTS.connectionLost);
});

/** One load at a time; what is asked for meanwhile is loaded once, after it. */
async function refresh(): Promise<void> {
  if (isLoading) {
    isOutdated = true;
    return;
  }
  isLoading = true;
  isOutdated = false;
  const wish = { route: parseRoute(location.hash), showHidden, maxRows };
  const result = await loadPage(wish, content);
  isLoading = false;
  if (result.kind === 'loaded') {
    content = result.content;
    show(content);
  } else {
    header.say(result.kind === 'starting' ? TEXTS.starting : TEXTS.failed);
    planRefresh(RETRY_MS);
  }
  if (isOutdated) refresh();
}

function planRefresh(delayMs: number): void {
  if (timer !== undefined) return;
  timer = window.setTimeout(() => {
    timer = undefined;
    refresh();
  }, delayMs);
}

function show(shown: PageContent): void {
  const { overview, spreadsheet } = shown;
  header.show(overview);
  header.say(isConnected ? '' : TEXTS.connectionLost);
  list.show(overview, spreadsheet?.key);
  panel.show(shown, showHidden);
  document.title =
    spreadsheet === undefined ? TEXTS.product : `${spreadsheet.name} – ${TEXTS.product}`;
}

refresh();
