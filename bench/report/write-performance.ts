/** docs/performance.md, made of one run's figures. */
import { isReached, TARGETS, type Target } from '../targets.ts';
import type { BenchResult } from './bench-result.ts';
import { CHANGES } from './changes.ts';
import { LIMITS, SECTIONS } from './sections.ts';

export function writePerformance(result: BenchResult): string {
  return [
    '# Performance',
    '',
    'Written by `npm run -s bench -- --write` from [performance.json](performance.json): do not edit by hand. What a key means, and how it is measured, stands in [bench/README.md](../bench/README.md).',
    '',
    ...writeAbout(result),
    '',
    '## Targets',
    '',
    '| key | target | measured | |',
    '| --- | ---: | ---: | --- |',
    ...TARGETS.map((target) => writeTarget(target, result)),
    '',
    ...SECTIONS.flatMap(({ title, prefixes, text }) => [
      `## ${title}`,
      '',
      ...text.flatMap((line) => [line, '']),
      ...writeFigures(prefixes, result),
      '',
    ]),
    '## What was found and changed',
    '',
    '| what | figure | before | after |',
    '| --- | --- | ---: | ---: |',
    ...CHANGES.map(({ what, figure, before, after }) => toLine([what, figure, before, after])),
    '',
  ].join('\n');
}

function writeAbout({ about, figures }: BenchResult): readonly string[] {
  const { date, commit, machine, node, loadBefore, loadAfter, skipped } = about;
  const left = Object.entries(skipped).map(([name, reason]) => `- left out: ${name}, ${reason}`);
  return [
    `- ${date.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, Node ${node.replace('v', '')}`,
    `- ${machine}; load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after`,
    `- ${figures['seconds.all'] ?? 0} s in all`,
    ...left,
    '',
    'Ratios pair both sides in one run, in turns, and are medians; times alone compare with nothing but this run.',
  ];
}

function writeTarget(target: Target, { figures }: BenchResult): string {
  const { key, atMost, atLeast } = target;
  const bound = atMost === undefined ? `≥ ${atLeast}` : `≤ ${formatFigure(atMost)}`;
  const value = figures[key];
  if (value === undefined) return toLine([`\`${key}\``, bound, '–', 'not measured']);
  const isMet = isReached(target, figures) === true;
  const verdict = isMet ? 'reached' : `**not reached**: ${LIMITS[key] ?? 'see below'}`;
  return toLine([`\`${key}\``, bound, formatFigure(value), verdict]);
}

function writeFigures(prefixes: readonly string[], { figures }: BenchResult): readonly string[] {
  const own = Object.entries(figures).filter(([key]) =>
    prefixes.some((prefix) => key.startsWith(prefix)),
  );
  if (own.length === 0) return ['Not measured in this run.'];
  const lines = own.map(([key, value]) => toLine([`\`${key}\``, formatFigure(value)]));
  return ['| key | figure |', '| --- | ---: |', ...lines];
}

/** Exact where it is a count; three digits where it was timed. */
function formatFigure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
