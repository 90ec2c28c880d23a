/** How many bytes a value takes in the body of a request. */
import { toUtf8Length } from '../../core/utf8-length.ts';

export function toJsonBytes(value: unknown): number {
  return toUtf8Length(JSON.stringify(value));
}
