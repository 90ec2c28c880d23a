// The function that sends mails: reads the table, writes its own partitions, sends in one name.
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { MailSettings } from '../../core/digest/mail-settings.ts';
import { listMailTimes } from '../../core/digest/mail-settings.ts';
import type { Deployment } from '../deployment.ts';
import { addMailFeedback, addMailIdentity, grantSending } from './mail-identity.ts';
import { grantReports } from './report-function.ts';
import { addRetries, addSchedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';

type DigestFunctionProps = {
  readonly deployment: Deployment;
  readonly mails: MailSettings;
  readonly lambdasDir: string;
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly reports: s3.Bucket;
  readonly key: kms.Key;
  readonly deadLetters: sqs.Queue;
  readonly committeeSpreadsheetId: string;
};

/** A repeat is of use for as long as its mails are: the function refuses what is later than 6 hours. */
const maxEventAge = Duration.hours(1);

export function addDigestFunction(scope: Construct, props: DigestFunctionProps): ServiceFunction {
  const { deployment, mails, reports, key, deadLetters, committeeSpreadsheetId } = props;
  const { programme } = deployment;
  const mail = addMailIdentity(scope, deployment, mails.from);
  const digest = new ServiceFunction(scope, 'Digest', {
    ...props,
    name: 'digest',
    codeDir: join(props.lambdasDir, 'digest'),
    description: 'Sends digests, reminders and alerts, each once',
    timeout: Duration.seconds(300),
    memoryMegabytes: 1024,
    environment: {
      REPORT_BUCKET_NAME: reports.bucketName,
      COMMITTEE_SPREADSHEET_ID: committeeSpreadsheetId,
      MAIL_CONFIGURATION_SET: mail.configurationSet.configurationSetName,
    },
    tableAccess: 'read',
    writablePartitions: [`P#${programme}#DIGEST`, `P#${programme}#DIGEST#*`],
  });
  grantReports(digest, { deployment, reports, key });
  grantSending(digest.function, mail);
  addMailFeedback(scope, { ...mail, target: digest.function, deadLetters });
  addRetries(digest.function, { deadLetters, maxEventAge, retryAttempts: 2 });
  for (const time of listMailTimes(mails)) {
    const [hour = '', minute = ''] = time.split(':');
    addSchedule(scope, {
      name: `Digest${hour}${minute}`,
      description: `Sends the mails that are due at ${time}`,
      cron: { hour: String(Number(hour)), minute: String(Number(minute)) },
      target: digest.function,
      deadLetters,
      maxEventAge,
    });
  }
  return digest;
}
