// A refusal in the form in which Google answers it.

import { WorkbookError } from '../workbook/workbook-error.ts';

const STATUS_BY_CODE = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
} as const;

export type ApiErrorCode = keyof typeof STATUS_BY_CODE;

export class ApiError extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

export type ErrorBody = {
  readonly error: { readonly code: number; readonly message: string; readonly status: string };
};

export function toErrorBody({ code, message }: ApiError): ErrorBody {
  return { error: { code, message, status: STATUS_BY_CODE[code] } };
}

/** Puts the place in the request before a refusal's message; other errors go on as they are. */
export function withPlace<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WorkbookError || (error instanceof ApiError && error.code === 400))
      throw new ApiError(400, `Invalid ${place}: ${error.message}`);
    throw error;
  }
}

/** For what this stand-in does not do: it must never seem to have done it. */
export function notImplemented(what: string): ApiError {
  return new ApiError(501, `Not implemented by the local stand-in: ${what}`);
}
