/** The deployment step by step: what it refuses, what it hands to the CDK, what it says. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeploymentTarget } from '../../../core/deployment-target.ts';
import { parseProgramme } from '../../../core/programme.ts';
import { build } from '../../../scripts/build.ts';
import type { DeploymentChoice } from '../../../scripts/choose-deployment.ts';
import { chooseDeployment } from '../../../scripts/choose-deployment.ts';
import type { DeployDeps, DeployOptions } from '../../../scripts/deploy/deploy.ts';
import { deploy } from '../../../scripts/deploy/deploy.ts';
import { readProgrammeSource } from '../../../scripts/read-programme-source.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../../..');
const SECRET = 'the-master-secret-of-this-test';
const TARGET: DeploymentTarget = {
  awsAccount: '210987654321',
  awsRegion: 'ap-southeast-1',
  googleProject: 'tinh-ben-tre',
  googleProjectNumber: '123456789012',
  committeeSpreadsheetId: 'committee-spreadsheet-id',
};
const { joined } = readProgrammeSource(join(ROOT_DIR, 'programmes/ben-tre'));
const programme = parseProgramme('ben-tre', { ...joined, deployments: { prod: TARGET } });
const choice: DeploymentChoice = { stage: 'prod', programme, target: TARGET };
const OPTIONS: DeployOptions = { isDryRun: false, isAgreed: false, outputsFile: 'out.json' };
const OUTPUTS = {
  'so-sang-kien-prod-stateful': { TableName: 'table', MasterSecretArn: 'arn:secret' },
  'so-sang-kien-prod-ben-tre-service': { ApiUrl: 'https://api.example/' },
};

let calls: (readonly string[])[];
let said: string[];
let probed: unknown[];

beforeEach(() => {
  calls = [];
  said = [];
  probed = [];
});

function run(changes: Partial<DeployDeps> = {}, options: Partial<DeployOptions> = {}) {
  const deps: DeployDeps = {
    identify: async () => ({ account: TARGET.awsAccount, arn: 'arn:operator' }),
    build: async () => undefined,
    runCdk: async (args) => {
      calls.push(args);
      return 0;
    },
    readOutputs: () => OUTPUTS,
    readSecret: async () => SECRET,
    readKeyVersion: async ({ tableName }) => (tableName === 'table' ? 3 : 0),
    probe: async (input) => {
      probed.push(input);
      return { kind: 'sound' };
    },
    ask: async () => 'prod',
    say: (line) => void said.push(line),
    now: () => 1,
    ...changes,
  };
  return deploy(deps, choice, { ...OPTIONS, ...options });
}

const verbs = () => calls.map(([verb]) => verb);

describe('a deployment', () => {
  it('compares, asks, deploys, probes, and says what a person still has to do', async () => {
    expect(await run()).toMatchObject({ kind: 'deployed' });
    expect(verbs()).toEqual(['diff', 'deploy']);
    expect(calls[1]).toContain('so-sang-kien-prod-ben-tre-service');
    const parameters = calls[1]?.filter((word) => word.includes(':GoogleCredentials=')) ?? [];
    expect(parameters.join()).toContain('so-sang-kien-prod@tinh-ben-tre.iam.gserviceaccount.com');
    expect(calls[1]).toContain(
      'so-sang-kien-prod-ben-tre-service:CommitteeSpreadsheetId=committee-spreadsheet-id',
    );
    expect(probed).toEqual([
      { apiUrl: 'https://api.example', masterSecret: SECRET, unit: 'BT001', keyVersion: 3, now: 1 },
    ]);
    const text = said.join('\n');
    for (const words of [
      'google:config',
      'units -- push',
      'codes -- ben-tre https://api.example',
      'Kích hoạt',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain(SECRET);
  });

  it('does nothing in another account than the programme names', async () => {
    const result = await run({ identify: async () => ({ account: '1', arn: 'arn:x' }) });
    expect(result).toMatchObject({
      kind: 'stopped',
      reason: expect.stringContaining('210987654321'),
    });
    expect(calls).toEqual([]);
  });

  it('changes nothing in a dry run, and asks nobody', async () => {
    const ask = async () => {
      throw new Error('asked');
    };
    expect(await run({ ask }, { isDryRun: true })).toEqual({ kind: 'shown' });
    expect(verbs()).toEqual(['diff']);
  });

  it.each(['', 'y', 'yes', 'dev'])('changes nothing when the answer is «%s»', async (answer) => {
    expect(await run({ ask: async () => answer })).toMatchObject({ kind: 'stopped' });
    expect(verbs()).toEqual(['diff']);
  });

  it('goes on without a question where that was agreed to before', async () => {
    const ask = async () => {
      throw new Error('asked');
    };
    expect(await run({ ask }, { isAgreed: true })).toMatchObject({ kind: 'deployed' });
  });

  it.each(['diff', 'deploy'])('ends where the CDK fails to %s', async (failing) => {
    const runCdk: DeployDeps['runCdk'] = async (args) => {
      calls.push(args);
      return args[0] === failing ? 1 : 0;
    };
    const result = await run({ runCdk });
    expect(result.kind).toBe(failing === 'diff' ? 'stopped' : 'failed');
    expect(verbs().at(-1)).toBe(failing);
    expect(probed).toEqual([]);
  });

  it('fails when what was deployed does not answer as it must', async () => {
    const reason = 'a signed request was answered «500 internal»';
    const result = await run({ probe: async () => ({ kind: 'unsound', reason }) });
    expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) });
  });

  it('fails when the stacks do not say what they made', async () => {
    expect(await run({ readOutputs: () => ({}) })).toMatchObject({ kind: 'failed' });
  });
});

describe('what it hands over', () => {
  it('names stacks and outputs that the assembly has', async () => {
    await build({ print: () => undefined });
    await run();
    const cdk = join(createRequire(import.meta.url).resolve('aws-cdk/package.json'), '../bin/cdk');
    const args = [cdk, 'list', '--app', 'cdk.out/prod'];
    const listed = execFileSync(process.execPath, args, { cwd: ROOT_DIR, encoding: 'utf8' });
    const stacks = Object.keys(OUTPUTS);
    for (const stack of stacks) expect(listed.split('\n')).toContain(stack);
    expect(calls[1]?.slice(3, 5)).toEqual(stacks);
  });
});

describe('the choice', () => {
  it('is refused with what to write for a programme that is deployed nowhere', () => {
    const chosen = chooseDeployment('prod', 'ben-tre');
    expect(chosen).toMatchObject({ kind: 'refused' });
    if (chosen.kind === 'refused') expect(chosen.reason).toContain('"awsAccount"');
  });
});
