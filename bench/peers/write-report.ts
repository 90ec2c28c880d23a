/** The measurement as the tables of docs/comparison.md. */
import { sumJudgements } from './judge/judge.ts';
import type { Count, Judgement } from './judge/judge-unit.ts';
import { COUNTS } from './judge/judge-unit.ts';
import type { Algorithm } from './peers.ts';
import { ALGORITHMS } from './peers.ts';
import type { Figures } from './read-report.ts';

export type ScenarioResult = {
  readonly name: string;
  readonly title: string;
  readonly figures: Figures;
};

export type LeftOut = { readonly name: string; readonly reason: string };

const COUNT_NAMES: { readonly [count in Count]: string } = {
  lost: 'lost',
  doubled: 'doubled',
  left: 'left over',
  moved: 'on another record',
  mixed: 'mixed histories',
  undelivered: 'edits not delivered',
  needless: 'needless versions',
  missed: 'missing for a while',
};
const ALGORITHM_NAMES: { readonly [algorithm in Algorithm]: string } = {
  ours: '**ours**',
  'row-number': 'row number as key',
  'hash-by-position': 'hash by position',
  'last-index': 'last index remembered',
  'full-replace': 'clear, then write',
  'id-column': 'id column',
};
const COLUMNS = COUNTS.map((count) => COUNT_NAMES[count]);

export function writeReport(
  results: readonly ScenarioResult[],
  leftOut: readonly LeftOut[],
): string {
  return [
    `### All ${results.length} scenarios together`,
    '',
    ...writeTotals(results),
    '',
    '### Each scenario',
    '',
    ...results.flatMap((result) => [...writeScenario(result), '']),
    '### Left out',
    '',
    ...leftOut.map(({ name, reason }) => `- \`${name}\` ${reason}.`),
  ].join('\n');
}

function writeTotals(results: readonly ScenarioResult[]): readonly string[] {
  return [
    writeLine(['', ...COLUMNS, 'scenarios without any']),
    writeLine(['---', ...COLUMNS.map(() => '---:'), '---:']),
    ...ALGORITHMS.map((algorithm) => {
      const judgements = results.flatMap(({ figures }) => figures.get(algorithm) ?? []);
      const clean = judgements.filter(isClean).length;
      const counts = writeCounts(sumJudgements(judgements));
      return writeLine([ALGORITHM_NAMES[algorithm], ...counts, `${clean} of ${results.length}`]);
    }),
  ];
}

export function writeScenario({ name, title, figures }: ScenarioResult): readonly string[] {
  return [
    `#### ${name}`,
    '',
    toMarkdown(title),
    '',
    writeLine(['', ...COLUMNS]),
    writeLine(['---', ...COLUMNS.map(() => '---:')]),
    ...[...figures].map(([algorithm, judgement]) =>
      writeLine([ALGORITHM_NAMES[algorithm], ...writeCounts(judgement)]),
    ),
  ];
}

function isClean(judgement: Judgement): boolean {
  return COUNTS.every((count) => judgement[count] === 0);
}

function writeCounts(judgement: Judgement): readonly string[] {
  return COUNTS.map((count) => String(judgement[count]));
}

function writeLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Titles speak of `<script>` and the like. */
function toMarkdown(text: string): string {
  return text.replace(/[&<>*_|`]/g, '\\$&');
}
