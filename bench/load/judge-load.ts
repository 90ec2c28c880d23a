/** Whether what people typed is what the table holds, by the rules the simulator judges by. */
import type { HistoryEntry } from '../../core/sync/stored-row.ts';
import type { Evidence, UnitEvidence } from '../../local/simulator/evidence.ts';
import { checkFigures } from '../../local/simulator/invariants/check-figures.ts';
import { checkRecordsEqualSheets } from '../../local/simulator/invariants/check-records-equal-sheets.ts';
import { takeSnapshot } from '../../local/simulator/sheet-snapshot.ts';
import type { LocalSystem } from '../../local/system.ts';
import { findEntryTab } from '../../local/workbench/api/entry-tab.ts';

export type LoadJudgement = {
  /** What is lost, doubled, or counted wrong. */
  readonly violations: readonly string[];
  /** Of all records together: each is a row that was accepted. */
  readonly versions: number;
};

/** Histories are read a few at a time: a thousand at once is more than a local table takes. */
const READ_TOGETHER = 50;

export async function judgeLoad(system: LocalSystem): Promise<LoadJudgement> {
  const units: UnitEvidence[] = [];
  for (const { code } of system.programme.units) units.push(await gather(system, code));
  const evidence: Evidence = {
    programme: system.programme,
    isQuiet: true,
    endMs: system.clock.now(),
    units,
    sightings: [],
    commits: [],
    acknowledgements: [],
    claims: [],
    publications: [],
    keys: [],
    keyBreaches: [],
    mixedRuns: [],
    mails: [],
    unreportedMails: [],
  };
  const found = [...checkRecordsEqualSheets(evidence), ...checkFigures(evidence)];
  return {
    violations: [...found.map(({ reason }) => reason), ...units.flatMap(listVersionGaps)],
    versions: units.reduce((sum, { rows }) => sum + sumVersions(rows), 0),
  };
}

async function gather({ registry, table }: LocalSystem, unit: string): Promise<UnitEvidence> {
  const workbook = registry.find(unit)?.workbook;
  const tab = workbook === undefined ? undefined : findEntryTab(workbook);
  const { head, contact } = await table.readUnit(unit);
  const records = await table.readRecords(unit);
  const history = new Map<string, readonly HistoryEntry[]>();
  for (let from = 0; from < records.length; from += READ_TOGETHER) {
    const some = records.slice(from, from + READ_TOGETHER);
    await Promise.all(
      some.map(async ({ id }) => history.set(id, await table.readHistory(unit, id))),
    );
  }
  const rows = new Map(records.map((row) => [String(row.id), row]));
  const sheet = tab === undefined ? ({ kind: 'stopped' } as const) : takeSnapshot(tab.sheet);
  return { unit, head, contact, rows, history, sheet };
}

/** 1, 2, 3 … and the record is at the last of them. */
function listVersionGaps({ unit, rows, history }: UnitEvidence): readonly string[] {
  return [...rows].flatMap(([id, { version }]) => {
    const versions = (history.get(id) ?? []).map((entry) => entry.version);
    const isWhole = versions.length === version && versions.every((one, at) => one === at + 1);
    return isWhole
      ? []
      : [`${unit} ${id} is at ${version}, its history says ${versions.join(' ')}`];
  });
}

function sumVersions(rows: UnitEvidence['rows']): number {
  return [...rows.values()].reduce((sum, { version }) => sum + version, 0);
}
