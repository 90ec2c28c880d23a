/** What an operator is told when a command cannot go on: one line that says what to do. */

/** The command ended without success: exit code 1. */
export class AdminError extends Error {
  override readonly name: string = 'AdminError';
}

/** The command line itself is wrong: exit code 2. */
export class UsageError extends AdminError {
  override readonly name = 'UsageError';
}
