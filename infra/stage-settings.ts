// In what the stages differ: prod keeps what cannot be made again, dev can be thrown away whole.
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Stage } from '../core/stage.ts';

export type StageSettings = {
  /** Deletion of the table and of the stack that holds it must first be allowed by hand. */
  readonly isProtected: boolean;
  /** What becomes of resources a template no longer has. */
  readonly removalPolicy: RemovalPolicy;
  /** Lines of the functions name no person. */
  readonly functionLogRetention: RetentionDays;
  /** Lines of the HTTP API hold network addresses of people: no longer than a look back needs. */
  readonly accessLogRetention: RetentionDays;
  readonly oldReportsAfterDays: number;
};

export const STAGE_SETTINGS: { readonly [stage in Stage]: StageSettings } = {
  dev: {
    isProtected: false,
    removalPolicy: RemovalPolicy.DESTROY,
    functionLogRetention: RetentionDays.TWO_WEEKS,
    accessLogRetention: RetentionDays.ONE_WEEK,
    oldReportsAfterDays: 14,
  },
  prod: {
    isProtected: true,
    removalPolicy: RemovalPolicy.RETAIN,
    functionLogRetention: RetentionDays.SIX_MONTHS,
    accessLogRetention: RetentionDays.ONE_MONTH,
    oldReportsAfterDays: 180,
  },
};
