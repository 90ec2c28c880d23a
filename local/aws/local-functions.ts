// The functions of the template, each with its own identity, environment and processes.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireRole } from './check-wiring.ts';
import type { CloudModel, LocalFunction } from './cloud-model.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { FunctionInitError } from './function-process.ts';
import { LocalFault } from './local-fault.ts';
import { type RolePermissions, toRolePermissions } from './permissions.ts';
import { refuse } from './refuse.ts';

export type RunningFunction = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly accessKeyId: string;
  readonly permissions: RolePermissions;
  readonly pool: FunctionPool;
};

type FunctionsOptions = {
  readonly region: string;
  readonly awsEndpoint: string;
  readonly assetFolders: ReadonlyMap<string, string>;
  /** The code runs from a copy, so that a build meanwhile does not mix versions. */
  readonly runDir: string;
  readonly functionEnvironment: Readonly<Record<string, string>>;
  /** Addresses the template knows, with those that stand for them here. */
  readonly localUrls: ReadonlyMap<string, string>;
};

/** Not secret: everything listens on the loopback address only. */
export const localSecretAccessKey = 'local';

function toAccessKeyId(index: number): string {
  return `LOCAL${String(index).padStart(15, '0')}`;
}

export function createFunctions(
  model: CloudModel,
  options: FunctionsOptions,
): readonly RunningFunction[] {
  return model.functions.map((target, index) => {
    const { logicalId, ref, arn, properties } = target;
    const accessKeyId = toAccessKeyId(index);
    const codeDir = copyCode(target, options);
    const role = requireRole(model, properties.Role, logicalId);
    return {
      logicalId,
      name: ref,
      arn,
      accessKeyId,
      permissions: toRolePermissions(model, role),
      pool: createFunctionPool({
        codeDir,
        functionArn: arn,
        timeoutMs: properties.Timeout * 1000,
        memoryMegabytes: properties.MemorySize,
        environment: toEnvironment(target, { ...options, accessKeyId, codeDir }),
      }),
    };
  });
}

/** Starts the first process of each that has none, and answers when all are up. */
export type FunctionStarter = (functions: readonly RunningFunction[]) => Promise<void>;

/**
 * @returns a starter that throws LocalFault 'local.function_init_failed', again at every call,
 * where code does not load or lacks its handler
 */
export function createFunctionStarter(readVirtualNowMs: () => number | undefined): FunctionStarter {
  const starts = new Map<RunningFunction, Promise<void>>();
  const start = (target: RunningFunction): Promise<void> => {
    const started = starts.get(target) ?? target.pool.warm(readVirtualNowMs());
    starts.set(target, started);
    return started;
  };
  return async (functions) => {
    const outcomes = await Promise.allSettled(functions.map(start));
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'rejected') throw toFault(functions[index], outcome.reason);
    }
  };
}

function toFault(target: RunningFunction | undefined, cause: unknown): unknown {
  if (!(cause instanceof FunctionInitError)) return cause;
  const { errorType, errorMessage } = cause.error;
  const functionName = target?.name ?? '';
  return new LocalFault(
    'local.function_init_failed',
    { functionName, errorType, errorMessage, logs: cause.logs.slice(-2_000) },
    { cause },
  );
}

/** @throws LocalFault 'local.function_unknown' */
export function requireFunction(
  functions: readonly RunningFunction[],
  name: string,
): RunningFunction {
  const found = functions.find(
    (one) =>
      one.logicalId === name ||
      one.name === name ||
      one.arn === name ||
      one.name.endsWith(`-${name}`),
  );
  if (found === undefined) throw new LocalFault('local.function_unknown', { name });
  return found;
}

function copyCode({ logicalId, properties }: LocalFunction, options: FunctionsOptions): string {
  const source = options.assetFolders.get(properties.Code.S3Key);
  if (source === undefined || !existsSync(source)) {
    return refuse(logicalId, `its code ${properties.Code.S3Key} is not in the assembly`);
  }
  const codeDir = join(options.runDir, logicalId);
  cpSync(source, codeDir, { recursive: true });
  return codeDir;
}

function toEnvironment(
  { logicalId, ref, properties }: LocalFunction,
  options: FunctionsOptions & { readonly accessKeyId: string; readonly codeDir: string },
): Record<string, string> {
  const own = properties.Environment?.Variables ?? {};
  const masked = Object.keys(options.functionEnvironment).find((name) => name in own);
  if (masked !== undefined) refuse(logicalId, `${masked} is already set by the template`);
  const variables = Object.entries(own).map(([name, value]) => {
    return [name, options.localUrls.get(value) ?? value];
  });
  return {
    ...Object.fromEntries(variables),
    ...options.functionEnvironment,
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_ACCESS_KEY_ID: options.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localSecretAccessKey,
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: options.awsEndpoint,
    AWS_ENDPOINT_URL_S3: options.awsEndpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: options.awsEndpoint,
    AWS_ENDPOINT_URL_SESV2: options.awsEndpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: ref,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${ref}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    // The SDK warns of Node 20, which is what runs here; the deployed runtime is newer.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LAMBDA_TASK_ROOT: options.codeDir,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: properties.Handler,
  };
}
