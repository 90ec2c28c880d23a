/** What the operator reads of each outcome. */
import { COLUMN_HEADERS } from '../../core/wording/columns.ts';
import { ERASED_AUTHOR } from '../../core/wording/erased-author.ts';
import type { EraseResult } from './erase/erase-author.ts';
import type { Drift } from './recount/find-unit-drift.ts';
import type { RecountResult } from './recount/recount-programme.ts';
import { toPasteLine } from './restore/paste-line.ts';
import type { RestoreResult } from './restore/restore-row.ts';
import type { Trailer } from './transfer/export-format.ts';
import type { ImportResult } from './transfer/import-programme.ts';
import type { Section } from './transfer/read-programme.ts';

export function saySection({ name, items, seq, version }: Section, readings: number): string {
  const at = seq === undefined ? '' : `, as of sequence ${seq}, head version ${version}`;
  const again = readings === 1 ? '' : `, read ${readings} times because it changed`;
  return `${name}: ${items} items${at}${again}`;
}

export function sayExport(trailer: Trailer, file: string | undefined): readonly string[] {
  const units = trailer.sections.filter(({ name }) => name.startsWith('unit ')).length;
  const what = `${trailer.items} items of ${units} units, SHA-256 ${trailer.sha256}`;
  return [file === undefined ? `would export ${what}` : `exported ${what} to ${file}`];
}

export function sayImport(result: ImportResult, dryRun: boolean): readonly string[] {
  const { items, written, differing } = result;
  if (dryRun) return [`the file is whole: ${items} items would be written`];
  const done = `${written} of ${items} items written, ${items - written} were there already`;
  if (differing.length === 0) return [`${done}; read back: equal to the file`];
  return [
    `${done}; read back: NOT equal to the file`,
    ...differing.map((name) => `differs: ${name}`),
    'Other items, or others of the same key, stand in the table. Look with recount, or import into an empty table.',
  ];
}

export function sayRecount(result: RecountResult, asksToMend: boolean): readonly string[] {
  const rows = result.units.reduce((sum, unit) => sum + unit.rows, 0);
  const counted = `${result.units.length} units, ${rows} rows counted`;
  const drifts = listDrifts(result);
  if (drifts.length === 0) return [`${counted}: everything agrees`];
  const left = drifts.filter(({ isMended }) => !isMended);
  const hint = !asksToMend && left.some(({ drift }) => drift.isMendable);
  return [
    `${counted}: ${drifts.length} differences, ${drifts.length - left.length} mended`,
    ...drifts.map(({ drift, isMended }) => sayDrift(drift, isMended)),
    ...(hint ? ['recount --mend mends what can be mended'] : []),
  ];
}

export type JudgedDrift = { readonly drift: Drift; readonly isMended: boolean };

export function listDrifts({ units, nearKeys }: RecountResult): readonly JudgedDrift[] {
  const judge = (drifts: readonly Drift[], isMended: boolean) =>
    drifts.map((drift) => ({ drift, isMended: isMended && drift.isMendable }));
  return [
    ...units.flatMap((unit) => judge(unit.drifts, unit.isMended)),
    ...judge(nearKeys.drifts, nearKeys.isMended),
  ];
}

const ADVICE: { readonly [kind in Drift['kind']]?: string } = {
  versionMissing: 'no item holds what it said; take it from a backup: import --only-missing --unit',
  versionBeyond: 'the row is older than its history; take the row from a backup',
  historyDiffers: 'the row and its last version contradict each other; compare with a backup',
  rowMissing: 'its row is gone; take it from a backup: import --only-missing --unit',
  headMissing: 'its head is gone; take it from a backup: import --only-missing --unit',
  spreadsheetShared:
    'the registry (units list) says whose it is; the other HEAD needs its own spreadsheetId: from the registry, by hand',
  corruptItem: 'its shape is wrong; take it from a backup',
};

function sayDrift({ kind, unit, place, found, expected, isMendable }: Drift, isMended: boolean) {
  const where = place === undefined ? '' : ` ${place}`;
  const values = expected === undefined ? (found ?? '') : `${found} should be ${expected}`;
  const fate = isMended ? 'mended' : isMendable ? 'can be mended' : 'cannot be mended';
  const advice = ADVICE[kind] === undefined || isMended ? '' : `; ${ADVICE[kind]}`;
  return `${unit}: ${kind}${where}${values === '' ? '' : `: ${values}`} (${fate}${advice})`;
}

export function sayRestore(result: RestoreResult): readonly string[] {
  const { id, version, newVersion, holdId, rowNumber } = result;
  const { text, untrue } = toPasteLine(result.cells);
  const paste = [
    `Cells of version ${version}, to paste at «${COLUMN_HEADERS.title}»:`,
    text,
    ...(untrue.length === 0
      ? []
      : [
          `Not texts there: ${untrue.map((column) => COLUMN_HEADERS[column]).join(', ')}; «${
            COLUMN_HEADERS.rowId
          }» must then be pasted too: ${id}`,
        ]),
  ];
  const where = rowNumber === undefined ? '' : ` (row ${rowNumber} when it last said so)`;
  switch (result.kind) {
    case 'restored':
      return [
        `${id} counts again as version ${newVersion}, held under ${holdId}: no index deletes it.`,
        'Its unit sees that a row is kept which its sheet does not have: it pastes the line below into the',
        'sheet, and the row takes its old id; or it confirms the deletion, and the row is gone again.',
        ...paste,
      ];
    case 'wouldRestore':
      return [`${id} would count again as version ${newVersion}, held under ${holdId}.`, ...paste];
    case 'unchanged':
      return [
        `${id} is held and counts as version ${version} already; nothing was written.`,
        ...paste,
      ];
    case 'onSheet':
      return [
        `${id} stands on its unit's sheet${where}; nothing was written.`,
        'The sheet is what people typed: anything written here would be written over by it. Paste the line',
        'below over that row; the sheet sends it, and it is accepted as a new version.',
        ...paste,
      ];
  }
}

export function sayErasure(result: EraseResult, dryRun: boolean): readonly string[] {
  const { units, others } = result;
  if (units.length + others.length === 0) return ['the name stands nowhere in the table'];
  const done = dryRun ? 'would be erased' : 'erased';
  const lines = units.flatMap(({ unit, erased, pages, waiting, mentions, superseded }) => [
    ...erased.map(({ id, versions }) => `${unit}: ${id} versions ${versions.join(', ')}: ${done}`),
    ...(pages === 0
      ? []
      : [`${unit}: ${pages} pages: ${done}; the next publication makes new ones`]),
    ...waiting.map(({ id, rowNumber }) => {
      const where = rowNumber === undefined ? '' : `, row ${rowNumber} of its sheet`;
      return `${unit}: ${id}${where}: WAITS, its sheet says the name`;
    }),
    ...mentions.map(
      ({ id, version, column }) =>
        `${unit}: ${id} version ${version}: «${COLUMN_HEADERS[column]}» mentions the name, left as it is`,
    ),
    ...superseded.map((id) => `${unit}: ${id} changed in this moment: repeat the command`),
  ]);
  const waits = units.filter(({ waiting }) => waiting.length > 0).map(({ unit }) => unit);
  return [
    ...lines,
    ...others.map(({ pk, sk }) => `${pk} ${sk}: mentions the name, left as it is`),
    ...(waits.length === 0
      ? []
      : [
          `Let ${waits.join(', ')} type «${ERASED_AUTHOR}» in place of the name, then repeat this command:`,
          'what counts now is what a sheet says, and it would say it again.',
        ]),
    ...OUTSIDE,
  ];
}

/** What no command of ours reaches; docs/privacy.md says more. */
const OUTSIDE = [
  'Beyond the table: the published tabs follow with the next publication; report files of past publications',
  'end after 180 days and their earlier versions 30 days later, sooner by hand; mails and downloads cannot be',
  'recalled; backups end after 35 days; the version history of the spreadsheets is the file owner’s to clear.',
];
