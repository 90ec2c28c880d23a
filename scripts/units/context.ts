/** What every command works with: the programme, the fleet's file, the contents, and the way out. */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { findUnit, type Programme, parseProgramme } from '../../core/programme.ts';
import { FLEET_TEXTS } from '../../core/wording/fleet.ts';
import { createAppsScriptApi, GOOGLE_ROOT_URL } from './apps-script-api.ts';
import type { Arguments } from './arguments.ts';
import { createClasp } from './clasp.ts';
import { createContentStore } from './content-store.ts';
import type { Target } from './fleet.ts';
import { type FleetFile, openFleetFile } from './fleet-file.ts';
import { openGoogleAccount, toAuthPath } from './google-account.ts';
import type { PushParts } from './push-target.ts';

export const ROOT_DIR = resolve(import.meta.dirname, '../..');

/** Called wrongly: nothing was done, exit code 2. */
export class WrongUse extends Error {}

export type Context = {
  readonly args: Arguments;
  readonly programme: Programme;
  readonly file: FleetFile;
  /** Of this programme and stage: the lock, contents, clasp's targets. */
  readonly folder: string;
  /** Where deployments from this machine leave what they gave out. */
  readonly deployments: string;
  readonly now: () => number;
  /** For people who wait; never on standard output. */
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
  /** A test wants to know which processes run. */
  readonly onClasp?: (pid: number) => void;
};

export type ContextParts = Pick<Context, 'now' | 'progress' | 'signal' | 'onClasp'> & {
  /** Only tests have another. */
  readonly deployments?: string;
};

/** @throws WrongUse, or Fault 'config.invalid' for a damaged registry */
export function openContext(args: Arguments, rest: ContextParts): Context {
  const programme = readProgramme(args.programme);
  const name = { programme: programme.code, stage: args.stage };
  const path = args.registry ?? join(ROOT_DIR, 'fleet', `${name.programme}.${name.stage}.json`);
  const parent = args.data ?? join(ROOT_DIR, '.local/units');
  const folder = join(parent, `${name.programme}-${name.stage}`);
  mkdirSync(folder, { recursive: true });
  const file = openFleetFile(resolve(path), name);
  // clasp takes no folder that is reached through a link.
  const own = { args, programme, file, folder: realpathSync(folder) };
  const context = { deployments: join(ROOT_DIR, '.local/deploy'), ...own, ...rest };
  for (const unit of [...args.units, ...(args.only ?? [])]) requireUnit(context, unit);
  return context;
}

/** @throws Fault 'config.invalid' when nobody has signed in */
export function openGoogle(context: Context): PushParts {
  const { args, file, folder, now, onClasp } = context;
  const account = openGoogleAccount(toAuthPath(args.auth));
  const standInUrl = readStandInUrl();
  return {
    api: createAppsScriptApi({ rootUrl: standInUrl ?? GOOGLE_ROOT_URL, account }),
    clasp: createClasp({
      account,
      standInUrl,
      timeoutMs: args.timeoutMs,
      ...(onClasp === undefined ? {} : { onStart: onClasp }),
    }),
    store: createContentStore(folder),
    file,
    now,
  };
}

/** @throws WrongUse: a token must not go to any address but Google's and this machine's */
function readStandInUrl(): string | undefined {
  const url = process.env.APPS_SCRIPT_API_ROOT_URL;
  if (url === undefined || url === '') return undefined;
  if (/^http:\/\/127\.0\.0\.1:\d+\/$/.test(url)) return url;
  throw new WrongUse('APPS_SCRIPT_API_ROOT_URL must be http://127.0.0.1:PORT/, or not set');
}

/** Active ones, and of these those of `--only`. @throws WrongUse for one that is not registered */
export function selectTargets({ args, file }: Context): readonly Target[] {
  const active = file.fleet.targets.filter(({ state }) => state === 'active');
  const missing = args.only?.find((unit) => active.every((target) => target.unit !== unit));
  if (missing !== undefined) {
    throw new WrongUse(`${missing} has no active script: npm run -s units -- list`);
  }
  return active.filter(({ unit }) => args.only?.includes(unit) ?? true);
}

export function titleOf({ programme }: Pick<Context, 'programme'>, unit: string): string {
  return FLEET_TEXTS.title(findUnit(programme, unit)?.name ?? FLEET_TEXTS.committee);
}

function requireUnit({ programme }: Pick<Context, 'programme'>, unit: string): void {
  if (unit === COMMITTEE_UNIT || findUnit(programme, unit) !== undefined) return;
  const near = programme.units.find(({ code }) => code === unit.toUpperCase());
  const hint = near === undefined ? `programmes/${programme.code}/units.csv` : near.code;
  throw new WrongUse(`there is no unit ${unit} in ${programme.code}: see ${hint}`);
}

/** @throws WrongUse */
function readProgramme(code: string | undefined): Programme {
  const folder = join(ROOT_DIR, 'dist/programmes');
  const known = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
    : [];
  const [only, ...others] = known;
  const chosen = code ?? (others.length === 0 ? only : undefined);
  if (chosen === undefined || !known.includes(chosen)) {
    const list = known.join(', ');
    throw new WrongUse(
      code === undefined
        ? `which programme? --programme with one of ${list}`
        : `there is no programme ${code}; there is ${list}`,
    );
  }
  const path = join(folder, `${chosen}.json`);
  return parseProgramme(path, JSON.parse(readFileSync(path, 'utf8')));
}
