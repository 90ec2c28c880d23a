// Reads which deployment an app is for from the CDK context.
import { resolve } from 'node:path';
import type { Node } from 'constructs';
import type { MailSettings } from '../core/digest/mail-settings.ts';
import { readMailSettings } from './read-mail-settings.ts';

type Stage = 'dev' | 'prod';

export type Deployment = {
  readonly stage: Stage;
  readonly programme: string;
  /** Holds one folder of built code per function; only tests set another than dist/lambdas. */
  readonly lambdasDir: string;
  /** Undefined for a programme that sends no mails. */
  readonly mails: MailSettings | undefined;
};

/** @throws Error when the context names an unknown stage, or a programme that is not there */
export function readDeployment(node: Node): Deployment {
  const stage: unknown = node.tryGetContext('stage');
  if (stage !== 'dev' && stage !== 'prod') {
    throw new Error(`Say which stage: -c stage=dev or -c stage=prod (got ${String(stage)})`);
  }
  const programme: unknown = node.tryGetContext('programme') ?? 'ben-tre';
  if (typeof programme !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/.test(programme)) {
    throw new Error(`A programme code is lower-case letters, digits and hyphens: ${programme}`);
  }
  const lambdasDir: unknown = node.tryGetContext('lambdas-dir');
  const programmesDir: unknown = node.tryGetContext('programmes-dir');
  const rootDir = resolve(import.meta.dirname, '..');
  return {
    stage,
    programme,
    lambdasDir: resolve(rootDir, String(lambdasDir ?? 'dist/lambdas')),
    mails: readMailSettings(resolve(rootDir, String(programmesDir ?? 'programmes')), programme),
  };
}
