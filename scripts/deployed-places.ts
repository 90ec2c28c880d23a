/** Where a deployment from this machine left what it gave out: addresses and names, no secret. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Fault } from '../core/fault.ts';
import { toServiceStackName, toStatefulStackName } from '../infra/resource-names.ts';

const StackOutputs = z.record(z.string(), z.record(z.string(), z.string()));
/** What each stack gave out, by the name of the output: as the CDK's --outputs-file. */
export type StackOutputs = { readonly [stack: string]: { readonly [name: string]: string } };

export type DeployedPlaces = {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly tableName: string;
  readonly masterSecretArn: string;
};

export type DeploymentName = { readonly programme: string; readonly stage: string };

/** @param folder of this machine's deployments, `.local/deploy` of the repository */
export function toOutputsPath(folder: string, { programme, stage }: DeploymentName): string {
  return join(folder, `${programme}.${stage}.json`);
}

/** @returns undefined when an output is missing */
export function toDeployedPlaces(
  outputs: StackOutputs,
  { programme, stage }: DeploymentName,
): DeployedPlaces | undefined {
  const { TableName: tableName, MasterSecretArn: masterSecretArn } =
    outputs[toStatefulStackName(stage)] ?? {};
  const { ApiUrl: apiUrl } = outputs[toServiceStackName(stage, programme)] ?? {};
  if (tableName === undefined || masterSecretArn === undefined || apiUrl === undefined) {
    return undefined;
  }
  return { apiUrl: apiUrl.replace(/\/$/, ''), tableName, masterSecretArn };
}

/**
 * @returns undefined when nothing was deployed from this machine
 * @throws Fault 'config.invalid' for a file that is not what a deployment writes
 */
export function readDeployedPlaces(
  folder: string,
  name: DeploymentName,
): DeployedPlaces | undefined {
  const path = toOutputsPath(folder, name);
  if (!existsSync(path)) return undefined;
  const places = toDeployedPlaces(readOutputs(path), name);
  if (places !== undefined) return places;
  const reason = `it lacks TableName, MasterSecretArn or ApiUrl; ${MEND}`;
  throw new Fault('config.invalid', { name: path, reason });
}

const MEND = 'deploy again, or give --table NAME';

function readOutputs(path: string): StackOutputs {
  try {
    return StackOutputs.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = `it is no file of outputs; ${MEND}`;
    throw new Fault('config.invalid', { name: path, reason }, { cause: error });
  }
}

/** The third part of an ARN that counts: arn:aws:secretsmanager:REGION:ACCOUNT:… */
export function toRegion({ masterSecretArn }: DeployedPlaces): string | undefined {
  const region = masterSecretArn.split(':')[3];
  return region === '' ? undefined : region;
}
