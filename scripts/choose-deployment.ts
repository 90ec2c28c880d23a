// Reads which deployment a command is for, and what the programme says of it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeploymentTarget } from '../core/deployment-target.ts';
import type { Programme } from '../core/programme.ts';
import type { Stage } from '../core/stage.ts';
import { readProgrammeSource } from './read-programme-source.ts';

export type DeploymentChoice = {
  readonly stage: Stage;
  readonly programme: Programme;
  readonly target: DeploymentTarget;
};

export type ChoiceResult =
  | { readonly kind: 'chosen'; readonly choice: DeploymentChoice }
  | { readonly kind: 'refused'; readonly reason: string };

const DEFAULT_PROGRAMMES_DIR = resolve(import.meta.dirname, '../programmes');

/** @throws Fault 'config.invalid' when the programme's own files are not as they must be */
export function chooseDeployment(
  stage: Stage,
  code: string,
  programmesDir = DEFAULT_PROGRAMMES_DIR,
): ChoiceResult {
  if (!/^[a-z][a-z0-9-]*$/.test(code) || !existsSync(join(programmesDir, code))) {
    return { kind: 'refused', reason: `there is no programme ${code} in ${programmesDir}` };
  }
  const { programme } = readProgrammeSource(join(programmesDir, code));
  const target = programme.deployments?.[stage];
  if (target !== undefined) return { kind: 'chosen', choice: { stage, programme, target } };
  const example = JSON.stringify(EXAMPLE, null, 2).replaceAll('\n', '\n  ');
  const reason = [
    `programmes/${code}/programme.json does not say where «${stage}» is deployed. Add to it:`,
    `  "deployments": { "${stage}": ${example} }`,
  ].join('\n');
  return { kind: 'refused', reason };
}

const EXAMPLE: DeploymentTarget = {
  awsAccount: '123456789012',
  awsRegion: 'ap-southeast-1',
  googleProject: 'project-id',
  googleProjectNumber: '123456789012',
  committeeSpreadsheetId: 'the-long-id-in-the-address-of-the-spreadsheet',
};
