// The stack that must survive everything: the table, the master secret and their key.
import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

type StatefulStackProps = StackProps & { readonly deployment: Deployment };

export class StatefulStack extends Stack {
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
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
  }
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
