// Field masks: «sheets(properties(sheetId,title),data.rowData.values.note)», to read or to write.

import { ApiError } from './api-error.ts';

/** The fields chosen at one level; 'all' from there on down. */
export type FieldMask = 'all' | ReadonlyMap<string, FieldMask>;

/** @throws ApiError 400 when the text is no mask */
export function parseFieldMask(text: string): FieldMask {
  const tokens = text.match(/[A-Za-z0-9_]+|\*|[.,()/]|\S/g) ?? [];
  const parser = { tokens, at: 0, text };
  const mask = parseList(parser);
  if (parser.at !== tokens.length || text.trim() === '') throw badMask(text);
  return mask;
}

/** The whole field at `path` is chosen. */
export function maskSelects(mask: FieldMask, path: readonly string[]): boolean {
  let current: FieldMask | undefined = mask;
  for (const name of path) {
    if (current === 'all') return true;
    current = current?.get(name);
    if (current === undefined) return false;
  }
  return current === 'all';
}

/** The field at `path`, or some part of it, is chosen. */
export function maskTouches(mask: FieldMask, path: readonly string[]): boolean {
  let current: FieldMask | undefined = mask;
  for (const name of path) {
    if (current === 'all') return true;
    current = current?.get(name);
    if (current === undefined) return false;
  }
  return true;
}

/** Every path that ends in a chosen whole. */
export function maskPaths(mask: FieldMask): readonly (readonly string[])[] {
  if (mask === 'all') return [[]];
  return [...mask].flatMap(([name, inner]) => maskPaths(inner).map((path) => [name, ...path]));
}

/** Only the chosen part of a JSON value; lists are looked through. */
export function applyFieldMask(mask: FieldMask, value: unknown): unknown {
  if (mask === 'all' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => applyFieldMask(mask, item));
  const chosen: [string, unknown][] = [];
  for (const [name, child] of Object.entries(value)) {
    const inner = mask.get(name);
    if (inner !== undefined) chosen.push([name, applyFieldMask(inner, child)]);
  }
  return Object.fromEntries(chosen);
}

type Parser = { readonly tokens: readonly string[]; at: number; readonly text: string };

function parseList(parser: Parser): FieldMask {
  let mask: FieldMask = new Map();
  do {
    mask = union(mask, parsePath(parser));
  } while (accept(parser, ','));
  return mask;
}

function parsePath(parser: Parser): FieldMask {
  const name = parser.tokens[parser.at];
  parser.at += 1;
  if (name === '*') return 'all';
  if (name === undefined || !/^\w+$/.test(name)) throw badMask(parser.text);
  if (accept(parser, '.') || accept(parser, '/')) return new Map([[name, parsePath(parser)]]);
  if (accept(parser, '(')) {
    const inner = parseList(parser);
    if (!accept(parser, ')')) throw badMask(parser.text);
    return new Map([[name, inner]]);
  }
  return new Map([[name, 'all']]);
}

function accept(parser: Parser, token: string): boolean {
  if (parser.tokens[parser.at] !== token) return false;
  parser.at += 1;
  return true;
}

function union(a: FieldMask, b: FieldMask): FieldMask {
  if (a === 'all' || b === 'all') return 'all';
  const merged = new Map(a);
  for (const [name, inner] of b) {
    const present = merged.get(name);
    merged.set(name, present === undefined ? inner : union(present, inner));
  }
  return merged;
}

function badMask(text: string): ApiError {
  return new ApiError(400, `Invalid field mask: ${text}`);
}
