/** Looks at the units' entry tabs after everything anybody does, and at what scripts write there. */
import type { SpreadsheetRegistry } from '../spreadsheet-registry.ts';
import type { MixedRun } from './evidence.ts';
import type { Recorder } from './recorder.ts';
import type { SeenRow, SheetSnapshot } from './sheet-snapshot.ts';
import { takeSnapshot } from './sheet-snapshot.ts';

export type Watch = {
  /** After a person's action. */
  look(): void;
  /** A service call of an execution was carried out. */
  called(call: { readonly executionId: number; readonly name: string }): void;
  ended(executionId: number): void;
  snapshot(unit: string): SheetSnapshot;
  /** Executions that wrote to a sheet again after another one had written there. */
  readonly mixedRuns: readonly MixedRun[];
};

type Watched = {
  readonly unit: string;
  readonly sheetId: number;
  revision: number;
  snapshot: SheetSnapshot;
};

/**
 * What an execution could last see of the sheets: as it last read values, or, once it has been
 * answered by the server, as they were when it went on. Undefined while it waits for an answer.
 */
type Reading = ReadonlyMap<string, SheetSnapshot> | undefined;

export function watchSheets(options: {
  readonly registry: SpreadsheetRegistry;
  readonly units: readonly string[];
  readonly recorder: Recorder;
}): Watch {
  const { registry, units, recorder } = options;
  const watched = units.flatMap((unit) => toWatched(registry, unit));
  const readings = new Map<number, Reading>();
  const mixedRuns: MixedRun[] = [];
  const writers = new Map<string, number[]>();
  const readAll = () => new Map(watched.map(({ unit, snapshot }) => [unit, snapshot]));

  /** @param executionId undefined when a person did it */
  function lookAll(executionId: number | undefined): void {
    for (const one of watched) {
      const workbook = registry.find(one.unit)?.workbook;
      if (workbook === undefined || workbook.revision === one.revision) continue;
      one.revision = workbook.revision;
      if (executionId !== undefined) noteWriter(one.unit, executionId);
      const sheet = workbook.sheetById(one.sheetId);
      const before = one.snapshot;
      one.snapshot = sheet === undefined ? { kind: 'stopped' } : takeSnapshot(sheet);
      recorder.sighted({ unit: one.unit, snapshot: one.snapshot });
      if (executionId !== undefined) {
        recordClaims(one, before, readings.get(executionId)?.get(one.unit));
      }
    }
  }

  /** The document lock gives each execution the sheet to itself from its first write to its last. */
  function noteWriter(unit: string, executionId: number): void {
    const before = writers.get(unit) ?? [];
    if (before[before.length - 1] === executionId) return;
    if (before.includes(executionId)) mixedRuns.push({ unit, executionId });
    writers.set(unit, [...before, executionId]);
  }

  function recordClaims(
    { unit, snapshot }: Watched,
    before: SheetSnapshot,
    read: SheetSnapshot | undefined,
  ): void {
    if (snapshot.kind === 'stopped' || before.kind === 'stopped') return;
    const rowsBefore = toRowMap(before);
    const rowsRead = toRowMap(read);
    for (const row of snapshot.rows) {
      const { rowNumber, idText, receiptText, content } = row;
      const old = rowsBefore.get(rowNumber);
      const seen = rowsRead.get(rowNumber);
      // Written back as it was read, beside what was to be written, is no new claim.
      if (receiptText === old?.receiptText || receiptText === seen?.receiptText) continue;
      if (receiptText === '' || !snapshot.isWhole) continue;
      const contentRead = seen?.content;
      recorder.claimed({ unit, rowNumber, idText, receiptText, content, contentRead });
    }
  }

  return {
    look: () => lookAll(undefined),
    called({ executionId, name }) {
      lookAll(executionId);
      if (name === 'UrlFetchApp.fetch') readings.set(executionId, undefined);
      else if (name === 'Range.getValues') readings.set(executionId, readAll());
      else if (readings.has(executionId) && readings.get(executionId) === undefined) {
        readings.set(executionId, readAll());
      }
    },
    ended(executionId) {
      lookAll(executionId);
      readings.delete(executionId);
    },
    mixedRuns,
    snapshot: (unit) => watched.find((one) => one.unit === unit)?.snapshot ?? { kind: 'stopped' },
  };
}

function toWatched(registry: SpreadsheetRegistry, unit: string): readonly Watched[] {
  const spreadsheet = registry.find(unit);
  const sheet = spreadsheet?.workbook.sheets.find((one) => takeSnapshot(one).kind === 'readable');
  if (spreadsheet === undefined || sheet === undefined) return [];
  const { workbook } = spreadsheet;
  const { sheetId } = sheet;
  return [{ unit, sheetId, revision: workbook.revision, snapshot: takeSnapshot(sheet) }];
}

function toRowMap(snapshot: SheetSnapshot | undefined): ReadonlyMap<number, SeenRow> {
  if (snapshot === undefined || snapshot.kind === 'stopped') return new Map();
  return new Map(snapshot.rows.map((row) => [row.rowNumber, row]));
}
