/** What a process has taken at most; Linux keeps it. */
import { readFileSync } from 'node:fs';

const FUNCTION_NAME = 'AWS_LAMBDA_FUNCTION_NAME=';

/** Mebibytes of resident memory at its peak; 0 where the host does not say. */
export function readPeakMiB(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1];
  return Math.round(Number(kib ?? 0) / 1024);
}

/** Of the Lambda function that runs in it, '' where none does. */
export function readFunctionName(pid: number): string {
  const variables = readProc(pid, 'environ').split('\0');
  return variables.find((one) => one.startsWith(FUNCTION_NAME))?.slice(FUNCTION_NAME.length) ?? '';
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
