/** Texts that differ only in capitals and in where a tone is written compare equal by this key. */
import { moveTone } from './word.ts';

/** NFC, small letters, tones at their older place, nothing else. */
export function toComparisonKey(text: string): string {
  const small = text.normalize('NFC').toLowerCase().normalize('NFC');
  return small.replace(/[\p{L}\p{M}]+/gu, moveTone);
}
