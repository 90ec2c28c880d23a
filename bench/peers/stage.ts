/** Where a scenario is played: spreadsheets, people's hands and time, with some algorithm behind. */
import type { TypedCells } from '../../core/columns.ts';
import type { Programme } from '../../core/programme.ts';
import type { Clock } from '../../local/clock.ts';
import type { ScriptHost } from '../../local/google/apps-script/script-host.ts';
import type { UserAction } from '../../local/google/people/user-action.ts';
import type { Step } from '../../local/scenario/scenario-file.ts';
import type { LocalSpreadsheet, SpreadsheetKey } from '../../local/spreadsheet-registry.ts';
import type { RecordEvidence } from './record-evidence.ts';

export type FaultStep = Extract<Step, { do: 'fault' }>;

export type Stage = {
  readonly programme: Programme;
  readonly clock: Clock;
  readonly host: ScriptHost;
  /** A unit's spreadsheet, made and activated when it is not yet. */
  open(key: SpreadsheetKey): Promise<LocalSpreadsheet>;
  find(key: SpreadsheetKey): LocalSpreadsheet | undefined;
  /** Does it and starts its triggers, without waiting for them. */
  begin(spreadsheet: LocalSpreadsheet, action: UserAction): void;
  /** Starts an item of the menu; where the algorithm has no such item, nothing. */
  beginMenu(spreadsheet: LocalSpreadsheet, label: string): void;
  advance(minutes: number): Promise<void>;
  addFault(step: FaultStep): void;
  readActiveCells(unit: string): Promise<readonly TypedCells[]>;
  /** Every record there ever was. */
  readRecords(unit: string): Promise<readonly RecordEvidence[]>;
  stop(): Promise<void>;
};

export type StageOptions = {
  readonly programmeCode: string;
  readonly seed: number;
  readonly clock: Clock;
};
