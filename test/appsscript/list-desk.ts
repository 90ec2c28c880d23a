/** A unit with a spreadsheet of its own making, whose people press «Kích hoạt» on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import { toActivationCode } from '../../local/activation-code.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { DialogQuestion } from '../../local/google/apps-script/calls.ts';
import type { Cell, NumberFormat } from '../../local/google/workbook/cell.ts';
import { displayValue } from '../../local/google/workbook/display-value.ts';
import type { Rect } from '../../local/google/workbook/rect.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import { Workbook } from '../../local/google/workbook/workbook.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';

export const UNIT = 'BT028';
const ROOT = join(import.meta.dirname, '../..');

export type FixtureCell = string | number | null | { readonly serial: number };

export type ListFixture = {
  readonly merges: readonly Rect[];
  readonly rows: readonly (readonly FixtureCell[])[];
};

export type ListDesk = {
  readonly system: LocalSystem;
  readonly workbook: Workbook;
  /** Presses the menu item; the questions it asked, as «title: text» without toasts. */
  press(agree: boolean, onAsked?: () => void): Promise<readonly string[]>;
  /** Of the last toast. */
  said(): string;
};

export async function openListDesk(fill: (workbook: Workbook) => void): Promise<ListDesk> {
  await build({ print: () => undefined });
  const system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00')),
    seed: 1,
  });
  const { host, registry, cloud, programme } = system;
  const workbook = new Workbook({
    spreadsheetId: registry.newSpreadsheetId(UNIT),
    title: 'Danh sách sáng kiến của đơn vị',
    timeZone: 'Asia/Tokyo',
  });
  fill(workbook);
  const { spreadsheetId, user } = registry.add(UNIT, workbook);
  const dir = join(ROOT, 'dist/appsscript');
  host.bind(spreadsheetId, {
    code: readFileSync(join(dir, 'Code.js'), 'utf8'),
    manifest: JSON.parse(readFileSync(join(dir, 'appsscript.json'), 'utf8')),
  });
  await host.open(spreadsheetId, user);
  const code = toActivationCode({
    endpoint: cloud.httpUrl,
    programme: programme.code,
    unit: UNIT,
    keyVersion: 1,
    key: deriveUnitKey(cloud.masterSecret, UNIT, 1),
  });
  const toasts = () =>
    host.executions.flatMap(({ dialogs }) =>
      dialogs.flatMap(({ question }) => (question.kind === 'toast' ? [question.text] : [])),
    );
  return {
    system,
    workbook,
    async press(agree, onAsked) {
      const questions: string[] = [];
      const answers = async (question: DialogQuestion) => {
        if (question.kind === 'prompt') return { button: 'OK' as const, text: code };
        if (question.kind !== 'alert') return { button: 'OK' as const };
        questions.push(question.text);
        onAsked?.();
        return { button: agree ? ('YES' as const) : ('NO' as const) };
      };
      const log = await host.menu(spreadsheetId, { user, label: 'Kích hoạt', answers });
      await host.settle();
      if (log.outcome !== 'completed') throw new Error(JSON.stringify(log.error ?? log.outcome));
      return questions;
    },
    said: () => toasts().at(-1) ?? '',
  };
}

const DAY: NumberFormat = { type: 'DATE', pattern: 'dd/mm/yyyy' };
const AMOUNT: NumberFormat = { type: 'NUMBER', pattern: '#,##0' };

/** Fills the first tab, formatted as such lists are: merged titles, bold header, one coloured row. */
export function fillList(workbook: Workbook, fixture: ListFixture, title = 'DS 2008-2010'): Sheet {
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error('no tab');
  workbook.renameSheet(sheet.sheetId, title);
  for (const [row, cells] of fixture.rows.entries()) {
    sheet.setCells(row, 0, cells.map(toCell));
  }
  for (const merge of fixture.merges) sheet.merge(merge);
  return sheet;
}

function toCell(value: FixtureCell): Cell {
  if (value === null) return { format: { numberFormat: AMOUNT } };
  if (typeof value === 'string') return { content: { value } };
  if (typeof value === 'number') {
    return { content: { value }, format: { numberFormat: AMOUNT, background: '#fff2cc' } };
  }
  return { content: { value: value.serial }, format: { numberFormat: DAY } };
}

/** Cells of the first `width` columns down to `height`, to compare. */
export function readCells(
  sheet: Sheet,
  { height, width }: { readonly height: number; readonly width: number },
): readonly (readonly Cell[])[] {
  return Array.from({ length: height }, (_, row) => sheet.cellsOf(row, 0, width));
}

/** What a row shows under a header, both as people name them. */
export function shownAt(
  sheet: Sheet,
  rowNumber: number,
  headerRow: number,
  header: string,
): string {
  const headers = sheet.cellsOf(headerRow - 1, 0, sheet.columnCount).map(displayValue);
  const column = headers.findIndex((text) => text.startsWith(header));
  if (column < 0) throw new Error(`no column «${header}»`);
  return displayValue(sheet.cell(rowNumber - 1, column));
}
