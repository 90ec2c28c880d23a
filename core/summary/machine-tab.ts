/** The hidden tab that carries the whole summary as key and value, and how it is read back. */
import * as z from 'zod/mini';
import { TAB_TITLES } from '../wording/summary.ts';
import { listKeyFigures } from './key-figures.ts';
import { Summary } from './summary.ts';
import type { Tab, TabCell } from './tab.ts';
import { numberCell, textCell, toCellValue } from './tab.ts';

/** Layout of the whole spreadsheet; another one means that everything is published anew. */
export const LAYOUT_VERSION = 4;

/** Rows of unformatted values by tab title; a row may end before its last blank cells. */
export type TabValues = { readonly [title: string]: readonly (readonly unknown[])[] };

export type PublishedReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'published'; readonly number: number; readonly summary: Summary }
  | { readonly kind: 'broken'; readonly reason: string };

/** @param number of the publication, which tells whose figures these are */
export function toMachineTab(summary: Summary, number: number): Tab {
  const pairs: readonly (readonly [string, TabCell])[] = [
    ['layout', numberCell(LAYOUT_VERSION)],
    ['publication', numberCell(number)],
    ...listPairs(summary),
    ['end', numberCell(listPairs(summary).length)],
  ];
  return {
    title: TAB_TITLES.machine,
    isHidden: true,
    frozenRows: 0,
    columns: [{ widthPx: 260 }, { widthPx: 260 }],
    rows: pairs.map(([key, cell]) => ({ style: 'body', cells: [textCell(key), cell] })),
  };
}

/**
 * Reads a publication from the committee's spreadsheet alone.
 *
 * The hidden tab gives the summary; every figure that «Tổng hợp chung» shows must be the same, so
 * that what a machine reads is what people see.
 */
export function readPublication(values: TabValues): PublishedReading {
  const machine = values[TAB_TITLES.machine];
  if (machine === undefined || machine.length === 0) return { kind: 'none' };
  const pairs = new Map(machine.map(([key, value]) => [String(key), value]));
  const number = pairs.get('publication');
  if (pairs.get('layout') !== LAYOUT_VERSION || typeof number !== 'number') {
    return { kind: 'broken', reason: 'the hidden tab is of another layout' };
  }
  const parsed = z.safeParse(Summary, toObject(machine));
  if (!parsed.success) {
    const path = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { kind: 'broken', reason: `the hidden tab is not whole: ${path}` };
  }
  const summary = parsed.data;
  if (pairs.get('end') !== listPairs(summary).length) {
    return { kind: 'broken', reason: 'the hidden tab is cut off' };
  }
  const difference = findDifference(summary, values[TAB_TITLES.overview] ?? []);
  if (difference !== undefined) {
    return { kind: 'broken', reason: `${TAB_TITLES.overview} differs: ${difference}` };
  }
  return { kind: 'published', number, summary };
}

/** @throws Error when what stands there is not one whole publication */
export function readPublishedSummary(values: TabValues): Summary | undefined {
  const reading = readPublication(values);
  if (reading.kind === 'broken') throw new Error(`no whole publication: ${reading.reason}`);
  return reading.kind === 'published' ? reading.summary : undefined;
}

export function equalSummaries(one: Summary, other: Summary): boolean {
  const texts = [one, other].map((summary) =>
    JSON.stringify(
      listPairs(summary)
        .map(([key, cell]) => [key, toCellValue(cell)])
        .sort(),
    ),
  );
  return texts[0] === texts[1];
}

const GROUPS = ['byCategory', 'byYear', 'byUnit', 'benefit'] as const;
const MISSING = 'missingUnits';

function listPairs(summary: Summary): readonly (readonly [string, TabCell])[] {
  const { asOf, byCategory, byYear, byUnit, benefit, missingUnits, ...numbers } = summary;
  const groups = { byCategory, byYear, byUnit, benefit };
  return [
    ['asOf', textCell(asOf)],
    ...Object.entries(numbers).map(([key, value]) => [key, numberCell(value)] as const),
    ...GROUPS.flatMap((group) =>
      Object.entries(groups[group]).map(
        ([key, value]) => [`${group}.${key}`, numberCell(value)] as const,
      ),
    ),
    ...missingUnits.map((unit, index) => [`${MISSING}.${index}`, textCell(unit)] as const),
  ];
}

function toObject(rows: readonly (readonly unknown[])[]): unknown {
  const groups = new Map<string, [string, unknown][]>(GROUPS.map((group) => [group, []]));
  const missingUnits: unknown[] = [];
  const plain: [string, unknown][] = [];
  for (const [keyCell, value] of rows) {
    const key = String(keyCell);
    if (['layout', 'publication', 'end'].includes(key)) continue;
    const dot = key.indexOf('.');
    const group = key.slice(0, dot);
    if (dot < 0) plain.push([key, value]);
    else if (group === MISSING) missingUnits.push(value);
    else groups.get(group)?.push([key.slice(dot + 1), value]);
  }
  const grouped = [...groups].map(([group, entries]) => [group, Object.fromEntries(entries)]);
  return { ...Object.fromEntries(plain), ...Object.fromEntries(grouped), missingUnits };
}

function findDifference(
  summary: Summary,
  overview: readonly (readonly unknown[])[],
): string | undefined {
  const shown = new Map(overview.map(([label, value]) => [label, value]));
  return listKeyFigures(summary).find(({ label, cell }) => shown.get(label) !== toCellValue(cell))
    ?.label;
}
