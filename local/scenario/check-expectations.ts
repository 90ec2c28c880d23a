/** Holds what a scenario expects against the system as it stands. */
import { parseReceiptState, readNoteCode } from '../../core/wording/receipts.ts';
import { displayValue } from '../google/workbook/display-value.ts';
import { readMails } from '../mails/read-mail.ts';
import type { LocalSystem } from '../system.ts';
import type { RecordView } from './end-state.ts';
import { readSummary, toRecordView } from './end-state.ts';
import type { Expectations } from './expectations.ts';
import { judgeMails } from './judge-mails.ts';
import type { Verdict } from './judge-records.ts';
import {
  judgeCounts,
  judgeNoRecord,
  judgeRecord,
  judgeVersions,
  selectByTitle,
  selectOne,
} from './judge-records.ts';
import { listDifferences } from './list-differences.ts';
import type { RawResponse } from './raw-request.ts';
import { readExpectedCell } from './read-expected-cell.ts';
import { ScenarioError } from './scenario-error.ts';

export type RecordsByUnit = ReadonlyMap<string, readonly RecordView[]>;

/** Versions and calls as they were at the last mark, or at the start. */
export type Marked = {
  readonly records: RecordsByUnit;
  readonly calls: { readonly fetch: number; readonly sheet: number };
};

export type Observed = {
  readonly system: LocalSystem;
  readonly marked: Marked;
  readonly response: RawResponse | undefined;
};

type Form = Exclude<keyof Expectations, 'do'>;
type Check<Key extends Form> = (
  expected: NonNullable<Expectations[Key]>,
  observed: Observed,
) => Verdict | Promise<Verdict>;

const CHECKS: { readonly [Key in Form]: Check<Key> } = {
  async records(expected, { system }) {
    return judgeCounts(expected, await listRecords(system, expected.unit));
  },
  async record(expected, { system }) {
    return judgeRecord(expected, await listRecords(system, expected.unit));
  },
  async noRecord(expected, { system }) {
    return judgeNoRecord(expected, await listRecords(system, expected.unit));
  },
  async history({ unit, title, versions }, { system }) {
    const found = selectOne({ unit, title }, await listRecords(system, unit));
    if (typeof found === 'string') return found;
    const entries = await system.table.readHistory(unit, found.id);
    return judgeVersions(versions, entries.length);
  },
  async sameRecordAsMarked({ unit, title }, { system, marked }) {
    const before = selectByTitle(marked.records.get(unit) ?? [], title, undefined);
    if (before.length === 0) return `${unit} had no record «${title}» at the mark`;
    const now = selectByTitle(await listRecords(system, unit), title, undefined);
    const wrong = before.flatMap(({ id, version }) => {
      const same = now.find((record) => record.id === id);
      if (same === undefined) return [`${id} has no longer this title`];
      return same.version === version ? [] : [`${id} was version ${version}, is ${same.version}`];
    });
    return wrong.length === 0 ? undefined : wrong.join(', ');
  },
  async versionsUnchanged(_, { system, marked }) {
    const now = await listRecordsByUnit(system);
    const before = listVersions(marked.records);
    const after = listVersions(now);
    const changed = [...after].filter(([id, version]) => before.get(id) !== version);
    const gone = [...before.keys()].filter((id) => !after.has(id));
    if (changed.length === 0 && gone.length === 0) return undefined;
    return `${changed.length} records added or changed, ${gone.length} removed`;
  },
  receipt(expected, { system }) {
    const found = readExpectedCell(requireWorkbook(system, expected.in), {
      row: expected.row,
      col: 'Kết quả kiểm tra',
    });
    if (found.kind === 'missing') return found.reason;
    const text = displayValue(found.cell);
    const state = parseReceiptState(text);
    if (state !== expected.state) return `receipt is ${state ?? 'no receipt'}: «${text}»`;
    const code = state === 'incomplete' ? 'E_REQUIRED' : readNoteCode(found.cell.note ?? '');
    if (expected.code === undefined || expected.code === code) return undefined;
    return `receipt code is ${code ?? 'none'}: «${text}»`;
  },
  cell(expected, { system }) {
    const found = readExpectedCell(requireWorkbook(system, expected.in), expected);
    if (found.kind === 'missing') return found.reason;
    const shown = displayValue(found.cell);
    const actual = typeof expected.is === 'string' ? shown : found.cell.content?.value;
    if (expected.is !== undefined && actual !== expected.is) return `cell is «${shown}»`;
    const contains = expected.contains === undefined || shown.includes(expected.contains);
    return contains ? undefined : `cell «${shown}» does not contain «${expected.contains}»`;
  },
  summary(expected, { system }) {
    const summary = readSummary(system);
    if (summary === undefined) return 'nothing was published';
    const wrong = listDifferences(expected, summary, '');
    return wrong.length === 0 ? undefined : wrong.join('; ');
  },
  tab(expected, { system }) {
    const workbook = requireWorkbook(system, expected.in);
    const sheet = workbook.sheetByTitle(expected.name);
    if (sheet === undefined) {
      return `no tab «${expected.name}», there are ${workbook.sheets.map(({ title }) => title).join(', ')}`;
    }
    const { rows, columns } = sheet.contentExtent();
    const texts: string[] = [];
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        texts.push(displayValue(sheet.cell(row, column)));
      }
    }
    const missing = expected.contains.filter(
      (wanted) => !texts.some((text) => text.includes(wanted)),
    );
    return missing.length === 0 ? undefined : `«${expected.name}» lacks ${missing.join(', ')}`;
  },
  async mail(expected, { system }) {
    return judgeMails(expected, await readMails(system.cloud.listMails()));
  },
  response(expected, { response }) {
    if (response === undefined) throw new ScenarioError('no request was made before');
    if (response.status !== expected.status) return `status is ${response.status}`;
    const isCodeRight = expected.code === undefined || expected.code === response.code;
    return isCodeRight ? undefined : `code is ${response.code ?? 'none'}`;
  },
  calls(expected, { system, marked }) {
    const wrong = (['fetch', 'sheet'] as const).flatMap((kind) => {
      const made = system.host.calls[kind] - marked.calls[kind];
      const most = expected[kind];
      return most === undefined || made <= most ? [] : [`${made} ${kind} calls, more than ${most}`];
    });
    return wrong.length === 0 ? undefined : wrong.join(', ');
  },
};

export type ExpectationResult = { readonly form: string; readonly verdict: Verdict };

export async function checkExpectations(
  step: Expectations,
  observed: Observed,
): Promise<readonly ExpectationResult[]> {
  const results: ExpectationResult[] = [];
  for (const form of listForms(step)) {
    results.push({ form, verdict: await checkForm(form, step, observed) });
  }
  return results;
}

function listForms(step: Expectations): readonly Form[] {
  const { do: _, ...forms } = step;
  return (Object.keys(CHECKS) as Form[]).filter((form) => forms[form] !== undefined);
}

function checkForm<Key extends Form>(
  form: Key,
  step: Expectations,
  observed: Observed,
): Verdict | Promise<Verdict> {
  const expected = step[form];
  const check: Check<Key> = CHECKS[form];
  return expected === undefined
    ? undefined
    : check(expected as NonNullable<typeof expected>, observed);
}

/** Every record of every unit of the programme. */
export async function listRecordsByUnit(system: LocalSystem): Promise<RecordsByUnit> {
  const units = system.programme.units.map(({ code }) => code);
  const records = units.map(async (code) => [code, await listRecords(system, code)] as const);
  return new Map(await Promise.all(records));
}

/** By row id. */
function listVersions(records: RecordsByUnit): ReadonlyMap<string, number> {
  return new Map([...records.values()].flat().map(({ id, version }) => [id, version]));
}

async function listRecords(system: LocalSystem, unit: string): Promise<readonly RecordView[]> {
  return (await system.table.readRecords(unit)).map(toRecordView);
}

function requireWorkbook(system: LocalSystem, key: string) {
  const spreadsheet = system.registry.find(key);
  if (spreadsheet === undefined) throw new ScenarioError(`no spreadsheet «${key}» is open`);
  return spreadsheet.workbook;
}
