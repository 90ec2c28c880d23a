/** The report store on S3; the bucket is private, and its default encryption covers every object. */
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Fault } from '../../../core/fault.ts';
import type { ReportName } from '../../../core/report/report-name.ts';
import { REPORT_CONTENT_TYPES, REPORT_NAMES } from '../../../core/report/report-name.ts';
import { REPORT_FILE_TITLES } from '../../../core/wording/report.ts';
import type { ReportFiles, ReportStore, ReportToStore } from '../../ports/report-store.ts';

export type S3ReportStoreOptions = {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly programme: string;
};

/** Long enough to begin a download, too short to be passed on. */
const LINK_SECONDS = 60;
const PUBLICATION_DIGITS = 8;
const TITLES: { readonly [name in ReportName]: string } = {
  'du-thao-bao-cao.docx': `${REPORT_FILE_TITLES.document}.docx`,
  'bang-tong-hop.xlsx': `${REPORT_FILE_TITLES.workbook}.xlsx`,
};

export function createS3ReportStore(options: S3ReportStoreOptions): ReportStore & ReportFiles {
  return {
    async readLatest() {
      const numbers = await Promise.all(
        REPORT_NAMES.map((name) => readPublication(options, toLatestKey(options, name))),
      );
      const known = numbers.filter((number) => number !== undefined);
      return known.length < REPORT_NAMES.length ? undefined : { publication: Math.min(...known) };
    },
    async write(report) {
      const { publication, files } = report;
      const number = String(publication).padStart(PUBLICATION_DIGITS, '0');
      const toKey = (name: ReportName) => `publications/${options.programme}/${number}/${name}`;
      await Promise.all(
        files.map(({ name, bytes }) => put(options, toKey(name), { name, bytes, report })),
      );
      await Promise.all(
        files.map(({ name, bytes }) =>
          put(options, toLatestKey(options, name), { name, bytes, report }),
        ),
      );
    },
    async toDownloadUrl(name) {
      const { client, bucketName } = options;
      const key = toLatestKey(options, name);
      if ((await readPublication(options, key)) === undefined) return undefined;
      const command = new GetObjectCommand({ Bucket: bucketName, Key: key });
      return getSignedUrl(client, command, { expiresIn: LINK_SECONDS });
    },
    readFile: (name) => readFile(options, name),
  };
}

function toLatestKey({ programme }: S3ReportStoreOptions, name: ReportName): string {
  return `latest/${programme}/${name}`;
}

/** @returns undefined when there is no such object, or it was not put there by us */
async function readPublication(
  { client, bucketName }: S3ReportStoreOptions,
  key: string,
): Promise<number | undefined> {
  try {
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
    const publication = Number(Metadata?.publication);
    return Number.isInteger(publication) ? publication : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return undefined;
    throw toFault(key, error);
  }
}

async function readFile(options: S3ReportStoreOptions, name: ReportName) {
  const Key = toLatestKey(options, name);
  try {
    const command = new GetObjectCommand({ Bucket: options.bucketName, Key });
    const { Body, Metadata } = await options.client.send(command);
    const publication = Number(Metadata?.publication);
    if (Body === undefined || !Number.isInteger(publication)) return undefined;
    return { name, publication, bytes: await Body.transformToByteArray() };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw toFault(Key, error);
  }
}

type Put = {
  readonly name: ReportName;
  readonly bytes: Uint8Array;
  readonly report: ReportToStore;
};

async function put(
  { client, bucketName }: S3ReportStoreOptions,
  key: string,
  { name, bytes, report }: Put,
): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: bucketName,
    Key: key,
    Body: bytes,
    ContentType: REPORT_CONTENT_TYPES[name],
    // Headers hold ASCII only: the name with its accents stands in the encoded form.
    ContentDisposition: `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(TITLES[name])}`,
    CacheControl: 'no-store',
    Metadata: {
      publication: String(report.publication),
      'as-of': new Date(report.asOf).toISOString(),
    },
  });
  try {
    await client.send(command);
  } catch (error) {
    throw toFault(key, error);
  }
}

function toFault(key: string, cause: unknown): Fault {
  const reason = cause instanceof Error ? cause.name : typeof cause;
  return new Fault('report.not_stored', { key, reason }, { cause });
}
