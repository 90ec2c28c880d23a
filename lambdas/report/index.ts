/** Wires report: environment, clients, and the programme file beside the bundle. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { readProgrammeFile } from '../adapters/programme-file.ts';
import { createDocx } from '../adapters/report/docx-document.ts';
import { createS3ReportStore } from '../adapters/report/s3-report-store.ts';
import { createXlsx } from '../adapters/report/xlsx-workbook.ts';
import { REQUEST_LIMITS } from '../adapters/request-limits.ts';
import { createMasterSecret } from '../adapters/secret/master-secret.ts';
import { createSummaryTable } from '../adapters/summary-table.ts';
import { REAL_WAITING } from '../adapters/table/retry.ts';
import { createTableClient } from '../adapters/table/table-client.ts';
import { createLogger, createMetrics } from '../adapters/telemetry/powertools-telemetry.ts';
import { createReportHandler } from './handler.ts';

const text = z.string().check(z.minLength(1));
const Environment = z.object({
  TABLE_NAME: text,
  PROGRAMME: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  MASTER_SECRET_ID: text,
  REPORT_BUCKET_NAME: text,
});

const environment = z.parse(Environment, process.env);
const programme = readProgrammeFile(environment.PROGRAMME, import.meta.url);

/** A file of some megabytes takes longer than an item of the table. */
const fileLimits = { ...REQUEST_LIMITS, requestTimeout: 15_000 };

export const handler = createReportHandler({
  store: createSummaryTable({
    client: createTableClient(
      new DynamoDBClient({ maxAttempts: 1, requestHandler: REQUEST_LIMITS }),
    ),
    tableName: environment.TABLE_NAME,
    programme: programme.code,
    waiting: REAL_WAITING,
  }),
  reports: createS3ReportStore({
    client: new S3Client({ requestHandler: fileLimits }),
    bucketName: environment.REPORT_BUCKET_NAME,
    programme: programme.code,
  }),
  writers: { document: createDocx, workbook: createXlsx },
  masterSecret: createMasterSecret(
    new SecretsManagerClient({ requestHandler: REQUEST_LIMITS }),
    environment.MASTER_SECRET_ID,
  ),
  programme,
  now: Date.now,
  logger: createLogger(),
  metrics: createMetrics(),
});
