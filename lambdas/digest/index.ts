/** Wires digest: environment, clients, and the programme file beside the bundle. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import * as z from 'zod/mini';
import { createSesMailer } from '../adapters/mail/ses-mailer.ts';
import { readProgrammeFile } from '../adapters/programme-file.ts';
import { createDocx } from '../adapters/report/docx-document.ts';
import { createS3ReportStore } from '../adapters/report/s3-report-store.ts';
import { createXlsx } from '../adapters/report/xlsx-workbook.ts';
import { REQUEST_LIMITS } from '../adapters/request-limits.ts';
import { createFormerSecret, createMasterSecret } from '../adapters/secret/master-secret.ts';
import { createSummaryTable } from '../adapters/summary-table.ts';
import { createDynamoDigestStore } from '../adapters/table/dynamo-digest-store.ts';
import { REAL_WAITING } from '../adapters/table/retry.ts';
import { createTableClient } from '../adapters/table/table-client.ts';
import { createLogger, createMetrics } from '../adapters/telemetry/powertools-telemetry.ts';
import { composeMessage } from './compose-message.ts';
import { createDigestHandler } from './handler.ts';
import { createPatience } from './patience.ts';
import { renderMail } from './render-mail.ts';

const text = z.string().check(z.minLength(1));
const Environment = z.object({
  TABLE_NAME: text,
  PROGRAMME: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  MASTER_SECRET_ID: text,
  REPORT_BUCKET_NAME: text,
  COMMITTEE_SPREADSHEET_ID: text,
  API_URL: z.url(),
  MAIL_CONFIGURATION_SET: text,
});

const environment = z.parse(Environment, process.env);
const programme = readProgrammeFile(environment.PROGRAMME, import.meta.url);

/** Files and messages of some megabytes take longer than an item of the table. */
const fileLimits = { ...REQUEST_LIMITS, requestTimeout: 15_000 };
const table = {
  client: createTableClient(new DynamoDBClient({ maxAttempts: 1, requestHandler: REQUEST_LIMITS })),
  tableName: environment.TABLE_NAME,
  programme: programme.code,
  waiting: REAL_WAITING,
};

const secrets = new SecretsManagerClient({ requestHandler: REQUEST_LIMITS });

export const handler = createDigestHandler({
  store: createDynamoDigestStore({ ...table, now: Date.now }),
  summaries: createSummaryTable(table),
  reports: createS3ReportStore({
    client: new S3Client({ requestHandler: fileLimits }),
    bucketName: environment.REPORT_BUCKET_NAME,
    programme: programme.code,
  }),
  writers: { document: createDocx, workbook: createXlsx },
  // One attempt: a second one could be a second mail.
  mailWriter: { render: renderMail, compose: composeMessage },
  mailer: createSesMailer({
    client: new SESv2Client({ maxAttempts: 1, requestHandler: fileLimits }),
    configurationSet: environment.MAIL_CONFIGURATION_SET,
  }),
  createPatience: () => createPatience(REAL_WAITING),
  masterSecret: createMasterSecret(secrets, environment.MASTER_SECRET_ID),
  formerSecret: createFormerSecret(secrets, environment.MASTER_SECRET_ID),
  apiUrl: environment.API_URL.replace(/\/$/, ''),
  spreadsheetId: environment.COMMITTEE_SPREADSHEET_ID,
  programme,
  newToken: randomUUID,
  now: Date.now,
  logger: createLogger(),
  metrics: createMetrics(),
});
