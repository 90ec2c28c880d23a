// What stops the local cloud, by a code from one table: one clear line for the person who started it.

export type LocalFaultDetails = {
  'local.assembly_missing': { readonly path: string };
  'local.unsupported_template': { readonly stack: string; readonly section: string };
  'local.unsupported_resource': { readonly resource: string; readonly type: string };
  'local.unsupported_property': { readonly resource: string; readonly problem: string };
  'local.unsupported_intrinsic': { readonly stack: string; readonly intrinsic: string };
  'local.unresolved_reference': { readonly stack: string; readonly reference: string };
  'local.parameter_unknown': { readonly name: string };
  'local.wiring': { readonly resource: string; readonly problem: string };
  'local.function_init_failed': {
    readonly functionName: string;
    readonly errorType: string;
    readonly errorMessage: string;
    readonly logs: string;
  };
  'local.function_unknown': { readonly name: string };
  'local.stage_differs': { readonly functionName: string; readonly stage: string };
  'local.table_binary_missing': { readonly tried: string };
  'local.table_start_failed': { readonly reason: string };
  'local.table_schema_differs': { readonly table: string; readonly difference: string };
  'local.table_refused': { readonly action: string; readonly reason: string };
  'local.endpoint_unsupported': { readonly endpoint: string };
  'local.data_folder_unusable': { readonly path: string; readonly reason: string };
  'local.data_folder_in_use': { readonly path: string; readonly pid: number };
  'local.programme_missing': { readonly programme: string };
  'local.unknown_spreadsheet': { readonly key: string };
  'local.activation_failed': {
    readonly unit: string;
    readonly functionName: string;
    readonly outcome: string;
    readonly error: string;
  };
  'local.port_taken': { readonly port: number };
  'local.schedule_expression': { readonly expression: string; readonly reason: string };
};
export type LocalFaultCode = keyof LocalFaultDetails;

export class LocalFault<Code extends LocalFaultCode = LocalFaultCode> extends Error {
  readonly code: Code;
  readonly details: LocalFaultDetails[Code];

  constructor(
    code: Code,
    details: LocalFaultDetails[Code],
    options?: { readonly cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'LocalFault';
    this.code = code;
    this.details = details;
  }
}

/** Tells Node's system errors apart. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
