/** Reads and writes the one script property; a copied file has none. */
import * as v from 'valibot';
import type { SheetMemory as Memory } from '../../core/messages/sheet-memory.ts';
import { SheetMemory } from '../../core/messages/sheet-memory.ts';

const PROPERTY = 'so-sang-kien';

/** Undefined before activation, in a copied file, or where the property was damaged. */
export function readSheetMemory(): Memory | undefined {
  const text = PropertiesService.getScriptProperties().getProperty(PROPERTY);
  if (text === null) return undefined;
  const parsed = v.safeParse(SheetMemory, parseJson(text));
  return parsed.success ? parsed.output : undefined;
}

export function writeSheetMemory(memory: Memory): void {
  PropertiesService.getScriptProperties().setProperty(PROPERTY, JSON.stringify(memory));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
