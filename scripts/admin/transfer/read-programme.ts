/** Reads all items of a programme in one fixed order, each unit as it stood at one sequence. */

import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import {
  ROW_PREFIX,
  toCatalogueHistoryPartition,
  toCatalogueKey,
  toHeadKey,
  toHistoryPartition,
  toProgrammeKey,
  toUnitKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import { mapLimited } from '../../../lambdas/summarize/map-limited.ts';
import { AdminError } from '../admin-error.ts';
import { toItemLine } from '../item-line.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { RawItem } from '../raw-items.ts';
import {
  MAX_BATCH_KEYS,
  queryPartition,
  readRawItem,
  readRawItems,
  toItemKey,
} from '../raw-items.ts';
import type { Stop } from '../stop.ts';
import type { Digest, LineSink } from './line-sink.ts';
import { surveyProgramme } from './survey.ts';

export type Section = Digest & {
  /** «programme», «unit BT028», «near keys», «mails» or «other». */
  readonly name: string;
  /** Of the head the whole section agrees with; absent where there is no head. */
  readonly seq?: number;
  readonly version?: number;
};

export type Reading = {
  readonly table: ProgrammeTable;
  readonly sink: LineSink;
  readonly stop: Stop;
  /** Called as each section is done. */
  onSection(section: Section, readings: number): void;
};

/** A unit that is written to all the time is read so often. */
const MAX_READINGS = 8;
const AT_ONCE = 16;

/** @throws AdminError when a unit does not come to rest, or the operator stopped it */
export async function readProgramme(reading: Reading): Promise<readonly Section[]> {
  const { table } = reading;
  const { programme } = table;
  const survey = await surveyProgramme(table);
  const sections: Section[] = [];
  const add = async (name: string, head: ItemKey | undefined, read: () => Promise<void>) => {
    sections.push(await readSection(reading, { name, head, read }));
  };
  await add('programme', toCatalogueKey(programme), async () => {
    await copyPartition(reading, toProgrammeKey(programme));
    await copyPartition(reading, toCatalogueHistoryPartition(programme));
  });
  for (const [unit, histories] of survey.units) {
    const head = toHeadKey(programme, unit);
    await add(toUnitSection(unit), head, () => copyUnit(reading, unit, histories));
  }
  for (const [name, keys] of groupOthers(programme, survey.others)) {
    await add(name, undefined, () => copyItems(reading, keys));
  }
  return sections;
}

export function toUnitSection(unit: string): string {
  return `unit ${unit}`;
}

type SectionPlan = {
  readonly name: string;
  /** Every change of what the section holds changes this item too. */
  readonly head: ItemKey | undefined;
  read(): Promise<void>;
};

/** Read again from the beginning when its head changed meanwhile. */
async function readSection(reading: Reading, plan: SectionPlan): Promise<Section> {
  const { sink, table, stop } = reading;
  const readHead = async () =>
    plan.head === undefined ? undefined : readRawItem(table, plan.head);
  sink.mark();
  let before = await readHead();
  for (let readings = 1; readings <= MAX_READINGS; readings += 1) {
    stop.check();
    await plan.read();
    const after = await readHead();
    if (toState(before) === toState(after)) {
      const section = { name: plan.name, ...sink.section(), ...toNumbers(after) };
      reading.onSection(section, readings);
      return section;
    }
    before = after;
    sink.takeBack();
  }
  throw new AdminError(
    `${plan.name} changed during each of ${MAX_READINGS} readings; repeat when fewer people type`,
  );
}

/** What every change of a head changes; a lone test of the version would miss a restored table. */
function toState(head: RawItem | undefined): string {
  return JSON.stringify([head?.seq?.N, head?.token?.S, head?.version?.N]);
}

function toNumbers(head: RawItem | undefined): Pick<Section, 'seq' | 'version'> {
  if (head?.seq?.N === undefined || head.version?.N === undefined) return {};
  return { seq: Number(head.seq.N), version: Number(head.version.N) };
}

async function copyPartition({ table, sink, stop }: Reading, pk: string): Promise<void> {
  for await (const items of queryPartition(table, pk)) {
    stop.check();
    sink.write(items.map(toItemLine));
  }
}

/** Histories of rows made after the survey are found by the rows, those without a row by the survey. */
async function copyUnit(
  reading: Reading,
  unit: string,
  surveyed: ReadonlySet<string>,
): Promise<void> {
  const { table, sink, stop } = reading;
  const histories = new Set(surveyed);
  for await (const items of queryPartition(table, toUnitKey(table.programme, unit))) {
    stop.check();
    sink.write(items.map(toItemLine));
    for (const { sk } of items.map(toItemKey)) {
      if (!sk.startsWith(ROW_PREFIX)) continue;
      histories.add(toHistoryPartition(table.programme, unit, sk.slice(ROW_PREFIX.length)));
    }
  }
  const sorted = [...histories].sort();
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    stop.check();
    const lines = await mapLimited(sorted.slice(from, from + AT_ONCE), AT_ONCE, (pk) =>
      readLines(table, pk),
    );
    sink.write(lines.flat());
  }
}

async function readLines(table: ProgrammeTable, pk: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const items of queryPartition(table, pk)) lines.push(...items.map(toItemLine));
  return lines;
}

/** One that went away since the survey is not there: near keys are advice, mails only grow. */
async function copyItems({ table, sink, stop }: Reading, keys: readonly ItemKey[]): Promise<void> {
  for (let from = 0; from < keys.length; from += MAX_BATCH_KEYS) {
    stop.check();
    const items = await readRawItems(table, keys.slice(from, from + MAX_BATCH_KEYS));
    sink.write(items.map(toItemLine));
  }
}

function groupOthers(
  programme: string,
  keys: readonly ItemKey[],
): ReadonlyMap<string, readonly ItemKey[]> {
  const own = toProgrammeKey(programme);
  const groups = new Map<string, ItemKey[]>([
    ['near keys', []],
    ['mails', []],
    ['other', []],
  ]);
  for (const key of keys) {
    const name = key.pk.startsWith(`${own}#KEY#`)
      ? 'near keys'
      : key.pk.startsWith(`${own}#DIGEST`)
        ? 'mails'
        : 'other';
    groups.get(name)?.push(key);
  }
  return groups;
}
