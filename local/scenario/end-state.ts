/** Everything one can see when a scenario ends: summary, records, history, tabs, mails, calls. */

import type { Benefit } from '../../core/record.ts';
import { toAsOf } from '../../core/summary/as-of.ts';
import { readPublishedSummary } from '../../core/summary/machine-tab.ts';
import type { Summary } from '../../core/summary/summary.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import type { MailView } from '../mails/read-mail.ts';
import { readMails } from '../mails/read-mail.ts';
import type { LocalSystem } from '../system.ts';

export type RecordView = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly date: string;
  readonly benefit: number | 'KHONG_TINH_DUOC' | 'CHUA_TINH_DUOC';
  readonly state: string;
};

export type EndState = {
  readonly summary: Summary | null;
  readonly records: { readonly [unit: string]: readonly RecordView[] };
  readonly history: {
    readonly [rowId: string]: readonly {
      readonly version: number;
      readonly kind: string;
      readonly at: string;
    }[];
  };
  readonly tabs: { readonly [key: string]: TabValues };
  readonly mails: readonly MailView[];
  readonly calls: { readonly fetch: number; readonly sheet: number };
};

type TabValues = { readonly [title: string]: readonly (readonly (string | number | boolean)[])[] };

export async function readEndState(system: LocalSystem): Promise<EndState> {
  const units = await listUnits(system);
  const records = await Promise.all(
    units.map(async (unit) => [unit, await system.table.readRecords(unit)] as const),
  );
  const history = await Promise.all(
    records.flatMap(([unit, rows]) =>
      rows.map(async ({ id }) => [id, await readVersions(system, unit, id)] as const),
    ),
  );
  const tabs = system.registry
    .list()
    .map(({ key, workbook }) => [key, readTabs(workbook)] as const);
  return {
    summary: readSummary(system) ?? null,
    records: Object.fromEntries(records.map(([unit, rows]) => [unit, rows.map(toRecordView)])),
    history: Object.fromEntries(history),
    tabs: Object.fromEntries(tabs),
    mails: await listMailViews(system),
    calls: { ...system.host.calls },
  };
}

async function listMailViews({ cloud }: LocalSystem): Promise<readonly MailView[]> {
  const mails = await readMails(cloud.listMails());
  // The port is any free one: the same file must give the same end.
  const withoutPort = (part: string) => part.replaceAll(cloud.httpUrl, 'http://127.0.0.1');
  return mails.map(({ to, subject, text, html, attachments }) => {
    return { to, subject, text: withoutPort(text), html: withoutPort(html), attachments };
  });
}

/** Units the table knows, which are at least those whose spreadsheet spoke. */
async function listUnits({ programme, table }: LocalSystem): Promise<readonly string[]> {
  const known = await Promise.all(
    programme.units.map(async ({ code }) => ({ code, stored: await table.readUnit(code) })),
  );
  return known.flatMap(({ code, stored }) => (stored.head === undefined ? [] : [code]));
}

async function readVersions(system: LocalSystem, unit: string, id: string) {
  const entries = await system.table.readHistory(unit, id);
  return entries.map(({ version, kind, at }) => ({ version, kind, at: toAsOf(at) }));
}

/** What the committee's spreadsheet itself says. */
export function readSummary({ registry }: LocalSystem): Summary | undefined {
  const committee = registry.find('committee');
  return committee === undefined ? undefined : readPublishedSummary(readTabs(committee.workbook));
}

export function toRecordView({ id, version, state, initiative }: StoredRow): RecordView {
  return {
    id,
    version,
    title: initiative.title,
    category: initiative.category,
    date: initiative.appliedOn,
    benefit: toBenefitView(initiative.benefit),
    state,
  };
}

export function toBenefitView(benefit: Benefit): RecordView['benefit'] {
  if (benefit.kind === 'counted') return benefit.dong;
  return benefit.kind === 'cannot' ? 'KHONG_TINH_DUOC' : 'CHUA_TINH_DUOC';
}

/** Typed values of every tab up to its last filled row and column, hidden ones included. */
export function readTabs(workbook: Workbook): TabValues {
  return Object.fromEntries(
    workbook.sheets.map((sheet) => {
      const { rows, columns } = sheet.contentExtent();
      const values = Array.from({ length: rows }, (_, row) =>
        Array.from(
          { length: columns },
          (__, column) => sheet.cell(row, column).content?.value ?? '',
        ),
      );
      return [sheet.title, values];
    }),
  );
}
