/** The figures of docs/comparison.md read back, so that a few scenarios can be measured anew. */
import type { Judgement } from './judge/judge-unit.ts';
import { COUNTS } from './judge/judge-unit.ts';
import type { Algorithm } from './peers.ts';
import { ALGORITHMS } from './peers.ts';

export type Figures = ReadonlyMap<Algorithm, Judgement>;

const HEADING = '#### ';

/** By the name of the scenario; tables that are not whole are left out. */
export function readReport(report: string): ReadonlyMap<string, Figures> {
  const sections = report.split(`\n${HEADING}`).slice(1);
  const found = sections.map((section) => {
    const lines = section.split('\n');
    return [lines[0] ?? '', toFigures(lines)] as const;
  });
  return new Map(found.filter(([, figures]) => figures.size === ALGORITHMS.length));
}

function toFigures(lines: readonly string[]): Figures {
  const judgements = lines.flatMap((line) => readCounts(line) ?? []);
  return new Map(
    ALGORITHMS.flatMap((algorithm, index) => {
      const judgement = judgements[index];
      return judgement === undefined ? [] : [[algorithm, judgement] as const];
    }),
  );
}

/** The counts of a line of a table; undefined for any other line. */
export function readCounts(line: string): Judgement | undefined {
  const [, , ...cells] = line.split('|').map((cell) => cell.trim());
  const counts = COUNTS.map((_, index) => cells[index] ?? '');
  if (!counts.every((cell) => /^\d+$/.test(cell))) return undefined;
  const at = (count: (typeof COUNTS)[number]) => Number(counts[COUNTS.indexOf(count)]);
  return {
    lost: at('lost'),
    doubled: at('doubled'),
    left: at('left'),
    moved: at('moved'),
    mixed: at('mixed'),
    undelivered: at('undelivered'),
    needless: at('needless'),
    missed: at('missed'),
  };
}
