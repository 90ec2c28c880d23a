// The page's script: puts the parts together, follows the address and the server's events.
import './styles/page.css';
import './styles/workbench.css';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { GridView } from '../api/grid-api.ts';
import type { ChangeNotice, SpreadsheetView } from '../api/page-api.ts';
import type { ActionRequest } from '../api/page-user-action.ts';
import type { TimelineEntry } from '../api/timeline-api.ts';
import { readReceipt } from '../view/find-header-row.ts';
import { type Followed, tellJourney } from '../view/journey.ts';
import { formatRoute, parseRoute } from '../view/route.ts';
import {
  fetchReports,
  fetchTab,
  fetchTimeline,
  fetchUnits,
  postCopy,
  postOpen,
} from './api-client.ts';
import { createChartsPanel } from './charts-panel.ts';
import { createControlsPanel } from './controls-panel.ts';
import { element } from './element.ts';
import { type ActAnswer, createGridPanel } from './grid-panel.ts';
import { createGuidePanel } from './guide-panel.ts';
import { createJourneyPanel } from './journey-panel.ts';
import { createMailPanel } from './mail-panel.ts';
import { createMainPanel, type ViewMode } from './main-panel.ts';
import { createPageHeader } from './page-header.ts';
import type { PageContent } from './page-loader.ts';
import { loadPage } from './page-loader.ts';
import { createSidePanel } from './side-panel.ts';
import { createSpreadsheetList } from './spreadsheet-list.ts';
import { LANGUAGE, TEXTS } from './texts.ts';
import { createTimelinePanel } from './timeline-panel.ts';
import { createToolBar } from './tool-bar.ts';

const ROWS_AT_ONCE = 500;
const RETRY_MS = 1_500;
/** A burst of changes is shown once. */
const GATHER_MS = 150;
const MAX_ENTRIES = 1_000;
const MODE_KEY = 'mode';

let content: PageContent | undefined;
let showHidden = false;
let maxRows = ROWS_AT_ONCE;
let mode: ViewMode = readMode();
let isConnected = true;
let isLoading = false;
let isOutdated = false;
let timer: number | undefined;
/** Those there were when a copy of one was asked for, until it is there. */
let tabsBefore: ReadonlySet<number> | undefined;
let insideTimer: number | undefined;
let entries: readonly TimelineEntry[] = [];
let followed: Followed | undefined;
let lastSeen = { rowNumber: 0, receipt: '' };

document.documentElement.lang = LANGUAGE;

const guide = createGuidePanel();
const journey = createJourneyPanel(() => {
  followed = undefined;
  showInside();
});
const timeline = createTimelinePanel();
const controls = createControlsPanel({ key: currentKey, say: (words) => main.say(words) });
const side = createSidePanel([controls.root, journey.root, timeline.root]);
const header = createPageHeader([guide.button, side.button]);
const list = createSpreadsheetList((unit) => void openUnit(unit.code));
const charts = createChartsPanel();
const mails = createMailPanel();
const grid = createGridPanel({
  onOutcome: tellOutcome,
  onView: planInside,
  onSelect: (selection) => toolBar.showSelection(selection),
  onCut: () => main.say(TEXTS.cutHint),
});
const toolBar = createToolBar({
  act: (action) => void act(action),
  copyFile: () => void copyFile(),
  followRow: () => followRow(grid.selection()?.row),
  select: grid.select,
  say: (words) => main.say(words),
  place() {
    const [view, selection] = [grid.view, grid.selection()];
    return view === undefined || selection === undefined ? undefined : { view, selection };
  },
});
const main = createMainPanel({
  toolBar: toolBar.root,
  grid: grid.root,
  charts: charts.root,
  guide: guide.root,
  selectTab(sheetId) {
    const key = currentKey();
    if (key !== undefined) location.hash = formatRoute(key, sheetId);
  },
  setShowHidden(isShown) {
    showHidden = isShown;
    void refresh();
  },
  setMode(chosen) {
    mode = chosen;
    localStorage.setItem(MODE_KEY, chosen);
    void refresh();
  },
  showMoreRows() {
    maxRows += ROWS_AT_ONCE;
    void refresh();
  },
});

const skip = element('a', { class: 'skip', href: '#table-panel' }, TEXTS.skipToTable);
document
  .getElementById('page')
  ?.replaceChildren(
    skip,
    header.root,
    element('div', { class: 'body' }, list.root, main.root, mails.root, side.root),
  );
mails.root.hidden = true;
header.say(TEXTS.loading);
skip.addEventListener('click', (event) => {
  // The address belongs to the spreadsheet shown.
  event.preventDefault();
  if (mode === 'grid') grid.root.focus();
  else document.getElementById('table-panel')?.focus();
});

window.addEventListener('hashchange', () => {
  maxRows = ROWS_AT_ONCE;
  tabsBefore = undefined;
  main.say('');
  list.close();
  void refresh();
});

const events = new EventSource('/api/events');
events.addEventListener('changed', (event) => {
  const { keys } = JSON.parse(event.data) as ChangeNotice;
  const key = currentKey();
  // The tab in sight first: whoever types there waits for it.
  if (key !== undefined && keys.includes(key)) void showTab();
  planRefresh(GATHER_MS);
});
events.addEventListener('happened', (event) => {
  entries = [...entries, JSON.parse(event.data) as TimelineEntry].slice(-MAX_ENTRIES);
  planInside();
  if (entries.at(-1)?.kind === 'mail') planRefresh(GATHER_MS);
});
// Also after a lost connection: what changed meanwhile was not told.
events.addEventListener('open', () => {
  isConnected = true;
  void refresh();
  void loadOnce();
});
events.addEventListener('error', () => {
  isConnected = false;
  header.say(TEXTS.connectionLost);
});

function currentKey(): string | undefined {
  return content?.spreadsheet?.key;
}

/** Narrow screens begin with the table: it reads better than a grid one cell wide. */
function readMode(): ViewMode {
  const stored = localStorage.getItem(MODE_KEY);
  if (stored === 'grid' || stored === 'table') return stored;
  return window.matchMedia('(max-width: 700px)').matches ? 'table' : 'grid';
}

/** What changes seldom or is told by events afterwards. */
async function loadOnce(): Promise<void> {
  const [units, told, reports] = await Promise.all([
    fetchUnits(),
    fetchTimeline(),
    fetchReports(),
    controls.refresh(),
  ]);
  if (units.kind === 'ok') list.setUnits(units.body.units);
  if (reports.kind === 'ok') main.showReports(reports.body.links);
  if (told.kind !== 'ok') return;
  entries = told.body.entries;
  showInside();
}

/** One load at a time; what is asked for meanwhile is loaded once, after it. */
async function refresh(): Promise<void> {
  if (isLoading) {
    isOutdated = true;
    return;
  }
  isLoading = true;
  isOutdated = false;
  const result = await loadPage({ route: parseRoute(location.hash), showHidden });
  isLoading = false;
  if (result.kind === 'loaded') {
    const hadNothing = content === undefined;
    content = result.content;
    await show(content);
    if (hadNothing) void loadOnce();
  } else {
    header.say(result.kind === 'starting' ? TEXTS.starting : TEXTS.failed);
    planRefresh(RETRY_MS);
  }
  if (isOutdated) await refresh();
}

function planRefresh(delayMs: number): void {
  if (timer !== undefined) return;
  timer = window.setTimeout(() => {
    timer = undefined;
    void refresh();
  }, delayMs);
}

async function show(shown: PageContent): Promise<void> {
  const { overview, spreadsheet, menu } = shown;
  const route = parseRoute(location.hash);
  const isMail = route.place === 'mails';
  header.show(overview);
  header.say(isConnected ? '' : TEXTS.connectionLost);
  list.show(overview, { place: route.place, key: spreadsheet?.key });
  if (isMail || mode === 'table') await grid.finishEdit();
  main.root.hidden = isMail;
  mails.root.hidden = !isMail;
  const name = isMail ? TEXTS.mailbox : spreadsheet?.name;
  document.title = name === undefined ? TEXTS.product : `${name} – ${TEXTS.product}`;
  void controls.refresh();
  if (isMail) {
    await mails.show(route.key);
    return;
  }
  main.show(shown, { showHidden, mode });
  toolBar.showMenu(menu);
  if (spreadsheet !== undefined) goToNewTab(spreadsheet);
  await showTab();
}

async function showTab(): Promise<void> {
  const shown = content;
  const key = shown?.spreadsheet?.key;
  if (shown === undefined || main.root.hidden) return;
  const { sheetId } = shown;
  const place = key === undefined || sheetId === undefined ? undefined : { key, sheetId };
  void charts.show(shown.spreadsheet?.kind === 'committee' ? place : undefined);
  if (mode === 'grid' && place !== undefined) {
    await grid.show(place);
    return;
  }
  const tab = place === undefined ? undefined : await fetchTab({ ...place, maxRows });
  if (content !== shown || mode !== 'table') return;
  main.showTable(tab?.kind === 'ok' ? tab.body : undefined, shown, showHidden);
}

async function act(action: ActionRequest): Promise<void> {
  if (action.kind === 'duplicateTab') {
    tabsBefore = new Set(content?.spreadsheet?.tabs.map(({ sheetId }) => sheetId));
  }
  await grid.act(action);
}

/** As at Google, one goes on in the copy of a tab. */
function goToNewTab({ key, tabs }: SpreadsheetView): void {
  const made = tabs.find(({ sheetId }) => tabsBefore?.has(sheetId) === false);
  if (made === undefined) return;
  tabsBefore = undefined;
  location.hash = formatRoute(key, made.sheetId);
}

async function copyFile(): Promise<void> {
  const key = currentKey();
  if (key === undefined) return;
  const answer = await postCopy(key);
  if (answer.kind === 'ok' && answer.body.kind === 'copied') {
    location.hash = formatRoute(answer.body.key);
    return;
  }
  main.say(answer.kind === 'ok' ? TEXTS.tooManyCopies : TEXTS.notSent);
}

async function openUnit(code: string): Promise<void> {
  main.say(TEXTS.opening);
  const answer = await postOpen(code);
  const isOpen = answer.kind === 'ok' && answer.body.kind === 'done';
  if (isOpen) location.hash = formatRoute(code);
  const reason = answer.kind === 'ok' && answer.body.kind === 'refused' ? answer.body.reason : '';
  main.say(isOpen ? '' : TEXTS.openFailed(reason));
}

function tellOutcome(action: ActionRequest, answer: ActAnswer): void {
  main.say(toMessage(action, answer));
  if (action.kind !== 'type' || answer.kind !== 'ok' || answer.body.kind !== 'done') return;
  followRow(answer.body.movedTo ?? action.row);
}

function toMessage(action: ActionRequest, answer: ActAnswer): string {
  if (answer.kind === 'excess') return TEXTS.excess[answer.excess];
  if (answer.kind !== 'ok') {
    return action.kind === 'type' ? TEXTS.textNotSent(action.value) : TEXTS.notSent;
  }
  switch (answer.body.kind) {
    case 'rowsMoved':
      return action.kind === 'type' ? TEXTS.rowGone(action.value) : TEXTS.rowsMoved;
    case 'done':
      if (answer.body.movedTo !== undefined) return TEXTS.rowMovedTo(answer.body.movedTo + 1);
      return action.kind === 'menu' ? TEXTS.menuChosen(action.label) : '';
    case 'unchanged':
      return action.kind === 'type' ? TEXTS.notInList : TEXTS.nothingChanged;
    case 'refused':
      return TEXTS.refused(answer.body.reason);
    case 'notFound':
      return TEXTS.notFound;
  }
}

/** @param row 0-based */
function followRow(row: number | undefined): void {
  const view = grid.view;
  const rowKey = row === undefined ? undefined : view?.rowKeys[row];
  if (view === undefined || rowKey === undefined) return;
  const typed = entries.findLast(({ kind, key }) => kind === 'action' && key === view.key);
  followed = {
    key: view.key,
    rowKey,
    afterId: typed?.id ?? 0,
    sinceMs: typed?.atMs ?? Date.now(),
  };
  showInside();
}

/** Much happens at once: it must not keep whoever types from seeing it. */
function planInside(): void {
  if (insideTimer !== undefined) return;
  insideTimer = window.setTimeout(() => {
    insideTimer = undefined;
    showInside();
  }, GATHER_MS);
}

function showInside(): void {
  timeline.show(entries, currentKey());
  const view = grid.view;
  if (followed === undefined) {
    journey.show(undefined);
    return;
  }
  // On another tab the row is out of sight: it says what it said last.
  if (view?.key === followed.key) lastSeen = readFollowed(view, followed.rowKey) ?? lastSeen;
  const { rowNumber, receipt } = lastSeen;
  const state = parseReceiptState(receipt);
  const steps = tellJourney({ followed, entries, isReceiptSaved: state === 'saved' });
  journey.show({ key: followed.key, rowNumber, receipt, steps });
  tickGuide(state);
  if (steps.at(-1)?.state === 'done') guide.note('published');
}

function readFollowed(view: GridView, rowKey: number): typeof lastSeen | undefined {
  const row = view.rowKeys.indexOf(rowKey);
  return row < 0 ? undefined : { rowNumber: row + 1, receipt: readReceipt(view, row) ?? '' };
}

function tickGuide(state: string | undefined): void {
  guide.note('typed');
  if (state === 'saved') {
    guide.note('saved');
    guide.note('mended');
  }
  if (state === 'rejected' || state === 'incomplete') guide.note('broken');
}

// By far the longest to load: it need not wait until it is known what it shall show.
if (mode === 'grid') void import('./grid/create-grid.ts');
void refresh();
