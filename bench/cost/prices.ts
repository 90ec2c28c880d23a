/**
 * List prices of us-east-1 in US dollars, without free tiers, looked up on 2026-11-23.
 *
 * The product runs in ap-southeast-1, whose prices could not be verified here; they have been up
 * to a quarter higher.
 */
export type Price = {
  readonly name: string;
  readonly dollars: number;
  /** So many of them cost that. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  readonly isVerified: boolean;
};

const MILLION = 1_000_000;

export const PRICES = {
  writeUnit: {
    name: 'DynamoDB on demand, writes',
    dollars: 0.625,
    per: MILLION,
    unit: 'write request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
    isVerified: true,
  },
  readUnit: {
    name: 'DynamoDB on demand, reads',
    dollars: 0.125,
    per: MILLION,
    unit: 'read request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
    isVerified: true,
  },
  invocation: {
    name: 'Lambda, requests',
    dollars: 0.2,
    per: MILLION,
    unit: 'invocations',
    source: 'https://aws.amazon.com/lambda/pricing/, as notes of third parties repeat it',
    isVerified: true,
  },
  gigabyteSecond: {
    name: 'Lambda, arm64',
    dollars: 0.0000133334,
    per: 1,
    unit: 'GB-seconds',
    source: 'https://aws.amazon.com/lambda/pricing/, as notes of third parties repeat it',
    isVerified: true,
  },
  request: {
    name: 'HTTP API',
    dollars: 1,
    per: MILLION,
    unit: 'requests',
    source:
      'https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html',
    isVerified: true,
  },
  mail: {
    name: 'SES, outbound',
    dollars: 0.1,
    per: 1_000,
    unit: 'mails',
    source: 'https://aws.amazon.com/ses/pricing/ (from memory)',
    isVerified: false,
  },
} as const satisfies { readonly [name: string]: Price };

export type Resource = keyof typeof PRICES;

/** Of a month, whatever is used: the master secret and the key that encrypts. Not verified. */
export const FIXED_DOLLARS = 0.4 + 1;
