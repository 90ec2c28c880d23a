/** What is still open: units that sent nothing, points to verify, rows that are not counted. */
import { padCount } from '../format.ts';
import type { Summary } from '../summary/summary.ts';
import type { Tab } from '../summary/tab.ts';
import { REVIEW_TEXTS, toInitiatives } from '../wording/report.ts';
import { LABELS, TAB_TITLES } from '../wording/summary.ts';
import { ANNEX_NUMBERS } from './annex-numbers.ts';
import type { FigureParagraph, SourcedFigure } from './paragraph.ts';
import { toFigure, toParagraph } from './paragraph.ts';

export function toReviewParagraphs(summary: Summary, reviewTab: Tab): readonly FigureParagraph[] {
  return [
    toMissing(summary),
    toPoints(countTableLines(reviewTab)),
    toNotCounted(summary),
    toHeld(summary),
  ].filter((paragraph) => paragraph !== undefined);
}

/** Lines of a table are numbered in its first column; an empty table says so in words. */
export function countTableLines({ rows }: Tab): number {
  return rows.filter(({ style, cells: [first] }) => style === 'body' && first?.kind === 'number')
    .length;
}

function toMissing({ missingUnits }: Summary): FigureParagraph | undefined {
  if (missingUnits.length === 0) return undefined;
  const count = padCount(missingUnits.length);
  return toParagraph(REVIEW_TEXTS.missing(count, ANNEX_NUMBERS.missing), [
    toFigure(count, { tab: TAB_TITLES.missing, row: REVIEW_TEXTS.lines(1, missingUnits.length) }),
  ]);
}

function toPoints(points: number): FigureParagraph {
  if (points === 0) return toParagraph(REVIEW_TEXTS.none, []);
  const count = padCount(points);
  return toParagraph(REVIEW_TEXTS.points(count, ANNEX_NUMBERS.review), [
    toFigure(count, { tab: TAB_TITLES.review, row: REVIEW_TEXTS.lines(1, points) }),
  ]);
}

function toNotCounted(summary: Summary): FigureParagraph | undefined {
  const parts = [
    toPart(summary.rejected, LABELS.rejected, REVIEW_TEXTS.rejected(padCount(summary.rejected))),
    toPart(
      summary.incomplete,
      LABELS.incomplete,
      REVIEW_TEXTS.incomplete(padCount(summary.incomplete)),
    ),
    toPart(summary.waiting, LABELS.waiting, REVIEW_TEXTS.waiting(padCount(summary.waiting))),
    toPart(
      summary.outOfPeriod,
      LABELS.outOfPeriod,
      REVIEW_TEXTS.outOfPeriod(toInitiatives(summary.outOfPeriod)),
    ),
  ].flat();
  if (parts.length === 0) return undefined;
  return toParagraph(
    REVIEW_TEXTS.notCounted(parts.map(({ text }) => text).join('; ')),
    parts.map(({ figure }) => figure),
  );
}

type Part = { readonly text: string; readonly figure: SourcedFigure };

function toPart(count: number, row: string, text: string): readonly Part[] {
  if (count === 0) return [];
  return [{ text, figure: toFigure(padCount(count), { tab: TAB_TITLES.overview, row }) }];
}

function toHeld({ held }: Summary): FigureParagraph | undefined {
  if (held === 0) return undefined;
  const initiatives = toInitiatives(held);
  return toParagraph(REVIEW_TEXTS.held(initiatives), [
    toFigure(initiatives, { tab: TAB_TITLES.overview, row: LABELS.held }),
  ]);
}
