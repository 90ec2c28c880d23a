// AWS's own rules find nothing in either stage but what is explained where it stands.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { explain } from '../../infra/security-checks.ts';
import { build } from '../../scripts/build.ts';
import { createSynthesis, listAcknowledgements, useInfraApps } from './infra-app.ts';

const apps = useInfraApps();
const synthesise = createSynthesis(apps);

/** «rule on construct» of every finding, with those that are explained where it is said so. */
function listFindings(app: App, { withExplained = false } = {}): readonly string[] {
  const checks = new AwsSolutionsChecks(app);
  if (withExplained) Object.assign(checks, { isAcknowledged: () => false });
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} on ${constructPath}`),
    );
}

describe.each(['dev', 'prod'])('the stage %s', (stage) => {
  it('has no finding that is not explained', () => {
    expect(listFindings(synthesise(stage).app)).toEqual([]);
  });

  it('explains what is found and nothing else, each in a sentence', () => {
    const { app } = synthesise(stage);
    const explained = listAcknowledgements(app);
    const found = listFindings(app, { withExplained: true });
    const isOf = (finding: string, { path, finding: rule }: (typeof explained)[number]) =>
      finding.startsWith(`${rule} on ${path}/`);
    expect(found.filter((finding) => !explained.some((one) => isOf(finding, one)))).toEqual([]);
    expect(explained.filter((one) => !found.some((finding) => isOf(finding, one)))).toEqual([]);
    for (const { reason } of explained) expect(reason).toMatch(/^[A-Z].{60,}\.$/);
  });

  it('is synthesised by the command, without a network and without an account', async () => {
    await build({ print: () => undefined });
    const rootDir = resolve(import.meta.dirname, '../..');
    const nowhere = 'http://127.0.0.1:9';
    const { stderr } = await promisify(execFile)(
      join(rootDir, 'node_modules/.bin/cdk'),
      ['synth', '-c', `stage=${stage}`, '--quiet', '--output', join(apps.folder, `out-${stage}`)],
      {
        cwd: rootDir,
        env: {
          PATH: process.env.PATH,
          HOME: apps.folder,
          HTTPS_PROXY: nowhere,
          HTTP_PROXY: nowhere,
        },
      },
    );
    expect(stderr).toContain('Successfully synthesized');
  });
});

describe('a finding nobody explained', () => {
  it('fails', () => {
    const stage = 'prod';
    const app = apps.create({ stage });
    const { services } = addStacks(app);
    new s3.Bucket(services[0], 'Open');
    app.synth();
    expect(listFindings(app)).toEqual(
      ['S1', 'S10'].map(
        (rule) => `AwsSolutions-${rule} on so-sang-kien-${stage}-ben-tre-service/Open/Resource`,
      ),
    );
  });

  it('is not excused by what was said of another', () => {
    const app = apps.create({ stage: 'dev' });
    const { services } = addStacks(app);
    const role = services[0].ingest.function.role;
    const policy = new iam.Policy(services[0], 'Planted', {
      roles: role === undefined ? [] : [role],
      statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::a'] })],
    });
    explain(policy, {
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Planted by a test, of something else.',
    });
    app.synth();
    expect(listFindings(app)).toEqual([
      'AwsSolutions-IAM5[Action::s3:*] on so-sang-kien-dev-ben-tre-service/Planted/Resource',
    ]);
  });
});
