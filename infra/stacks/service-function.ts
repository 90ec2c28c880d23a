// One Lambda function with its log group, its role and exactly the grants it needs.
import { type Duration, Tags } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { toSigningRoleName } from '../resource-names.ts';
import { METRICS_NAMESPACE } from './service-metric.ts';

type ServiceFunctionProps = {
  readonly deployment: Deployment;
  readonly name: string;
  readonly codeDir: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly environment: Record<string, string>;
  /** Google is told the name of its role, which is therefore chosen and not generated. */
  readonly signsInAtGoogle?: true;
  /** 512 unless more is needed. */
  readonly memoryMegabytes?: number;
  /** A function that only reads may not write. */
  readonly tableAccess?: 'read' | 'readWrite';
  /** Patterns of the partition keys a reader may write all the same. */
  readonly writablePartitions?: readonly string[];
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly key: kms.Key;
};

/**
 * No Scan: nothing may read all rows to answer a question about one unit. For the same reason no
 * PartiQLSelect, which scans where its statement names no key; statements that write cannot.
 */
const tableActions = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
];

const readActions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const readKeyActions = ['kms:Decrypt', 'kms:DescribeKey'];

/** What a caller of an encrypted table needs, spelt out so that no wildcard is granted. */
const tableKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export class ServiceFunction extends Construct {
  /** Such as «ingest». */
  readonly name: string;
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.name = props.name;
    const { stage, programme, settings, reservedConcurrency } = props.deployment;
    const reserved = reservedConcurrency.get(props.name);
    const functionName = `so-sang-kien-${stage}-${programme}-${props.name}`;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: settings.functionLogRetention,
      removalPolicy: settings.removalPolicy,
    });
    // A role of our own: the managed basic execution policy may write to every log group.
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      ...(props.signsInAtGoogle === true
        ? { roleName: toSigningRoleName(stage, programme, props.name) }
        : {}),
    });
    logGroup.grantWrite(role);
    grantTable(role, props);
    grantSecret(role, props);

    this.function = new lambda.Function(this, 'Function', {
      functionName,
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 512,
      timeout: props.timeout,
      code: lambda.Code.fromAsset(props.codeDir),
      handler: 'index.handler',
      role,
      logGroup,
      environment: {
        STAGE: stage,
        PROGRAMME: programme,
        TABLE_NAME: props.table.tableName,
        MASTER_SECRET_ID: props.masterSecret.secretArn,
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        ...props.environment,
      },
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
    });
    Tags.of(this).add('component', props.name);
  }
}

/** No deletion in bulk and no condition on items of others. */
const partitionWriteActions = ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

function grantTable(role: iam.Role, props: ServiceFunctionProps): void {
  const { table, key, tableAccess = 'readWrite', writablePartitions = [] } = props;
  const isReader = tableAccess === 'read';
  const writes = !isReader || writablePartitions.length > 0;
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: isReader ? readActions : tableActions,
      resources: [table.tableArn, `${table.tableArn}/index/changes`],
    }),
  );
  if (isReader && writes) {
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: partitionWriteActions,
        resources: [table.tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...writablePartitions] },
        },
      }),
    );
  }
  role.addToPolicy(useKeyThrough('dynamodb', key, writes ? tableKeyActions : readKeyActions));
}

function grantSecret(role: iam.Role, { masterSecret, key }: ServiceFunctionProps): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [masterSecret.secretArn],
    }),
  );
  role.addToPolicy(useKeyThrough('secretsmanager', key, ['kms:Decrypt']));
}

/** Use of the key for the caller by that service, and for nothing else. */
export function useKeyThrough(
  service: string,
  key: kms.Key,
  actions: string[],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `${service}.${key.stack.region}.amazonaws.com` },
    },
  });
}
