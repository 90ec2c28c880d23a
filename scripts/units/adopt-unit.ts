/** `units adopt`: registers the spreadsheet and the script a unit already has. */
import { type Context, openGoogle, titleOf, WrongUse } from './context.ts';
import { checkRegistration, findIdProblem } from './fleet.ts';
import type { Report } from './report.ts';
import { hasCode, hashContent, readVersion, toFileName } from './script-content.ts';

/** @throws WrongUse for what nobody at Google has to be asked about */
export async function adoptUnit(context: Context): Promise<Report> {
  const { args, file } = context;
  const [unit = ''] = args.units;
  const { spreadsheet: spreadsheetId = '', script: scriptId = '' } = args.texts;
  const ids = { unit, spreadsheetId, scriptId };
  const registration = checkIds(context, ids);
  if (registration === 'already') {
    const text = `is registered already with spreadsheet ${spreadsheetId}`;
    return { lines: [{ unit, outcome: 'already', isGood: true, text, details: ids }], notes: [] };
  }
  const parts = openGoogle(context);
  const project = await parts.api.readProject(scriptId);
  if (project.kind === 'problem') return toRefused(unit, project.reason);
  const { parentId } = project.value;
  if (parentId !== spreadsheetId) return toRefused(unit, describeParent(ids, parentId));
  const content = await parts.api.readContent(scriptId);
  if (content.kind === 'problem') return toRefused(unit, content.reason);
  const isOurs = readVersion(content.value) !== 'unnamed';
  if (hasCode(content.value) && !isOurs && !args.flags.overwrite) {
    const names = content.value.files.filter(({ type }) => type !== 'JSON').map(toFileName);
    const reason = `the script holds code of its own (${names.join(', ')}), which push would replace; if that is meant, --overwrite: it is kept in ${context.folder}`;
    return toRefused(unit, reason);
  }
  if (!args.flags['dry-run']) {
    parts.store.keep(content.value);
    file.write({
      ...ids,
      state: 'active',
      title: project.value.title ?? titleOf(context, unit),
      registeredAt: new Date(context.now()).toISOString(),
      found: hashContent(content.value),
    });
  }
  const [outcome, text] = args.flags['dry-run']
    ? ['wouldAdopt', `would be registered with spreadsheet ${spreadsheetId}`]
    : ['adopted', `is registered with spreadsheet ${spreadsheetId}`];
  const notes = ['next: npm run -s units -- push'];
  return { lines: [{ unit, outcome, isGood: true, text, details: ids }], notes };
}

type Ids = { readonly unit: string; readonly spreadsheetId: string; readonly scriptId: string };

function checkIds({ file }: Context, ids: Ids): 'free' | 'already' {
  const problem =
    findIdProblem('--spreadsheet', ids.spreadsheetId) ?? findIdProblem('--script', ids.scriptId);
  if (problem !== undefined) throw new WrongUse(problem);
  const registration = checkRegistration(file.fleet, ids);
  if (registration.kind === 'refused') throw new WrongUse(registration.reason);
  return registration.kind;
}

function describeParent({ spreadsheetId, scriptId }: Ids, parentId: string | undefined): string {
  const where = parentId === undefined ? 'no spreadsheet' : `spreadsheet ${parentId}`;
  return `script ${scriptId} is bound to ${where}, not to ${spreadsheetId}: take it from Extensions > Apps Script of that spreadsheet`;
}

function toRefused(unit: string, reason: string): Report {
  const text = `NOT REGISTERED: ${reason}`;
  const line = { unit, outcome: 'refused', isGood: false, text, details: { reason } };
  return { lines: [line], notes: [] };
}
