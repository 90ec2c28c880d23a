// Reads which deployments an app is for from the CDK context.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Node } from 'constructs';
import { STAGES, type Stage } from '../core/stage.ts';
import type { ProgrammeSettings } from './read-programme-settings.ts';
import { listProgrammes, readProgrammeSettings } from './read-programme-settings.ts';
import { STAGE_SETTINGS, type StageSettings } from './stage-settings.ts';

/** One programme on one stage. */
export type Deployment = ProgrammeSettings & {
  readonly stage: Stage;
  readonly settings: StageSettings;
  readonly programme: string;
  /** Holds one folder of built code per function; only tests set another than dist/lambdas. */
  readonly lambdasDir: string;
  /** The domain of the mails was verified in this account already, by another stage or programme. */
  readonly hasMailIdentity: boolean;
  /** By name of the function; empty unless asked for. */
  readonly reservedConcurrency: ReadonlyMap<string, number>;
};

const rootDir = resolve(import.meta.dirname, '..');

/**
 * @returns one for each programme: the one the context names, or all there are
 * @throws Error when the context names an unknown stage, or a programme that is not there
 */
export function readDeployments(node: Node): readonly [Deployment, ...Deployment[]] {
  const stage = readStage(node);
  const programmesDir = readFolder(node, 'programmes-dir', 'programmes');
  const shared = {
    stage,
    settings: STAGE_SETTINGS[stage],
    lambdasDir: readFolder(node, 'lambdas-dir', 'dist/lambdas'),
    hasMailIdentity: readMailIdentity(node),
    reservedConcurrency: readReservedConcurrency(node),
  };
  if (!existsSync(shared.lambdasDir)) {
    throw new Error(`${shared.lambdasDir} is not there: run «npm run build» first`);
  }
  const toDeployment = (programme: string): Deployment => ({
    ...shared,
    ...readProgrammeSettings(programmesDir, requireCode(programme)),
    programme,
  });
  const named: unknown = node.tryGetContext('programme');
  const [first = '', ...others] =
    named === undefined ? listProgrammes(programmesDir) : [String(named)];
  return [toDeployment(first), ...others.map(toDeployment)];
}

function readStage(node: Node): Stage {
  const given: unknown = node.tryGetContext('stage');
  const stage = STAGES.find((one) => one === given);
  if (stage !== undefined) return stage;
  throw new Error(`Say which stage: -c stage=dev or -c stage=prod (got ${String(given)})`);
}

function readFolder(node: Node, name: string, usual: string): string {
  return resolve(rootDir, String(node.tryGetContext(name) ?? usual));
}

function requireCode(programme: string): string {
  if (/^[a-z][a-z0-9-]{0,31}$/.test(programme)) return programme;
  throw new Error(`A programme code is lower-case letters, digits and hyphens: ${programme}`);
}

function readMailIdentity(node: Node): boolean {
  const given: unknown = node.tryGetContext('mail-identity') ?? 'new';
  if (given === 'new' || given === 'existing') return given === 'existing';
  throw new Error(`-c mail-identity= takes new or existing, not ${String(given)}`);
}

/** «ingest=20,summarize=2»: off by default, since a new account has ten in all and must keep them. */
function readReservedConcurrency(node: Node): ReadonlyMap<string, number> {
  const given: unknown = node.tryGetContext('reserved-concurrency');
  if (given === undefined) return new Map();
  const parts = String(given).split(',');
  return new Map(
    parts.map((part) => {
      const [, name, number] = /^([a-z]+)=([1-9]\d{0,3})$/.exec(part) ?? [];
      if (name === undefined) {
        throw new Error(`-c reserved-concurrency= takes ingest=20,summarize=2; not ${part}`);
      }
      return [name, Number(number)] as const;
    }),
  );
}
