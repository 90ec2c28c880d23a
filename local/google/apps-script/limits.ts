// Google's limits for a consumer account, which a test may lower.

export type Limits = {
  readonly executionMs: number;
  /** Simple triggers. */
  readonly simpleExecutionMs: number;
  readonly simultaneousPerUser: number;
  readonly triggersPerUser: number;
  readonly triggerMsPerDay: number;
  readonly fetchesPerDay: number;
  readonly propertyValueBytes: number;
  readonly propertyStoreBytes: number;
  readonly cacheValueBytes: number;
  readonly cacheSeconds: number;
  /** Edit events that wait while an edit trigger of the document runs. */
  readonly waitingEdits: number;
  readonly fetchBytes: number;
};

export const CONSUMER_LIMITS: Limits = {
  executionMs: 6 * 60_000,
  simpleExecutionMs: 30_000,
  simultaneousPerUser: 30,
  triggersPerUser: 20,
  triggerMsPerDay: 90 * 60_000,
  fetchesPerDay: 20_000,
  propertyValueBytes: 9 * 1024,
  propertyStoreBytes: 500 * 1024,
  cacheValueBytes: 100 * 1024,
  cacheSeconds: 6 * 3600,
  waitingEdits: 2,
  fetchBytes: 50 * 1024 * 1024,
};
