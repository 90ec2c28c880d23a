// The function that makes the report files: reads the table, writes its own folders of the bucket.
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { explain } from '../security-checks.ts';
import { ServiceFunction, useKeyThrough } from './service-function.ts';

type ReportFunctionProps = {
  readonly deployment: Deployment;
  readonly lambdasDir: string;
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly reports: s3.Bucket;
  readonly key: kms.Key;
};

export function addReportFunction(scope: Construct, props: ReportFunctionProps): ServiceFunction {
  const { deployment, table, masterSecret, reports, key } = props;
  const report = new ServiceFunction(scope, 'Report', {
    deployment,
    table,
    masterSecret,
    key,
    name: 'report',
    codeDir: join(props.lambdasDir, 'report'),
    description: 'Makes the draft report and the workbook, and gives them to the committee',
    timeout: Duration.seconds(120),
    memoryMegabytes: 1024,
    environment: { REPORT_BUCKET_NAME: reports.bucketName },
    tableAccess: 'read',
  });
  grantReports(report, props);
  return report;
}

/** Its own programme's files of the bucket, to read and to write. */
export function grantReports(
  { function: target }: ServiceFunction,
  { deployment, reports, key }: Pick<ReportFunctionProps, 'deployment' | 'reports' | 'key'>,
): void {
  const { programme } = deployment;
  const { role } = target;
  if (role === undefined) throw new Error(`${target.node.path} has no role`);
  const folders = ['publications', 'latest'].map((folder) => `${folder}/${programme}/*`);
  // A policy of its own, so that what is explained here explains nothing else.
  const files = new iam.Policy(target, 'ReportFiles', {
    roles: [role],
    statements: [
      new iam.PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: folders.map((folder) => reports.arnForObjects(folder)),
      }),
    ],
  });
  for (const folder of folders) {
    explain(files, {
      finding: `AwsSolutions-IAM5[Resource::${toImportName(reports)}/${folder}]`,
      reason: `Every publication has files of its own, so none can be named beforehand: those of ${programme} in this folder, and no others.`,
    });
  }
  // A function that runs before it may is a function that fails.
  target.node.addDependency(files);
  const statements = [
    // Without it S3 answers «forbidden» where it should say that there is no file yet.
    new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [reports.bucketArn] }),
    useKeyThrough('s3', key, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
  for (const statement of statements) target.addToRolePolicy(statement);
}

/** What the bucket is called where a service stack imports it. */
function toImportName(reports: s3.Bucket): string {
  const { stack } = reports;
  const imported: { readonly 'Fn::ImportValue': string } = stack.resolve(
    stack.exportValue(reports.bucketArn),
  );
  return imported['Fn::ImportValue'];
}
