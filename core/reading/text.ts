/** What a text cell means: titles, descriptions and other free texts, mended where that is certain. */
import type { MessageCode } from '../message-codes.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { type Normalisation, normaliseText } from './normalise-text.ts';
import { accept, type Finding, quote, type Refusal, refuse, type Verdict } from './verdict.ts';
import { removeInvisible } from './vietnamese/invisible.ts';
import { mendKeySlips } from './vietnamese/key-slips.ts';
import { isAllCapitals } from './vietnamese/letter-case.ts';
import { hasQuestionMarkInside, hasReplacementCharacter } from './vietnamese/lost-letters.ts';
import { decodeHtml, decodeMojibake, hasMojibakeFragment } from './vietnamese/mojibake.ts';
import { findOldEncoding } from './vietnamese/old-encoding.ts';
import { toSentenceCase } from './vietnamese/sentence-case.ts';
import { listMisspelt } from './vietnamese/spelling.ts';
import { readWord } from './vietnamese/word.ts';

/** What Sheets lets a cell hold. */
export const MAX_CELL_LENGTH = 50_000;
const FEWEST_TITLE_LETTERS = 5;
const FEWEST_CAPITAL_WORDS = 3;

export type TextReading = {
  readonly text: string;
  /** What was mended without a message. */
  readonly normalisations: readonly Normalisation[];
};

/** A title: one line, at least five letters. */
export function readTitle(typed: string): Verdict<TextReading> {
  const mended = mendText(typed, 'one');
  if (mended.kind === 'error') return mended;
  const { text, normalisations } = mended;
  if (text === '') return refuse('E_REQUIRED', { cột: COLUMN_HEADERS.title });
  if (countLetters(text) < FEWEST_TITLE_LETTERS) return refuse('E_TOO_SHORT');
  return accept({ text, normalisations }, [...mended.findings, ...judgeCapitals(text)]);
}

/** A description or another free text, which may be empty and keeps its line breaks. */
export function readDescription(typed: string): Verdict<TextReading> {
  const mended = mendText(typed, 'many');
  if (mended.kind === 'error') return mended;
  return accept({ text: mended.text, normalisations: mended.normalisations }, mended.findings);
}

export type MendedText = {
  readonly kind: 'mended';
  readonly text: string;
  readonly normalisations: readonly Normalisation[];
  readonly findings: readonly Finding[];
};

/** Formula, encoding, normalisation, input method and spelling, in this order. */
export function mendText(typed: string, lines: 'one' | 'many'): MendedText | Refusal {
  const decoded = readEncoding(typed);
  if (decoded.kind === 'error') return decoded;
  const source = decoded.codes.length === 0 ? typed : decoded.text;
  const { text: normalised, normalisations } = normaliseText(source, lines);
  const keyed = mendKeySlips(normalised);
  // Judged after VIQR, whose «?» is a tone.
  if (hasQuestionMarkInside(keyed.text)) return refuse('E_LOST_CHARS');
  const { text, misplaced } = mendTones(keyed.text);
  const codes = [...decoded.codes, ...keyed.methods.map((method) => SLIP_CODES[method])];
  const findings: Finding[] = [
    ...codes.map((code) => ({ code, values: { a: quote(text) }, suggestion: text })),
    ...misplaced.map((word) => toSpelling('W_TONE_POS', word, text)),
    ...listMisspelt(text).map((word) => toSpelling('W_SPELL', word)),
  ];
  return { kind: 'mended', text, normalisations, findings };
}

/** The first steps, common to every text: formula, length, and what the bytes were meant to be. */
export function readEncoding(typed: string): DecodedText | Refusal {
  if (typed.length > MAX_CELL_LENGTH) return refuse('E_TOO_LONG');
  const composed = typed.normalize('NFC');
  if (isFormula(composed)) return refuse('E_FORMULA');
  const mojibake = decodeMojibake(composed);
  const characters = (mojibake ?? composed).normalize('NFC');
  if (mojibake === undefined && hasMojibakeFragment(characters)) return refuse('E_ENCODING_MIXED');
  const html = decodeHtml(characters);
  if (html !== undefined && isFormula(html)) return refuse('E_FORMULA');
  const found = findOldEncoding(html ?? characters);
  if (found.kind === 'mixed') return refuse('E_ENCODING_MIXED');
  const text = found.kind === 'unicode' ? (html ?? characters) : found.text;
  if (hasReplacementCharacter(text)) return refuse('E_LOST_CHARS');
  const codes: MessageCode[] = [];
  if (mojibake !== undefined) codes.push('W_MOJIBAKE');
  if (html !== undefined) codes.push('W_HTML');
  if (found.kind !== 'unicode') codes.push(found.kind === 'tcvn3' ? 'W_TCVN3' : 'W_VNI');
  return { kind: 'decoded', text, codes };
}

export type DecodedText = {
  readonly kind: 'decoded';
  readonly text: string;
  readonly codes: readonly MessageCode[];
};

const FORMULA_OR_ERROR = /^\s*(?:=|#(?:REF|VALUE|NAME|NUM|NULL|ERROR|DIV\/0)[!?]|#N\/A)/i;

/** What is kept of the text would be one: invisible characters before it go. */
function isFormula(text: string): boolean {
  return FORMULA_OR_ERROR.test(removeInvisible(text));
}

export const SLIP_CODES = { telex: 'W_TELEX', vniKeys: 'W_VNI_KEYS', viqr: 'W_VIQR' } as const;

const MAX_SPELLING_FINDINGS = 5;

/** Puts every misplaced tone where it belongs. */
function mendTones(text: string): { readonly text: string; readonly misplaced: readonly string[] } {
  const misplaced: string[] = [];
  const mended = text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const reading = readWord(word);
    if (reading.kind !== 'misplaced') return word;
    if (misplaced.length < MAX_SPELLING_FINDINGS) misplaced.push(word);
    return reading.mended;
  });
  return { text: mended, misplaced };
}

function toSpelling(code: MessageCode, word: string, suggestion?: string): Finding {
  const values = { từ: quote(word) };
  return suggestion === undefined ? { code, values } : { code, values, suggestion };
}

function judgeCapitals(text: string): readonly Finding[] {
  const words = text.split(' ').filter((word) => /\p{L}/u.test(word));
  if (words.length < FEWEST_CAPITAL_WORDS || !isAllCapitals(text)) return [];
  const suggestion = toSentenceCase(text);
  return [{ code: 'W_ALL_CAPS', values: { a: quote(suggestion) }, suggestion }];
}

function countLetters(text: string): number {
  return (text.match(/\p{L}/gu) ?? []).length;
}
