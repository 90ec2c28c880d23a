/** A paragraph of the draft report with the figures in it, each with the cell it was taken from. */
import { REPORT_LABELS, toSourceText } from '../wording/report.ts';

export type FigureSource =
  | {
      readonly kind: 'tab';
      /** As the committee's spreadsheet shows them; '' where several rows or columns are meant. */
      readonly tab: string;
      readonly row: string;
      readonly column: string;
    }
  /** Brought along by the committee: the last period, revenues, its models. */
  | { readonly kind: 'given' };

export type SourcedFigure = {
  /** As it stands in the paragraph. */
  readonly text: string;
  readonly source: FigureSource;
};

export type ReportParagraph =
  | {
      readonly kind: 'figures';
      readonly text: string;
      readonly figures: readonly SourcedFigure[];
    }
  /** For a person to write. */
  | { readonly kind: 'placeholder'; readonly text: string };

export type FigureParagraph = Extract<ReportParagraph, { readonly kind: 'figures' }>;

export function toParagraph(text: string, figures: readonly SourcedFigure[]): FigureParagraph {
  return { kind: 'figures', text, figures };
}

export function toPlaceholder(text: string): ReportParagraph {
  return { kind: 'placeholder', text };
}

export type TabPlace = { readonly tab: string; readonly row?: string; readonly column?: string };

export function toFigure(text: string, { tab, row = '', column = '' }: TabPlace): SourcedFigure {
  return { text, source: { kind: 'tab', tab, row, column } };
}

export function toGivenFigure(text: string): SourcedFigure {
  return { text, source: { kind: 'given' } };
}

/** «Theo nhóm; Tiết kiệm; Tổng số» */
export function formatSource(source: FigureSource): string {
  if (source.kind === 'given') return REPORT_LABELS.given;
  return toSourceText([source.tab, source.row, source.column]);
}
