/** How long a call to an AWS service may take, for every client of the functions. */

/**
 * Without `throwOnRequestTimeout` the client only warns and waits on, until the function itself is
 * stopped. Three seconds leave room for several attempts within a function's 25 s.
 */
export const REQUEST_LIMITS = {
  connectionTimeout: 1_000,
  requestTimeout: 3_000,
  throwOnRequestTimeout: true,
} as const;
