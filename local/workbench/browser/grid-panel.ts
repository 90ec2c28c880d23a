// The grid of one tab, kept in step with the server, and what people do in it sent there in order.
import { type Excess, findExcess } from '../api/action-limits.ts';
import type { GridAnswer, GridView } from '../api/grid-api.ts';
import type { ActionRequest } from '../api/page-user-action.ts';
import type { ActOutcome } from '../api/write-api.ts';
import { type Answer, fetchGrid, postAction } from './api-client.ts';
import { element } from './element.ts';
import type { Grid, Selection } from './grid/create-grid.ts';
import type { GridWish } from './grid/grid-wish.ts';
import { LANGUAGE, TEXTS } from './texts.ts';

/** Of the page's own measurements; only the last one is kept. */
const DRAWN_MARK = 'tab-drawn';

export type TabPlace = { readonly key: string; readonly sheetId: number };

export type GridPanel = {
  readonly root: HTMLElement;
  /** Loads a tab anew, or what changed in the one that is shown. */
  show(place: TabPlace): Promise<void>;
  /** Sent after everything before it; the grid has its effect when this ends. */
  act(action: ActionRequest): Promise<void>;
  /** What is being typed is sent: the grid will be out of sight. */
  finishEdit(): Promise<void>;
  readonly view: GridView | undefined;
  selection(): Selection | undefined;
  /** Typing goes there from now on. */
  select(cell: { readonly row: number; readonly column: number }): void;
};

/** What is too large is not even asked of the server. */
export type ActAnswer = Answer<ActOutcome> | { readonly kind: 'excess'; readonly excess: Excess };

export type GridPanelOptions = {
  onOutcome(action: ActionRequest, answer: ActAnswer): void;
  /** The grid shows something else than before. */
  onView(view: GridView): void;
  onSelect(selection: Selection): void;
  onCut(): void;
};

export function createGridPanel(options: GridPanelOptions): GridPanel {
  const container = element('div', { class: 'grid-container' });
  const root = element(
    'div',
    { class: 'grid-area', role: 'region', 'aria-label': TEXTS.gridLabel, tabindex: '-1' },
    container,
  );
  let starting: Promise<Grid> | undefined;
  let grid: Grid | undefined;
  let wanted: TabPlace | undefined;
  let loading: Promise<void> | undefined;
  let isOutdated = false;
  let isHeldBack = false;
  let sending: Promise<void> = Promise.resolve();

  function start(): Promise<Grid> {
    starting ??= import('./grid/create-grid.ts').then(({ createGrid }) => {
      grid = createGrid({
        container,
        language: LANGUAGE,
        onWish: (wish) => void act(wish),
        onSelect: options.onSelect,
        onCut: options.onCut,
        onEditEnd() {
          if (isHeldBack) void refresh();
        },
      });
      return grid;
    });
    return starting;
  }

  async function load(): Promise<void> {
    const place = wanted;
    if (place === undefined) return;
    const made = await start();
    const isShown = made.view?.key === place.key && made.view.sheetId === place.sheetId;
    const answer = await fetchGrid(place, isShown ? made.view?.revision : undefined);
    if (answer.kind !== 'ok' || wanted !== place) return;
    // Under an open editor no row may move: what is typed there would go to another one.
    isHeldBack = isShown && made.isEditing() && isMoving(answer.body);
    if (isHeldBack) return;
    if (answer.body.kind === 'whole') made.show(answer.body);
    else if (!made.follow(answer.body)) {
      const whole = await fetchGrid(place, undefined);
      if (whole.kind !== 'ok' || whole.body.kind !== 'whole' || wanted !== place) return;
      isHeldBack = made.isEditing();
      if (isHeldBack) return;
      made.show(whole.body);
    }
    if (made.view === undefined) return;
    noteDrawn(made.view);
    options.onView(made.view);
  }

  /** One load at a time; whatever is asked for meanwhile is loaded once, after it. */
  function refresh(): Promise<void> {
    if (loading !== undefined) {
      isOutdated = true;
      return loading;
    }
    loading = (async () => {
      do {
        isOutdated = false;
        await load();
      } while (isOutdated);
    })().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  function act(action: ActionRequest): Promise<void> {
    const place = wanted;
    if (place === undefined) return Promise.resolve();
    sending = sending.then(() => send(place, action));
    return sending;
  }

  async function send(place: TabPlace, action: ActionRequest): Promise<void> {
    const excess = findExcess(action);
    const answer: ActAnswer =
      excess === undefined ? await postAction(place.key, action) : { kind: 'excess', excess };
    if (action.kind === 'type') grid?.settle(action);
    await refresh();
    const isDone = answer.kind === 'ok' && answer.body.kind === 'done';
    if (!isDone) putBack(action);
    options.onOutcome(action, answer);
  }

  /** What was drawn ahead of the answer was wrong. */
  function putBack(action: ActionRequest | GridWish): void {
    if (action.kind === 'type') grid?.putBack(action);
  }

  return {
    root,
    async show(place) {
      if (wanted?.key !== place.key || wanted.sheetId !== place.sheetId) {
        // Sent to where it was typed, as long as that is still the tab in question.
        await grid?.finishEdit();
        wanted = place;
      }
      await refresh();
    },
    finishEdit: async () => grid?.finishEdit(),
    act,
    get view() {
      return grid?.view;
    },
    selection: () => grid?.selection(),
    select(cell) {
      grid?.select(cell);
      grid?.focus();
    },
  };
}

function isMoving(answer: GridAnswer): boolean {
  return answer.kind === 'whole' || answer.rowKeys !== undefined;
}

/** For whoever measures how soon a change is seen: what is on a canvas cannot be asked for. */
function noteDrawn({ key, sheetId, revision }: GridView): void {
  performance.clearMarks(DRAWN_MARK);
  performance.mark(DRAWN_MARK, { detail: { key, sheetId, revision } });
}
