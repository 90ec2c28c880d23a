// The stack that must survive everything: the table, the master secret, reports, and their key.
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

type StatefulStackProps = StackProps & { readonly deployment: Deployment };

export class StatefulStack extends Stack {
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly reports: s3.Bucket;
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, {
      ...props,
      description: `So Sang Kien ${props.deployment.stage}: records, history and the master secret`,
      terminationProtection: true,
    });

    this.key = new kms.Key(this, 'Key', {
      description: `So Sang Kien ${props.deployment.stage}: records and the master secret`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = addTable(this, this.key);
    // Every unit's signing key derives from this value: rotating it is an operation of its own
    // (all units get new keys), so there is no automatic rotation.
    this.masterSecret = new secretsmanager.Secret(this, 'MasterSecret', {
      description: 'Derives the signing key of every unit',
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.reports = addReports(this, this.key);
  }
}

/** They name authors: private, encrypted with our key, and gone when nobody needs them. */
function addReports(scope: Construct, encryptionKey: kms.Key): s3.Bucket {
  return new s3.Bucket(scope, 'Reports', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      { id: 'OldPublications', prefix: 'publications/', expiration: Duration.days(180) },
      {
        id: 'OldVersions',
        noncurrentVersionExpiration: Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

function addTable(scope: Construct, encryptionKey: kms.Key): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    timeToLiveAttribute: 'expiresAtSeconds',
    removalPolicy: RemovalPolicy.RETAIN,
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
