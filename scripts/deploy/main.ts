// `npm run deploy -- STAGE [--programme CODE] [--dry-run] [--yes]`: exit 0 done, 1 failed, 2 called wrongly.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isStage } from '../../core/stage.ts';
import { FIRST_KEY_POLICY } from '../../lambdas/http/key-policy.ts';
import { openUnitTable } from '../../local/unit-table.ts';
import { build } from '../build.ts';
import { chooseDeployment } from '../choose-deployment.ts';
import { toOutputsPath } from '../deployed-places.ts';
import type { DeployDeps } from './deploy.ts';
import { deploy } from './deploy.ts';
import { probeApi } from './probe-api.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
const USAGE = [
  'usage: npm run deploy -- dev|prod [--programme CODE] [--dry-run] [--yes]',
  '  --dry-run  shows what would change, and changes nothing',
  '  --yes      does not ask',
].join('\n');
const FAILED = 1;
const MALFORMED = 2;

const deps: DeployDeps = {
  async identify(region) {
    const sts = new STSClient({ region });
    const { Account: account = '', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand());
    return { account, arn };
  },
  build: () => build({ rootDir: ROOT_DIR }),
  async runCdk(args, region) {
    const cdk = join(createRequire(import.meta.url).resolve('aws-cdk/package.json'), '../bin/cdk');
    const child = spawn(process.execPath, [cdk, ...args], {
      cwd: ROOT_DIR,
      stdio: 'inherit',
      env: { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region },
    });
    const [code]: unknown[] = await once(child, 'exit');
    return typeof code === 'number' ? code : FAILED;
  },
  readOutputs: (path) => JSON.parse(readFileSync(path, 'utf8')),
  async readSecret(arn, region) {
    const client = new SecretsManagerClient({ region });
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString ?? '';
  },
  async readKeyVersion({ unit, ...name }) {
    const { store, close } = openUnitTable(name);
    try {
      return ((await store.readUnit(unit)).keyPolicy ?? FIRST_KEY_POLICY).current;
    } finally {
      close();
    }
  },
  probe: probeApi,
  async ask(question) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    // An input that ends is no agreement.
    const answer = await Promise.race([terminal.question(question), once(terminal, 'close')]);
    terminal.close();
    return typeof answer === 'string' ? answer : '';
  },
  say: (line) => void process.stdout.write(`${line}\n`),
  now: Date.now,
};

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === undefined) return refuse(USAGE, MALFORMED);
  // Node 20 is what people have; the SDK need not say so each time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { stage, programme, ...flags } = asked;
  try {
    const chosen = chooseDeployment(stage, programme);
    if (chosen.kind === 'refused') return refuse(chosen.reason, MALFORMED);
    const folder = join(ROOT_DIR, '.local/deploy');
    mkdirSync(folder, { recursive: true });
    const outputsFile = toOutputsPath(folder, { programme, stage });
    const result = await deploy(deps, chosen.choice, { ...flags, outputsFile });
    if (result.kind === 'stopped') return refuse(`nothing was changed: ${result.reason}`, FAILED);
    if (result.kind === 'failed') return refuse(result.reason, FAILED);
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return refuse(reason, FAILED);
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        programme: { type: 'string', default: 'ben-tre' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const [stage, ...others] = positionals;
    if (!isStage(stage) || others.length > 0) return undefined;
    const { programme, yes } = values;
    return { stage, programme, isDryRun: values['dry-run'], isAgreed: yes };
  } catch {
    return undefined;
  }
}

function refuse(reason: string, code: number): number {
  process.stderr.write(`${reason}\n`);
  return code;
}

process.exitCode = await main();
