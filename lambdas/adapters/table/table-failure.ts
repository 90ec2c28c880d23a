/** Sorts what the table's client throws by what may be done about it. */

export type TableFailure =
  /** Nothing was written: throttled, or in conflict with another transaction. */
  | { readonly kind: 'busy' }
  /** Nothing was written; `positions` are those of the items whose condition did not hold. */
  | { readonly kind: 'conditionFailed'; readonly positions: readonly number[] }
  /** It may or may not have been written: timeout, lost connection, server error. */
  | { readonly kind: 'unknownOutcome' }
  /** Retrying cannot help. */
  | { readonly kind: 'refused' };

const BUSY_NAMES = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'Throttling',
  'TransactionConflictException',
  'TransactionInProgressException',
]);
const BUSY_REASONS = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const NETWORK_CODES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
]);

export function toTableFailure(error: unknown): TableFailure {
  if (!(error instanceof Error)) return { kind: 'refused' };
  const { name, code, $metadata, CancellationReasons } = error as VendorError;
  if (BUSY_NAMES.has(name)) return { kind: 'busy' };
  if (name === 'ConditionalCheckFailedException')
    return { kind: 'conditionFailed', positions: [0] };
  if (name === 'TransactionCanceledException') return toCancellation(CancellationReasons ?? []);
  const status = $metadata?.httpStatusCode;
  if (status !== undefined && status >= 500) return { kind: 'unknownOutcome' };
  const isNetwork = name === 'TimeoutError' || (code !== undefined && NETWORK_CODES.has(code));
  return { kind: isNetwork ? 'unknownOutcome' : 'refused' };
}

type CancellationReason = { readonly Code?: string | undefined };
type VendorError = Error & {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly CancellationReason[];
};

/** A condition that does not hold outweighs a conflict: waiting would not make it hold. */
function toCancellation(reasons: readonly CancellationReason[]): TableFailure {
  const positions = reasons.flatMap(({ Code }, position) =>
    Code === 'ConditionalCheckFailed' ? [position] : [],
  );
  if (positions.length > 0) return { kind: 'conditionFailed', positions };
  const isBusy = reasons.some(({ Code }) => Code !== undefined && BUSY_REASONS.has(Code));
  return { kind: isBusy ? 'busy' : 'refused' };
}
