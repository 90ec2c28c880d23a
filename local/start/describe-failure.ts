// One clear line for the person who started it: what is wrong and what to do about it.
import { Fault } from '../../core/fault.ts';
import type { LocalFaultCode, LocalFaultDetails } from '../aws/local-fault.ts';
import { LocalFault } from '../aws/local-fault.ts';

type Sentences = {
  readonly [Code in LocalFaultCode]?: (details: LocalFaultDetails[Code]) => string;
};

const ANOTHER_FOLDER =
  'Choose another folder with --data; --fresh begins again in this one and forgets what is there.';

const SENTENCES: Sentences = {
  'local.port_taken': ({ port }) =>
    `Port ${port} is taken. Stop the program that uses it, or choose another one with --port.`,
  'local.table_binary_missing': ({ tried }) =>
    `The table server ${tried} is not installed for this machine. ` +
    'Run npm install, or set DYNAMODB_ENDPOINT to a server of your own.',
  'local.table_start_failed': ({ reason }) =>
    `The table server does not start: ${toSentence(reason)} ${ANOTHER_FOLDER}`,
  'local.table_schema_differs': ({ table, difference }) =>
    `The table ${table} in the data folder is of another version (${difference}). ` +
    'Start with --fresh or another --data folder.',
  'local.data_folder_unusable': ({ path, reason }) =>
    `The data folder cannot be used: ${path}: ${toSentence(reason)} ${ANOTHER_FOLDER}`,
  'local.data_folder_in_use': ({ path, pid }) =>
    `The data folder ${path} is in use by process ${pid}. Stop it, or choose another --data folder.`,
  'local.endpoint_unsupported': ({ endpoint }) =>
    `DYNAMODB_ENDPOINT must be a plain http address, not ${endpoint}.`,
  'local.activation_failed': ({ unit, functionName, outcome, error }) =>
    `The spreadsheet of ${unit} could not be activated: ${functionName} ${outcome}: ` +
    `${toSentence(error)} ` +
    'Start again: what is loaded by now is kept.',
  'local.programme_missing': ({ programme }) => `There is no programme «${programme}».`,
};

/** Others' words end with a full stop, or do not. */
function toSentence(text: string): string {
  return `${text.trim().replace(/\.$/, '')}.`;
}

export function describeFailure(error: unknown): string {
  const text = describe(error);
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function describe(error: unknown): string {
  if (error instanceof LocalFault) return describeFault(error.code, error.details, error.message);
  if (error instanceof Fault) return `${error.code} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? error.message : String(error);
}

function describeFault<Code extends LocalFaultCode>(
  code: Code,
  details: LocalFaultDetails[Code],
  message: string,
): string {
  return SENTENCES[code]?.(details) ?? message;
}
