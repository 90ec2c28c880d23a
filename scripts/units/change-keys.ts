/** What rotate and revoke have in common: one unit after the other, and a code of the key that counts. */
import type { UnitTable } from '../../local/unit-table.ts';
import type { CodeFile } from './code-file.ts';
import { openCodeFile } from './code-file.ts';
import { type Context, WrongUse } from './context.ts';
import type { Report, UnitLine } from './report.ts';
import { findPlaces, openUnitTable } from './unit-table.ts';

export type KeyChanging = {
  readonly context: Context;
  readonly table: UnitTable;
  /** Undefined where no codes were asked for, and in a dry run. */
  readonly codeFile: CodeFile | undefined;
};

export type ChangeKey = (changing: KeyChanging, unit: string) => Promise<UnitLine>;

/** @throws WrongUse before anything is changed */
export async function changeKeys(
  context: Context,
  units: readonly string[],
  options: { readonly readInput: () => string; readonly change: ChangeKey },
): Promise<Report> {
  const codeFile = openCodes(context, options.readInput);
  const table = openUnitTable(context);
  try {
    const lines = await changeEach({ context, table, codeFile }, units, options.change);
    return { lines, notes: codeFile === undefined ? [] : listCodeNotes(codeFile, lines) };
  } finally {
    table.close();
  }
}

async function changeEach(
  changing: KeyChanging,
  units: readonly string[],
  change: ChangeKey,
): Promise<readonly UnitLine[]> {
  const { signal, progress } = changing.context;
  const lines: UnitLine[] = [];
  let stop: string | undefined;
  for (const unit of units) {
    if (signal.aborted) stop ??= 'interrupted';
    const line =
      stop === undefined
        ? await change(changing, unit).catch((error: unknown) => toFailed(unit, error))
        : { unit, outcome: 'notTried', isGood: false, text: `not tried: ${stop}` };
    // What keeps one from the table keeps the others from it.
    if (line.outcome === 'failed') stop ??= `${unit} failed`;
    lines.push(line);
    progress(`[${lines.length}/${units.length}] ${unit} ${line.text}`);
  }
  return lines;
}

/** @throws WrongUse for half of what a code needs */
function openCodes(context: Context, readInput: () => string): CodeFile | undefined {
  const { args, programme } = context;
  const { endpoint: named, codes: path } = args.texts;
  if (path === undefined) {
    if (named !== undefined) throw new WrongUse('--endpoint is for codes: give --codes as well');
    return undefined;
  }
  const endpoint = named ?? findPlaces(context)?.apiUrl;
  if (endpoint === undefined) throw new WrongUse('--codes needs --endpoint: ApiUrl of the stack');
  if (args.flags['dry-run']) return undefined;
  return openCodeFile({ path, programme, endpoint, masterSecret: readInput().trim() });
}

/**
 * Writes the code of the key that counts now, where codes were asked for. The key has changed by
 * then, so what goes wrong is told of that unit, and how to come by its code.
 */
export function withCode({ codeFile }: KeyChanging, line: UnitLine, keyVersion: number): UnitLine {
  if (codeFile === undefined) return line;
  try {
    codeFile.write(line.unit, keyVersion);
    return { ...line, details: { ...line.details, codeFile: codeFile.path } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `${line.text}; ITS CODE WAS NOT WRITTEN: ${reason}; npm run -s codes makes it`;
    return { ...line, outcome: 'codeNotWritten', isGood: false, text };
  }
}

function listCodeNotes({ path }: CodeFile, lines: readonly UnitLine[]): readonly string[] {
  if (lines.every(({ details }) => details?.codeFile === undefined)) return [];
  return [`send each unit its own line of ${path}, and nothing else; then delete the file`];
}

function toFailed(unit: string, error: unknown): UnitLine {
  const reason = error instanceof Error ? error.message : String(error);
  return { unit, outcome: 'failed', isGood: false, text: `FAILED: ${reason}`, details: { reason } };
}
