/** A unit at its spreadsheet, for what the scenario language has no words for. */
import { createVirtualClock } from '../../../local/clock.ts';
import type { Limits } from '../../../local/google/apps-script/limits.ts';
import { displayValue } from '../../../local/google/workbook/display-value.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import type { Workbook } from '../../../local/google/workbook/workbook.ts';
import { findColumnIndex, findEntryTab } from '../../../local/scenario/find-entry-tab.ts';
import type { LocalSystem } from '../../../local/system.ts';
import { startSystem } from '../../../local/system.ts';
import { build } from '../../../scripts/build.ts';

export const UNIT = 'BT028';

export type UnitDesk = {
  readonly system: LocalSystem;
  workbook(): Workbook;
  sheet(): Sheet;
  /** Rows count from 1, the header being row 1. */
  paste(row: number, values: readonly (readonly string[])[]): Promise<void>;
  receipt(row: number): string;
  idText(row: number): string;
  /** «active 2» for every record, in order of its title. */
  records(): Promise<readonly string[]>;
  toasts(): readonly string[];
};

export type DeskOptions = {
  readonly now?: string;
  readonly limits?: Partial<Limits>;
  readonly dataDir?: string;
};

export async function openUnitDesk(options: DeskOptions = {}): Promise<UnitDesk> {
  await build({ print: () => undefined });
  const system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse(options.now ?? '2011-03-31T08:00:00+07:00')),
    seed: 1,
    startsOnDemand: true,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
  });
  await system.open(UNIT);
  return toDesk(system);
}

export function toDesk(system: LocalSystem): UnitDesk {
  const workbook = () => {
    const found = system.registry.find(UNIT);
    if (found === undefined) throw new Error(`${UNIT} is not open`);
    return found.workbook;
  };
  const sheet = () => findEntryTab(workbook());
  const shown = (row: number, header: string) =>
    displayValue(sheet().cell(row - 1, findColumnIndex(sheet(), header)));
  return {
    system,
    workbook,
    sheet,
    paste: (row, values) =>
      system.act(UNIT, {
        kind: 'paste',
        sheetId: sheet().sheetId,
        row: row - 1,
        column: findColumnIndex(sheet(), 'Tên sáng kiến'),
        values,
        skipHiddenColumns: true,
      }),
    receipt: (row) => shown(row, 'Kết quả kiểm tra'),
    idText: (row) => shown(row, 'Mã dòng'),
    async records() {
      const records = await system.table.readRecords(UNIT);
      return [...records]
        .sort((one, other) => (one.initiative.title < other.initiative.title ? -1 : 1))
        .map(({ state, version }) => `${state} ${version}`);
    },
    toasts: () =>
      system.host.executions.flatMap(({ dialogs }) =>
        dialogs.flatMap(({ question }) => (question.kind === 'toast' ? [question.text] : [])),
      ),
  };
}

export function toRow(title: string, benefit = 'không tính được'): readonly string[] {
  const authors = 'Tổ Kỹ thuật (100%)';
  return [title, 'Hợp lý hóa sản xuất', 'Công nghiệp', authors, '15/05/2010', '', '', benefit];
}

export function toRows(count: number): readonly (readonly string[])[] {
  return Array.from({ length: count }, (_, index) => toRow(`Cải tiến công đoạn số ${index + 10}`));
}
