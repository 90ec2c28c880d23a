// The one error the workbook model throws when an operation is refused as Google would refuse it.

export type WorkbookErrorCode =
  | 'out_of_bounds'
  | 'too_large'
  | 'duplicate_title'
  | 'duplicate_id'
  | 'not_found'
  | 'last_sheet'
  | 'invalid';

export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;

  constructor(code: WorkbookErrorCode, message: string) {
    super(message);
    this.name = 'WorkbookError';
    this.code = code;
  }
}
