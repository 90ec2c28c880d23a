/** A fleet of scripts at the stand-in, an operator who has signed in, and his command with the real clasp. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createScriptProjects,
  type ScriptProject,
  type ScriptProjects,
} from '../../../local/google/apps-script-api/script-projects.ts';
import {
  type ScriptApiCall,
  type ScriptApiFault,
  startAppsScriptApi,
} from '../../../local/google/apps-script-api/start-apps-script-api.ts';
import { createAppsScriptApi } from '../../../scripts/units/apps-script-api.ts';
import { type Clasp, createClasp } from '../../../scripts/units/clasp.ts';
import { createContentStore } from '../../../scripts/units/content-store.ts';
import { type FleetFile, openFleetFile } from '../../../scripts/units/fleet-file.ts';
import { openGoogleAccount } from '../../../scripts/units/google-account.ts';
import type { PushParts } from '../../../scripts/units/push-target.ts';
import { runUnits } from '../../../scripts/units/run-units.ts';
import { hashContent } from '../../../scripts/units/script-content.ts';

export const OPERATOR = 'van-hanh@ben-tre.example';
export const STRANGER = 'nguoi-khac@donvi.example';
const DAY_MS = 86_400_000;
const NOW = '2011-03-31T01:00:00.000Z';

export type Ran = {
  readonly code: number;
  readonly output: string;
  readonly progress: readonly string[];
};

export type FleetWorld = {
  readonly projects: ScriptProjects;
  readonly folder: string;
  readonly registry: string;
  readonly url: string;
  readonly auth: string;
  /** Of each unit's script, by name: how often it was asked for and answered with 200. */
  count(operation: ScriptApiCall['operation'], unit: string): number;
  projectOf(unit: string): ScriptProject;
  /** Who would need a sign-in at Google gets one here. */
  args(command: string, ...rest: readonly string[]): readonly string[];
  run(argv: readonly string[], options?: RunOptions): Promise<Ran>;
  readFleet(): FleetFile['fleet'];
  parts(clasp?: Clasp): PushParts;
  /** A folder with a small bundle of this version. */
  bundle(version: string, files?: { readonly [name: string]: string }): string;
  fault: (
    call: ScriptApiCall & { readonly unit: string | undefined },
  ) => ScriptApiFault | undefined;
  stop(): Promise<void>;
};

export type RunOptions = {
  readonly signal?: AbortSignal;
  readonly onClasp?: (pid: number) => void;
  readonly input?: string;
  /** None when not given. */
  readonly deployments?: string;
  /** Called with every line of progress. */
  readonly onProgress?: (line: string) => void;
};

export type FleetWorldOptions = {
  readonly units: readonly string[];
  readonly stage?: string;
  /** Told every content that is put into a script. */
  readonly onContent?: (project: ScriptProject) => void;
};

export async function openFleetWorld(options: FleetWorldOptions): Promise<FleetWorld> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'fleet-'));
  const registry = join(folder, 'ben-tre.dev.json');
  const auth = join(folder, 'clasprc.json');
  writeFileSync(auth, JSON.stringify(toSignIn()));
  const { onContent } = options;
  const projects = createScriptProjects({
    now: () => Date.parse(NOW),
    account: OPERATOR,
    ...(onContent === undefined ? {} : { onContent }),
  });
  const scripts = register(projects, registry, options.units);
  const unitOf = new Map([...scripts].map(([unit, scriptId]) => [scriptId, unit]));
  const counts = new Map<string, number>();
  const api = await startAppsScriptApi({
    projects,
    authorize: (token) => (token === 'token-of-operator' ? 'ok' : 'unknown'),
    faults: (call) => world.fault({ ...call, unit: unitOf.get(call.scriptId ?? '') }),
    onRequest({ operation, scriptId, status }) {
      const key = `${operation} ${scriptId}`;
      if (status === 200) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  });
  process.env.APPS_SCRIPT_API_ROOT_URL = api.url;
  const data = join(folder, 'data');
  // Before what a test gives, which is what counts then.
  const args = (command: string, ...rest: readonly string[]) => [
    command,
    ...['--programme', 'ben-tre', '--registry', registry, '--data', data, '--auth', auth],
    ...rest,
  ];
  const world: FleetWorld = {
    projects,
    folder,
    registry,
    url: api.url,
    auth,
    fault: () => undefined,
    count: (operation, unit) => counts.get(`${operation} ${scripts.get(unit)}`) ?? 0,
    projectOf: (unit) => projects.find(scripts.get(unit) ?? ''),
    args,
    run: ([command = '', ...rest], runOptions) => run(args(command, ...rest), runOptions),
    readFleet: () => openFleetFile(registry, NAME).fleet,
    parts(clasp) {
      const account = openGoogleAccount(auth);
      const pause = () => Promise.resolve();
      return {
        api: createAppsScriptApi({ rootUrl: api.url, account, pause }),
        clasp: clasp ?? createClasp({ account, standInUrl: api.url, timeoutMs: 60_000 }),
        store: createContentStore(join(data, 'ben-tre-dev')),
        file: openFleetFile(registry, NAME),
        now: () => Date.parse(NOW),
        pause,
      };
    },
    bundle: (version, files) => writeBundle(join(folder, `bundle-${version}`), version, files),
    async stop() {
      delete process.env.APPS_SCRIPT_API_ROOT_URL;
      await api.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

const NAME = { programme: 'ben-tre', stage: 'dev' };

/** A token that need not be renewed, so that nothing but the stand-in is asked. */
function toSignIn() {
  const credentials = {
    type: 'authorized_user',
    client_id: 'client',
    client_secret: 'secret',
    refresh_token: 'refresh',
    access_token: 'token-of-operator',
    expiry_date: Date.now() + DAY_MS,
  };
  return { tokens: { default: credentials } };
}

/** As `add` leaves them; it is tested where it is the subject. */
function register(
  projects: ScriptProjects,
  registry: string,
  units: readonly string[],
): ReadonlyMap<string, string> {
  const file = openFleetFile(registry, NAME);
  const scripts = new Map<string, string>();
  for (const unit of units) {
    const spreadsheetId = projects.createSpreadsheet(`Sáng kiến – ${unit}`);
    const project = projects.create({ title: unit, parentId: spreadsheetId });
    scripts.set(unit, project.scriptId);
    file.write({
      unit,
      state: 'active',
      title: `Sáng kiến – ${unit}`,
      spreadsheetId,
      scriptId: project.scriptId,
      registeredAt: NOW,
      found: hashContent(project),
    });
  }
  return scripts;
}

async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const output: string[] = [];
  const progress: string[] = [];
  const { onClasp, signal = new AbortController().signal, input = '' } = options;
  const code = await runUnits(argv, {
    now: () => Date.parse(NOW),
    write: (text) => output.push(text),
    progress(line) {
      progress.push(line);
      options.onProgress?.(line);
    },
    signal,
    readInput: () => input,
    deployments: options.deployments ?? join(tmpdir(), 'no-deployments'),
    build: () => Promise.resolve(),
    ...(onClasp === undefined ? {} : { onClasp }),
  });
  return { code, output: output.join(''), progress };
}

function writeBundle(
  folder: string,
  version: string,
  files: { readonly [name: string]: string } = {},
): string {
  mkdirSync(folder, { recursive: true });
  const all = {
    'Code.js': `// so-sang-kien ${version}\nfunction onOpen() {}\n`,
    'appsscript.json': '{"timeZone":"Asia/Ho_Chi_Minh"}',
    ...files,
  };
  for (const [name, source] of Object.entries(all)) writeFileSync(join(folder, name), source);
  return folder;
}

/** Where only what is decided is looked at: pushes as clasp does, in no time. */
export function createQuickClasp(world: Pick<FleetWorld, 'projects'>): Clasp & {
  /** Script ids, in the order of the pushes. */
  readonly pushed: readonly string[];
} {
  const pushed: string[] = [];
  return {
    pushed,
    async run(args, cwd) {
      const { scriptId, rootDir } = JSON.parse(readFileSync(join(cwd, args[1] ?? ''), 'utf8'));
      const folder = join(cwd, rootDir);
      pushed.push(scriptId);
      world.projects.update(scriptId, {
        files: [
          {
            name: 'Code',
            type: 'SERVER_JS',
            source: readFileSync(join(folder, 'Code.js'), 'utf8'),
          },
          {
            name: 'appsscript',
            type: 'JSON',
            source: readFileSync(join(folder, 'appsscript.json'), 'utf8'),
          },
        ],
      });
      return { kind: 'done', output: '' };
    },
  };
}
