/** The units the committee chose as models, those with most initiatives, and the awards. */
import { padCount } from '../format.ts';
import { AWARDS } from '../lists.ts';
import type { Figures, UnitFigures } from '../summary/figures.ts';
import type { RowsByUnit } from '../summary/listed-rows.ts';
import { isCounted, listRows } from '../summary/listed-rows.ts';
import type { Targets } from '../targets.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { AWARD_NAMES } from '../wording/lists.ts';
import { LEADING_TEXTS, toInitiatives } from '../wording/report.ts';
import { HEADERS, TAB_TITLES } from '../wording/summary.ts';
import type { FigureParagraph, SourcedFigure } from './paragraph.ts';
import { toFigure, toGivenFigure, toParagraph } from './paragraph.ts';

/** Units with equal counts are named together or not at all, as far as so many. */
const MAX_LEADING = 7;

export type LeadingInput = {
  readonly figures: Figures;
  readonly targets: Targets;
  readonly rowsByUnit: RowsByUnit;
};

/** A count alone makes no model: models are only those that the committee itself named. */
export function toLeadingParagraphs(input: LeadingInput): readonly FigureParagraph[] {
  return [toModels(input), toLeading(input.figures), toAwards(input)].filter(
    (paragraph) => paragraph !== undefined,
  );
}

function toModels({ figures, targets }: LeadingInput): FigureParagraph | undefined {
  const units = targets.modelUnits.flatMap(
    (code) => figures.units.find(({ unit }) => unit.code === code) ?? [],
  );
  if (units.length === 0) return undefined;
  const text = units.map((unit) => (unit.tally.count > 0 ? toName(unit) : unit.unit.name));
  return toParagraph(LEADING_TEXTS.models(text.join('; ')), [
    toGivenFigure(units.map(({ unit }) => unit.name).join('; ')),
    ...units.filter(({ tally }) => tally.count > 0).map(toUnitFigure),
  ]);
}

function toLeading(figures: Figures): FigureParagraph | undefined {
  const withRows = figures.units
    .filter(({ tally }) => tally.count > 0)
    .sort((one, other) => other.tally.count - one.tally.count);
  const most = withRows[0]?.tally.count;
  if (most === undefined) return undefined;
  const leading = withRows.filter(({ tally }) => countFrom(withRows, tally.count) <= MAX_LEADING);
  if (leading.length > 0) {
    return toParagraph(LEADING_TEXTS.leading(leading.map(toName).join('; ')), [
      ...leading.map(toUnitFigure),
    ]);
  }
  const [units, initiatives] = [padCount(countFrom(withRows, most)), toInitiatives(most)];
  const place = { tab: TAB_TITLES.units, column: HEADERS.total };
  return toParagraph(LEADING_TEXTS.tie(units, initiatives), [
    toFigure(units, place),
    toFigure(initiatives, place),
  ]);
}

function countFrom(units: readonly UnitFigures[], least: number): number {
  return units.filter(({ tally }) => tally.count >= least).length;
}

function toName({ unit, tally }: UnitFigures): string {
  return LEADING_TEXTS.unit(unit.name, toInitiatives(tally.count));
}

function toUnitFigure({ unit, tally }: UnitFigures): SourcedFigure {
  const place = { tab: TAB_TITLES.units, row: unit.code, column: HEADERS.total };
  return toFigure(toInitiatives(tally.count), place);
}

function toAwards({ figures, rowsByUnit }: LeadingInput): FigureParagraph | undefined {
  const rows = listRows(figures, rowsByUnit).filter(isCounted);
  const counts = AWARDS.map((award) => ({
    name: AWARD_NAMES[award],
    count: rows.filter(({ row }) => row.initiative.award === award).length,
  })).filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const kinds = counts.map(({ name, count }) =>
    LEADING_TEXTS.award(name.toLowerCase(), padCount(count)),
  );
  const place = { tab: TAB_TITLES.list, column: COLUMN_HEADERS.award };
  return toParagraph(LEADING_TEXTS.awards(toInitiatives(total), kinds.join(', ')), [
    toFigure(toInitiatives(total), place),
    ...counts.map(({ name, count }) => toFigure(padCount(count), { ...place, row: name })),
  ]);
}
