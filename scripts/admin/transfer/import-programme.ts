/** `import`: writes the items of an export into a table, heads last, and reads all of it back. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toGiveUp } from '../../../lambdas/adapters/table/read-items.ts';
import { retry } from '../../../lambdas/adapters/table/retry.ts';
import { toTableFailure } from '../../../lambdas/adapters/table/table-failure.ts';
import { toUnitKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { mapLimited } from '../../../lambdas/summarize/map-limited.ts';
import { AdminError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { RawItem } from '../raw-items.ts';
import { scanProgramme, toItemKey, toRepeat } from '../raw-items.ts';
import type { Stop } from '../stop.ts';
import { BATCH_ITEMS, writeItems } from '../write-items.ts';
import { checkExportFile, readExportItems } from './export-file.ts';
import type { Trailer } from './export-format.ts';
import { createLineSink } from './line-sink.ts';
import type { Section } from './read-programme.ts';
import { readProgramme, toUnitSection } from './read-programme.ts';

export type ImportRequest = {
  readonly table: ProgrammeTable;
  readonly file: string;
  /** Whose items alone; undefined for all. */
  readonly unit: string | undefined;
  /** Leaves what is there and writes what is not: what goes on where an import was cut off. */
  readonly onlyMissing: boolean;
  readonly dryRun: boolean;
  readonly stop: Stop;
  onWritten(written: number, total: number): void;
};

export type ImportResult = {
  readonly items: number;
  readonly written: number;
  /** Sections that do not read back as the file has them; empty when all is well. */
  readonly differing: readonly string[];
};

/** Written before the next ones are read. */
const PAGE_ITEMS = 4 * BATCH_ITEMS;

/** @throws AdminError saying how much was written and how to go on */
export async function importProgramme(request: ImportRequest): Promise<ImportResult> {
  const { table, file, onlyMissing, dryRun } = request;
  const { header, trailer } = await checkExportFile(file);
  if (header.programme !== table.programme) {
    throw new AdminError(
      `${file} is of programme ${header.programme}: say --programme ${header.programme}`,
    );
  }
  const sections = trailer.sections.filter((section) => isWanted(request, section));
  if (sections.length === 0) throw new AdminError(`${file} has nothing of unit ${request.unit}`);
  const items = sections.reduce((sum, section) => sum + section.items, 0);
  if (!onlyMissing && (await hasItems(table))) {
    const hint =
      'import into an empty table, or go on with an import that was cut off: --only-missing';
    throw new AdminError(
      `table ${table.tableName} has programme ${table.programme} already: ${hint}`,
    );
  }
  if (dryRun) return { items, written: 0, differing: [] };
  const written = await writeAll(request, items);
  return { items, written, differing: await compare(request, sections) };
}

function isWanted({ unit }: ImportRequest, { name }: Pick<Section, 'name'>): boolean {
  return unit === undefined || name === toUnitSection(unit);
}

function isOfUnit({ table, unit }: ImportRequest, item: RawItem): boolean {
  if (unit === undefined) return true;
  const own = toUnitKey(table.programme, unit);
  const { pk } = toItemKey(item);
  return pk === own || pk.startsWith(`${own}#`);
}

async function hasItems(table: ProgrammeTable): Promise<boolean> {
  for await (const items of scanProgramme(table, { keysOnly: true })) {
    if (items.length > 0) return true;
  }
  return false;
}

/** A unit without its head is not served as if it were whole: heads come when all else stands. */
async function writeAll(request: ImportRequest, total: number): Promise<number> {
  const { file, stop } = request;
  const progress = { seen: 0, written: 0 };
  const heads: RawItem[] = [];
  let waiting: RawItem[] = [];
  const flush = async () => {
    stop.check();
    progress.written += await writePage(request, waiting);
    progress.seen += waiting.length;
    waiting = [];
    request.onWritten(progress.seen, total);
  };
  try {
    for await (const item of readExportItems(file)) {
      if (!isOfUnit(request, item)) continue;
      if (toItemKey(item).sk === 'HEAD') heads.push(item);
      else waiting.push(item);
      if (waiting.length === PAGE_ITEMS) await flush();
    }
    await flush();
    waiting = heads;
    await flush();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const state = `${progress.written} of ${total} items were written and are right`;
    const message = `${reason}; ${state}; the same command with --only-missing goes on from there`;
    throw new AdminError(message, { cause: error });
  }
  return progress.written;
}

async function writePage(
  { table, onlyMissing }: ImportRequest,
  items: readonly RawItem[],
): Promise<number> {
  if (onlyMissing) {
    const outcomes = await mapLimited(items, BATCH_ITEMS, (item) => putMissing(table, item));
    return outcomes.filter((isNew) => isNew).length;
  }
  await writeItems(
    table,
    items.map((Item) => ({ PutRequest: { Item: { ...Item } } })),
  );
  return items.length;
}

/** @returns whether it was written; after a lost answer one of ours counts as there already */
async function putMissing(table: ProgrammeTable, item: RawItem): Promise<boolean> {
  const command = new PutItemCommand({
    TableName: table.tableName,
    Item: { ...item },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return retry<boolean>(
    table.waiting,
    async () => {
      try {
        await table.dynamo.send(command);
        return { kind: 'done', value: true };
      } catch (error) {
        if (toTableFailure(error).kind === 'conditionFailed') return { kind: 'done', value: false };
        return toRepeat(error);
      }
    },
    toGiveUp(table.programme),
  );
}

/** Read back the way it was exported: equal digests are equal items, and none besides. */
async function compare(
  request: ImportRequest,
  sections: Trailer['sections'],
): Promise<readonly string[]> {
  const { table, stop } = request;
  const onSection = () => undefined;
  const read = await readProgramme({ table, sink: createLineSink(), stop, onSection });
  const found = new Map(read.map((section) => [section.name, section]));
  const wanted = new Map(sections.map((section) => [section.name, section]));
  const others = request.unit === undefined ? found.keys() : [];
  const names = [...new Set([...wanted.keys(), ...others])];
  return names.filter((name) => wanted.get(name)?.sha256 !== found.get(name)?.sha256);
}
