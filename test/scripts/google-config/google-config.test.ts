/** What Google is told: one account, one pool, exactly the roles of the functions that sign in. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGoogleCredentials } from '../../../lambdas/adapters/sheets-credentials.ts';
import { build } from '../../../scripts/build.ts';
import { toGoogleConfig } from '../../../scripts/google-config/google-config.ts';
import { toShellCommand } from '../../../scripts/shell-command.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../../..');

type Template = {
  readonly Resources: {
    readonly [id: string]: {
      readonly Properties?: {
        readonly RoleName?: string;
        readonly Role?: { readonly 'Fn::GetAtt'?: readonly string[] };
        readonly Environment?: { readonly Variables?: { readonly GOOGLE_CREDENTIALS?: unknown } };
      };
    };
  };
};

const TARGET = {
  awsAccount: '210987654321',
  awsRegion: 'ap-southeast-1',
  googleProject: 'tinh-ben-tre',
  googleProjectNumber: '123456789012',
  committeeSpreadsheetId: 'committee-spreadsheet-id',
};
const config = toGoogleConfig({ stage: 'prod', programme: 'ben-tre', target: TARGET });

describe('the document', () => {
  it('is one the functions take', () => {
    expect(() =>
      createGoogleCredentials(JSON.stringify(config.credentials), 'google'),
    ).not.toThrow();
  });

  it('fits into a parameter of a stack', () => {
    expect(JSON.stringify(config.credentials).length).toBeLessThan(4_000);
  });
});

describe('the commands', () => {
  const commands = config.steps.map(({ command }) => command);

  it('let in roles of the stage and the account only, and bind each by its name', () => {
    const provider = commands.find((words) => words.includes('create-aws')) ?? [];
    expect(provider).toContain('--account-id=210987654321');
    expect(provider).toContain(
      "--attribute-condition=assertion.arn.startsWith('arn:aws:sts::210987654321:assumed-role/ssk-prod-')",
    );
    const members = commands.flat().filter((word) => word.startsWith('--member='));
    const pool =
      'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/so-sang-kien-prod';
    expect(members).toEqual([
      `--member=${pool}/attribute.aws_role/ssk-prod-ben-tre-summarize`,
      `--member=${pool}/attribute.aws_role/ssk-prod-ben-tre-sweep`,
    ]);
  });

  it('bind the roles of all functions that are given the document, and of no others', async () => {
    await build({ print: () => undefined });
    const path = join(ROOT_DIR, 'cdk.out/prod/so-sang-kien-prod-ben-tre-service.template.json');
    const { Resources }: Template = JSON.parse(readFileSync(path, 'utf8'));
    const signing = Object.values(Resources).flatMap(({ Properties }) => {
      if (Properties?.Environment?.Variables?.GOOGLE_CREDENTIALS === undefined) return [];
      const [role = ''] = Properties.Role?.['Fn::GetAtt'] ?? [];
      return [Resources[role]?.Properties?.RoleName];
    });
    const bound = commands
      .flat()
      .flatMap((word) => word.match(/attribute\.aws_role\/(.+)$/)?.[1] ?? []);
    expect(signing.sort()).toEqual(bound.sort());
  });

  it('name the pool and the provider the document names', () => {
    const audience = String(config.credentials.audience);
    const pools = commands.find((words) => words.includes('workload-identity-pools')) ?? [];
    const provider = commands.find((words) => words.includes('create-aws')) ?? [];
    expect(audience).toContain(`/workloadIdentityPools/${pools[4]}/`);
    expect(audience).toMatch(new RegExp(`/providers/${provider[5]}$`));
  });

  it('mean to a shell what they say', () => {
    for (const words of commands) {
      const line = toShellCommand(['printf', '%s\\n', ...words]);
      expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
    }
  });
});

describe('the command', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/google-config/main.ts', ...args], {
      cwd: ROOT_DIR,
      encoding: 'utf8',
    });

  it('says how it is called', () => {
    const { status, stderr } = run('production');
    expect([status, stderr]).toEqual([2, expect.stringContaining('usage:')]);
  });

  it('says what to add to a programme that is deployed nowhere yet', () => {
    const { status, stderr } = run('prod', '--programme', 'ben-tre');
    expect(status).toBe(2);
    expect(stderr).toContain('programmes/ben-tre/programme.json');
    expect(stderr).toContain('"committeeSpreadsheetId"');
  });

  it('says that there is no such programme', () => {
    const { status, stderr } = run('prod', '--programme', 'nowhere');
    expect([status, stderr]).toEqual([2, expect.stringContaining('nowhere')]);
  });
});
