// The stack that must survive everything: the table, the master secret, reports, and their key.
import { CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Stage } from '../../core/stage.ts';
import { explain } from '../security-checks.ts';
import type { StageSettings } from '../stage-settings.ts';

type StatefulStackProps = StackProps & {
  readonly stage: Stage;
  readonly settings: StageSettings;
};

export class StatefulStack extends Stack {
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly reports: s3.Bucket;
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    const { stage, settings } = props;
    super(scope, id, {
      ...props,
      description: `So Sang Kien ${stage}: records, history and the master secret`,
      terminationProtection: settings.isProtected,
    });
    const { removalPolicy } = settings;

    this.key = new kms.Key(this, 'Key', {
      description: `So Sang Kien ${stage}: records and the master secret`,
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = addTable(this, this.key, settings);
    // Every unit's signing key derives from this value: rotating it is an operation of its own
    // (all units get new keys), so there is no automatic rotation.
    this.masterSecret = new secretsmanager.Secret(this, 'MasterSecret', {
      description: 'Derives the signing key of every unit',
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    explain(this.masterSecret, {
      finding: 'AwsSolutions-SMG4',
      reason:
        'Every key a unit signs with derives from this value: a new one would lock all units out at once. Keys are rotated one by one, with overlap, by raising their version.',
    });
    this.reports = addReports(this, this.key, settings);
    this.exportForServices();
    this.addOutputs();
    for (const part of [this.key, this.table, this.masterSecret, this.reports]) {
      Tags.of(part).add('component', part.node.id.toLowerCase());
    }
    // Programmes share it: what it costs belongs to none of them alone.
    Tags.of(this).add('programme', 'shared');
  }

  /**
   * What the service stacks import, whether one of them does now or not: a stack deployed for one
   * programme must not take back what the stack of another still uses.
   */
  private exportForServices(): void {
    const { key, table, masterSecret, reports } = this;
    for (const value of [
      key.keyArn,
      table.tableArn,
      table.tableName,
      masterSecret.secretArn,
      reports.bucketArn,
      reports.bucketName,
    ]) {
      this.exportValue(value);
    }
  }

  /** What people and their commands ask for by name. */
  private addOutputs(): void {
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'MasterSecretArn', { value: this.masterSecret.secretArn });
    new CfnOutput(this, 'ReportBucketName', { value: this.reports.bucketName });
  }
}

/** They name authors: private, encrypted with our key, and gone when nobody needs them. */
function addReports(
  scope: Construct,
  encryptionKey: kms.Key,
  { removalPolicy, oldReportsAfterDays }: StageSettings,
): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'Reports', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      {
        id: 'OldPublications',
        prefix: 'publications/',
        expiration: Duration.days(oldReportsAfterDays),
      },
      {
        id: 'OldVersions',
        noncurrentVersionExpiration: Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy,
  });
  explain(bucket, {
    finding: 'AwsSolutions-S1',
    reason:
      'Nobody comes to it but our own functions and, for a minute each, whoever opened a link: the report function writes a line for every link. A second log would hold addresses of readers that nobody looks at.',
  });
  return bucket;
}

function addTable(
  scope: Construct,
  encryptionKey: kms.Key,
  { isProtected, removalPolicy }: StageSettings,
): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: isProtected,
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    timeToLiveAttribute: 'expiresAtSeconds',
    removalPolicy,
  });
  // Sparse: only unit heads carry these attributes, so it answers «which units changed since».
  table.addGlobalSecondaryIndex({
    indexName: 'changes',
    partitionKey: { name: 'changesPk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'changesSk', type: dynamodb.AttributeType.STRING },
    projectionType: dynamodb.ProjectionType.ALL,
  });
  return table;
}
