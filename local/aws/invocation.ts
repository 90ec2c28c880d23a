// What an invocation of a function is, and how it can end.

export type Invocation = {
  readonly requestId: string;
  readonly payload: string;
  /** The handler's clock; undefined leaves it the real one. */
  readonly virtualNowMs: number | undefined;
};

export type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

export type InvocationOutcome =
  | { readonly kind: 'success'; readonly payload: string }
  /** The handler threw, or its reply is too large. */
  | { readonly kind: 'error'; readonly error: FunctionError }
  | { readonly kind: 'timeout'; readonly error: FunctionError }
  | { readonly kind: 'crash'; readonly error: FunctionError };

export type InvocationResult = {
  readonly requestId: string;
  readonly outcome: InvocationOutcome;
  readonly logs: readonly string[];
  readonly durationMs: number;
};

/** Lambda did not start the function at all. */
export type InvocationRefusal = {
  readonly kind: 'refused';
  readonly reason: 'too_large' | 'throttled';
};
