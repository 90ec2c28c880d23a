// The script projects of one account, and the spreadsheets they were made with.

import { ApiError } from '../sheets-api/api-error.ts';
import { checkContent, type ScriptFile } from './check-content.ts';

export type ScriptProject = {
  readonly scriptId: string;
  readonly title: string;
  /** The spreadsheet the script is bound to; absent for one that stands alone. */
  readonly parentId?: string;
  readonly files: readonly StoredFile[];
  readonly updateTime: string;
};

type StoredFile = ScriptFile & {
  readonly updateTime: string;
  readonly lastModifyUser: { readonly email: string };
};

export type NewProject = { readonly title: string; readonly parentId?: string };

export type ContentChange = { readonly files: readonly ScriptFile[]; readonly by?: string };

export type ScriptProjects = {
  /** The spreadsheets that were made here, by their id. */
  readonly spreadsheets: ReadonlyMap<string, { readonly title: string }>;
  list(): readonly ScriptProject[];
  createSpreadsheet(title: string): string;
  /** With what Google puts into a new script: a manifest and nothing else. */
  create(project: NewProject): ScriptProject;
  /** @throws ApiError 404 */
  find(scriptId: string): ScriptProject;
  /** Replaces the whole content. @throws ApiError 400, with nothing changed, or 404 */
  update(scriptId: string, change: ContentChange): ScriptProject;
};

export type ScriptProjectsOptions = {
  readonly now: () => number;
  /** Who does what comes over the API. */
  readonly account: string;
  readonly onContent?: (project: ScriptProject) => void;
};

const NEW_MANIFEST = `{
  "timeZone": "Asia/Ho_Chi_Minh",
  "dependencies": {
  },
  "exceptionLogging": "STACKDRIVER",
  "runtimeVersion": "V8"
}`;

export function createScriptProjects(options: ScriptProjectsOptions): ScriptProjects {
  const projects = new Map<string, ScriptProject>();
  const spreadsheets = new Map<string, { readonly title: string }>();

  function find(scriptId: string): ScriptProject {
    const project = projects.get(scriptId);
    if (project === undefined) throw new ApiError(404, 'Requested entity was not found.');
    return project;
  }

  function write(project: NewProject & { readonly scriptId: string }, change: ContentChange) {
    checkContent(change.files);
    const updateTime = new Date(options.now()).toISOString();
    const lastModifyUser = { email: change.by ?? options.account };
    const files = change.files.map((file) => ({ ...file, updateTime, lastModifyUser }));
    const written: ScriptProject = { ...project, files, updateTime };
    projects.set(project.scriptId, written);
    options.onContent?.(written);
    return written;
  }

  return {
    spreadsheets,
    list: () => [...projects.values()],
    createSpreadsheet(title) {
      const id = toId('1', spreadsheets.size + 1, 44);
      spreadsheets.set(id, { title });
      return id;
    },
    create(project) {
      const scriptId = toId('1', 100_000 + projects.size, 57);
      const manifest: ScriptFile = { name: 'appsscript', type: 'JSON', source: NEW_MANIFEST };
      return write({ ...project, scriptId }, { files: [manifest] });
    },
    find,
    update: (scriptId, change) => write(find(scriptId), change),
  };
}

/** Looks like one of Google's. */
function toId(start: string, number: number, length: number): string {
  return (
    start +
    number
      .toString(36)
      .padStart(6, '0')
      .padEnd(length - 1, 'Ab3_-xYz')
  );
}
