/** «Danh mục» and its server in memory: people act, runs die, requests are lost, doubled or late. */
import type { Catalogue, CatalogueHistory } from '../../../core/catalogue/catalogue.ts';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import { toCatalogueDigest } from '../../../core/catalogue/catalogue-digest.ts';
import type { CatalogueRow } from '../../../core/catalogue/catalogue-table.ts';
import type { CheckedCatalogue } from '../../../core/catalogue/check-catalogue-rows.ts';
import { checkCatalogueRows } from '../../../core/catalogue/check-catalogue-rows.ts';
import type { CatalogueInput } from '../../../core/catalogue/decide-catalogue.ts';
import { decideCatalogue } from '../../../core/catalogue/decide-catalogue.ts';
import { explainOutcomes } from '../../../core/catalogue/explain-outcomes.ts';
import type { CatalogueWrite } from '../../../core/catalogue/settle-catalogue.ts';
import {
  hasNews,
  isAllThere,
  planPending,
  settleCatalogue,
  settleWaiting,
} from '../../../core/catalogue/settle-catalogue.ts';
import type { CatalogueOutcome } from '../../../core/messages/catalogue.ts';
import { testProgramme } from '../../support/test-programme.ts';
import { line, NO_OBSTACLES } from './catalogue-lines.ts';

export type Fate =
  | 'well'
  /** Nothing arrives. */
  | 'lost'
  /** It arrives, and the answer does not. */
  | 'unanswered'
  | 'doubled'
  /** It arrives after everything else that is sent meanwhile. */
  | 'late'
  /** The run dies once it has sent, or heard. */
  | 'killedBefore'
  | 'killedAfter';

type Request = CatalogueInput['request'];
type Answer =
  | { readonly kind: 'told'; readonly seq: number; readonly outcomes: readonly CatalogueOutcome[] }
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'nothing' };

/** Without values of its own. */
const { deadline: _deadline, ...PROGRAMME } = testProgramme();
const UNITS = new Set(['BT001', 'BT002', 'BT003', 'BT004']);

export function createDesk(rows: readonly CatalogueRow[]) {
  const desk = {
    rows: [...rows] as CatalogueRow[],
    after: 0,
    /** A request may be under way whose answer nobody heard. */
    isAsked: false,
    server: NO_CATALOGUE as Catalogue,
    history: [] as CatalogueHistory[],
    late: [] as Request[],
    now: 1_301_500_000_000,
  };

  function receive(request: Request): Answer {
    desk.now += 1_000;
    const decision = decideCatalogue({
      request,
      catalogue: desk.server,
      initial: new Map(),
      units: UNITS,
      now: desk.now,
      token: `token-${desk.now}`,
    });
    if (decision.kind === 'stale') return { kind: 'stale', seq: desk.server.seq };
    desk.server = decision.next;
    if (decision.history !== undefined) desk.history.push(decision.history);
    const explained = { programme: PROGRAMME, catalogue: decision.next };
    const outcomes = explainOutcomes(decision.outcomes, explained);
    return { kind: 'told', seq: decision.next.seq, outcomes };
  }

  function send(request: Request, fate: Fate): Answer {
    switch (fate) {
      case 'lost':
        return { kind: 'nothing' };
      case 'late':
        desk.late.push(request);
        return { kind: 'nothing' };
      case 'unanswered':
      case 'killedAfter':
        receive(request);
        return { kind: 'nothing' };
      case 'doubled': {
        const first = receive(request);
        receive(request);
        return first;
      }
      default:
        return receive(request);
    }
  }

  /** As readings number them: rows below each other, the header above. */
  function check(): CheckedCatalogue {
    desk.rows = desk.rows.map((row, index) => ({ ...row, rowNumber: index + 2 }));
    return checkCatalogueRows(desk.rows, NO_OBSTACLES);
  }

  function write(writes: readonly CatalogueWrite[]): void {
    for (const { rowNumber, markText, receiptText } of writes) {
      const row = desk.rows[rowNumber - 2];
      if (row !== undefined) desk.rows[rowNumber - 2] = { ...row, markText, receiptText };
    }
  }

  /** One run of the script; `meanwhile` is what people do while the request is under way. */
  function run(fate: Fate = 'well', meanwhile: () => void = () => {}): void {
    let { after } = desk;
    for (let reading = 1; reading <= 3; reading += 1) {
      const sent = check();
      const isCurrent =
        desk.server.seq === desk.after && toCatalogueDigest(sent) === desk.server.digest;
      if (!hasNews(sent) && isCurrent && !desk.isAsked) {
        write(settleCatalogue({ sent, outcomes: [], present: check() }));
        return;
      }
      if (!hasNews(sent)) after = desk.server.seq;
      write(planPending(sent));
      if (fate === 'killedBefore') return;
      const { lines, unread } = sent;
      desk.isAsked = true;
      const answer = send({ lines: [...lines], unread: [...unread], after }, fate);
      meanwhile();
      if (fate === 'killedAfter') return;
      if (answer.kind === 'stale') {
        after = answer.seq;
        continue;
      }
      const present = check();
      if (answer.kind === 'nothing') write(settleWaiting(present, 'unreachable'));
      else {
        write(settleCatalogue({ sent, outcomes: answer.outcomes, present }));
        if (isAllThere(sent, present)) desk.after = answer.seq;
        desk.isAsked = false;
      }
      return;
    }
  }

  return {
    desk,
    run,
    check,
    /** Requests that were late arrive now, the newest first. */
    arriveLate(): void {
      for (const request of desk.late.splice(0).reverse()) receive(request);
    },
  };
}
export type Desk = ReturnType<typeof createDesk>;

export function blankLine(): CatalogueRow {
  return line('', {});
}
