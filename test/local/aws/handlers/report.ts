// A handler for tests: puts, heads and links objects of the bucket, as the event says.
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const client = new S3Client({});
const Bucket = process.env.REPORT_BUCKET_NAME;

type Event = { readonly put?: string; readonly head?: string; readonly link?: string };

export async function handler({ put, head, link }: Event): Promise<unknown> {
  try {
    if (put !== undefined) {
      const headers = { ContentType: 'text/plain', Metadata: { publication: '7' } };
      await client.send(new PutObjectCommand({ Bucket, Key: put, Body: 'xin chào', ...headers }));
    }
    if (head !== undefined) {
      return (await client.send(new HeadObjectCommand({ Bucket, Key: head }))).Metadata;
    }
    if (link === undefined) return undefined;
    return getSignedUrl(client, new GetObjectCommand({ Bucket, Key: link }), { expiresIn: 60 });
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
