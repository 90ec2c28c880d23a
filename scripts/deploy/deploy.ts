// Deploys a stage of a programme, step by step: checks, shows, asks, deploys, probes, says what is left.
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { toServiceStackName, toStatefulStackName } from '../../infra/resource-names.ts';
import type { DeploymentChoice } from '../choose-deployment.ts';
import type { DeployedPlaces, StackOutputs } from '../deployed-places.ts';
import { toDeployedPlaces } from '../deployed-places.ts';
import { toGoogleConfig } from '../google-config/google-config.ts';
import type { ProbeInput, ProbeResult } from './probe-api.ts';
import { listRemainingSteps } from './remaining-steps.ts';

export type UnitPlace = {
  readonly tableName: string;
  readonly region: string;
  readonly programme: string;
  readonly unit: string;
};

export type DeployDeps = {
  /** The account the operator is signed in to. */
  readonly identify: (region: string) => Promise<{ account: string; arn: string }>;
  readonly build: () => Promise<void>;
  /** The CDK's own command; its output goes straight to the operator. */
  readonly runCdk: (args: readonly string[], region: string) => Promise<number>;
  readonly readOutputs: (path: string) => StackOutputs;
  readonly readSecret: (arn: string, region: string) => Promise<string>;
  /** The version that unit's key has now: after a rotation no other may be good. */
  readonly readKeyVersion: (place: UnitPlace) => Promise<number>;
  readonly probe: (input: ProbeInput) => Promise<ProbeResult>;
  /** @returns what the operator typed */
  readonly ask: (question: string) => Promise<string>;
  readonly say: (line: string) => void;
  readonly now: () => number;
};

export type DeployResult =
  | { readonly kind: 'deployed'; readonly places: DeployedPlaces }
  | { readonly kind: 'shown' }
  /** Nothing was changed. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** Something may have been changed. */
  | { readonly kind: 'failed'; readonly reason: string };

export type DeployOptions = {
  /** Shows what would change, and changes nothing. */
  readonly isDryRun: boolean;
  /** Does not ask; for machines. */
  readonly isAgreed: boolean;
  readonly outputsFile: string;
};

export async function deploy(
  deps: DeployDeps,
  choice: DeploymentChoice,
  options: DeployOptions,
): Promise<DeployResult> {
  const { stage, programme, target } = choice;
  const { awsAccount, awsRegion } = target;
  const who = await deps.identify(awsRegion);
  if (who.account !== awsAccount) {
    const reason = `signed in to AWS account ${who.account} as ${who.arn}, but ${programme.code} ${stage} belongs to ${awsAccount}: sign in there, or mend deployments.${stage} of programme.json`;
    return { kind: 'stopped', reason };
  }
  deps.say(`AWS account ${awsAccount}, region ${awsRegion}, as ${who.arn}`);
  await deps.build();
  const stacks = [toStatefulStackName(stage), toServiceStackName(stage, programme.code)];
  const app = ['--app', `cdk.out/${stage}`, ...stacks];
  if ((await deps.runCdk(['diff', ...app], awsRegion)) !== 0) {
    const reason = `the CDK could not compare: see above; a new account needs «npx cdk bootstrap aws://${awsAccount}/${awsRegion} -c stage=${stage}» once`;
    return { kind: 'stopped', reason };
  }
  if (options.isDryRun) return { kind: 'shown' };
  if (!options.isAgreed) {
    const answer = await deps.ask(`Deploy this to ${stage}? Type its name to go on: `);
    if (answer.trim() !== stage) return { kind: 'stopped', reason: 'not agreed to' };
  }
  const exitCode = await deps.runCdk(
    [
      'deploy',
      ...app,
      '--require-approval',
      'never',
      '--outputs-file',
      options.outputsFile,
      ...toParameters(choice),
    ],
    awsRegion,
  );
  if (exitCode !== 0) {
    const reason =
      'the CDK could not deploy: see above. CloudFormation put back what it had begun; mend it and run this again';
    return { kind: 'failed', reason };
  }
  return checkDeployed(deps, choice, options);
}

/** Of the service stack: what only a person knows, and no secret. */
function toParameters({ stage, programme, target }: DeploymentChoice): readonly string[] {
  const service = toServiceStackName(stage, programme.code);
  const { credentials } = toGoogleConfig({ stage, programme: programme.code, target });
  return [
    ...['--parameters', `${service}:CommitteeSpreadsheetId=${target.committeeSpreadsheetId}`],
    ...['--parameters', `${service}:GoogleCredentials=${JSON.stringify(credentials)}`],
  ];
}

async function checkDeployed(
  deps: DeployDeps,
  choice: DeploymentChoice,
  { outputsFile }: DeployOptions,
): Promise<DeployResult> {
  const { stage, programme, target } = choice;
  const outputs = deps.readOutputs(outputsFile);
  const places = toDeployedPlaces(outputs, { programme: programme.code, stage });
  if (places === undefined) {
    return { kind: 'failed', reason: `${outputsFile} lacks TableName, MasterSecretArn or ApiUrl` };
  }
  const region = target.awsRegion;
  const unit = programme.units[0]?.code ?? COMMITTEE_UNIT;
  const place = { tableName: places.tableName, region, programme: programme.code, unit };
  const probe = await deps.probe({
    apiUrl: places.apiUrl,
    masterSecret: await deps.readSecret(places.masterSecretArn, region),
    unit,
    keyVersion: await deps.readKeyVersion(place),
    now: deps.now(),
  });
  if (probe.kind === 'unsound') {
    const reason = `deployed, but ${places.apiUrl} does not answer as it must: ${probe.reason}. docs/runbook.md says what each code means; the log of the function ingest says more`;
    return { kind: 'failed', reason };
  }
  deps.say(`${places.apiUrl} answers as it must; nothing was written.`);
  deps.say('');
  deps.say('What a person still has to do (docs/deploy.md):');
  listRemainingSteps(choice, places).forEach((step, index) => {
    deps.say(`${index + 1}. ${step}`);
  });
  return { kind: 'deployed', places };
}
