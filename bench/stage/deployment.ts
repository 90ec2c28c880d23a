/** What the synthesised template would deploy: its table and its functions, to be started alone. */
import { join, resolve } from 'node:path';
import type { CloudModel, LocalFunction } from '../../local/aws/cloud-model.ts';
import { toCloudModel } from '../../local/aws/cloud-model.ts';
import { deployTemplates } from '../../local/aws/deploy-templates.ts';
import type { FunctionProcess } from '../../local/aws/function-process.ts';
import { startFunctionProcess } from '../../local/aws/function-process.ts';
import { readAssembly } from '../../local/aws/read-assembly.ts';
import { ensureTable } from '../../local/aws/table-api.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
export const LAMBDAS_DIR = join(ROOT_DIR, 'dist/lambdas');
const STAGE = 'dev';
const REGION = 'ap-southeast-1';
const SURROUNDINGS = { account: '000000000000', region: REGION, partition: 'aws' };

export const FUNCTION_NAMES = ['ingest', 'summarize', 'report', 'digest'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export type Deployment = {
  readonly model: CloudModel;
  readonly functionOf: (name: FunctionName) => LocalFunction;
};

/** As `cdk.out/dev` says; the build must have run. */
export function readDeployment(): Deployment {
  const stacks = readAssembly(join(ROOT_DIR, 'cdk.out', STAGE));
  const model = toCloudModel(deployTemplates(stacks, {}, SURROUNDINGS));
  return {
    model,
    functionOf(name) {
      const found = model.functions.find(({ ref }) => ref.endsWith(`-${name}`));
      if (found === undefined) throw new Error(`the template has no function ${name}`);
      return found;
    },
  };
}

/** The template's table under another name, so that one server can hold several. */
export async function createTable(
  { model }: Deployment,
  endpoint: string,
  tableName: string,
): Promise<void> {
  const [table] = model.tables;
  if (table === undefined) throw new Error('the template has no table');
  await ensureTable(endpoint, { ...table, ref: tableName });
}

export type StartOptions = {
  readonly deployment: Deployment;
  readonly name: FunctionName;
  /** The built bundle of that function unless it is another. */
  readonly codeDir?: string;
  /** Where each service is reached. */
  readonly tableEndpoint: string;
  readonly servicesEndpoint: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The template's unless a measurement wants to see the end. */
  readonly timeoutMs?: number;
};

/** One process of the deployed bundle with the template's memory, asked nothing but by its caller. */
export function startFunction(options: StartOptions): Promise<FunctionProcess> {
  const { deployment, name, codeDir = join(LAMBDAS_DIR, name) } = options;
  const { arn, properties } = deployment.functionOf(name);
  return startFunctionProcess({
    codeDir,
    functionArn: arn,
    timeoutMs: options.timeoutMs ?? properties.Timeout * 1_000,
    memoryMegabytes: properties.MemorySize,
    environment: toEnvironment({ ...options, codeDir }),
    virtualNowMs: undefined,
  });
}

/** As the local Lambda runner sets it, with other addresses. */
export function toEnvironment({
  deployment,
  name,
  codeDir = join(LAMBDAS_DIR, name),
  tableEndpoint,
  servicesEndpoint,
  environment,
}: StartOptions): Record<string, string> {
  const { ref, properties } = deployment.functionOf(name);
  return {
    ...properties.Environment?.Variables,
    ...environment,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: tableEndpoint,
    AWS_ENDPOINT_URL_S3: servicesEndpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: servicesEndpoint,
    AWS_ENDPOINT_URL_SESV2: servicesEndpoint,
    AWS_LAMBDA_FUNCTION_NAME: ref,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LAMBDA_TASK_ROOT: codeDir,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: properties.Handler,
  };
}

/** @returns what the handler answered @throws Error with its logs for any other end */
export async function invoke(process: FunctionProcess, payload: string): Promise<unknown> {
  const { outcome, logs } = await process.invoke({
    requestId: crypto.randomUUID(),
    payload,
    virtualNowMs: undefined,
  });
  if (outcome.kind === 'success') return JSON.parse(outcome.payload);
  throw new Error(`${outcome.kind}: ${outcome.error.errorMessage}\n${logs.join('\n')}`);
}
