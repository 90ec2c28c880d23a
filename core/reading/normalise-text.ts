/** The silent mending of texts: NFC, đ, invisible characters, spaces, line breaks. */
import { mendStroke, removeInvisible } from './vietnamese/invisible.ts';

/** What was mended without a word; for tests and measurements, never shown. */
export type Normalisation =
  | 'N_NFC'
  | 'N_DSTROKE'
  | 'N_NEWLINE'
  | 'N_INVISIBLE'
  | 'N_SPACE'
  | 'N_ESCAPE';

export type NormalisedText = {
  readonly text: string;
  readonly normalisations: readonly Normalisation[];
};

/** @param lines titles are one line; descriptions and lists of authors keep their line breaks */
export function normaliseText(typed: string, lines: 'one' | 'many'): NormalisedText {
  const steps: readonly [Normalisation, (text: string) => string][] = [
    ['N_NFC', (text) => text.normalize('NFC')],
    ['N_DSTROKE', mendStroke],
    ['N_NEWLINE', lines === 'one' ? joinLines : unifyLineBreaks],
    ['N_INVISIBLE', (text) => removeInvisible(text).normalize('NFC')],
    ['N_SPACE', foldSpaces],
  ];
  const normalisations: Normalisation[] = [];
  let text = typed;
  for (const [normalisation, step] of steps) {
    const next = step(text);
    if (next !== text && !normalisations.includes(normalisation))
      normalisations.push(normalisation);
    // In a single line the break became a space.
    if (next !== text && normalisation === 'N_NEWLINE' && lines === 'one') {
      normalisations.push('N_SPACE');
    }
    text = next;
  }
  // Kept as typed; whoever writes it out must write it as text, never as a formula.
  if (/^[@+-]/.test(text)) normalisations.push('N_ESCAPE');
  return { text, normalisations };
}

function unifyLineBreaks(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
}

function joinLines(text: string): string {
  return unifyLineBreaks(text).replace(/\n/g, ' ');
}

function foldSpaces(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
