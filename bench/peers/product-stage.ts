/** Our product as a stage: the whole local system, nothing of it replaced. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { createPlannedFaults } from '../../local/scenario/planned-faults.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import type { TableReader } from '../../local/table-reader.ts';
import type { RecordEvidence } from './record-evidence.ts';
import type { Stage, StageOptions } from './stage.ts';

export async function startProductStage(options: StageOptions): Promise<Stage> {
  const { programmeCode, seed, clock } = options;
  const faults = createPlannedFaults(clock);
  const system = await startSystem({
    programmeCode,
    clock,
    seed,
    triggerFault: faults.takeTrigger,
    sheetsFault: faults.takeSheets,
  });
  await system.open(COMMITTEE_UNIT);
  return {
    programme: system.programme,
    clock,
    host: system.host,
    open: system.open,
    find: (key) => system.registry.find(key),
    begin: ({ key }, action) => system.begin(key, action),
    beginMenu: ({ key }, label) => system.beginMenu(key, label),
    advance: system.advance,
    addFault: (step) => faults.add(step, system.cloud),
    async readActiveCells(unit) {
      const rows = await system.table.readRecords(unit);
      return rows.filter(({ state }) => state !== 'deleted').map(({ cells }) => cells);
    },
    readRecords: (unit) => readRecords(system, unit),
    stop: system.stop,
  };
}

/** Histories are read a few at a time: a thousand at once is more than a local table takes. */
const READ_TOGETHER = 50;

async function readRecords(
  { table }: LocalSystem,
  unit: string,
): Promise<readonly RecordEvidence[]> {
  const rows = await table.readRecords(unit);
  const records: RecordEvidence[] = [];
  for (let start = 0; start < rows.length; start += READ_TOGETHER) {
    const some = rows.slice(start, start + READ_TOGETHER);
    records.push(...(await Promise.all(some.map((row) => withHistory(table, unit, row)))));
  }
  return records;
}

async function withHistory(
  table: TableReader,
  unit: string,
  { id, state, cells }: StoredRow,
): Promise<RecordEvidence> {
  const history = await table.readHistory(unit, id);
  return {
    id,
    isActive: state !== 'deleted',
    isHeld: state === 'held',
    cells,
    history: history.map((entry) => ({ kind: entry.kind, cells: entry.cells, order: entry.at })),
  };
}
