/** What a log says of an error: never its message, which may quote what people typed. */
import { Fault } from '../../../core/fault.ts';
import type { LogFields } from '../../ports/telemetry.ts';

export function toErrorFields(error: unknown): LogFields {
  if (error instanceof Fault) return { fault: error.code, details: error.details };
  return { error: error instanceof Error ? error.name : typeof error };
}
