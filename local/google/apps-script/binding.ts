// A script bound to a spreadsheet: its code, its manifest, the functions it defines.

import { createHash } from 'node:crypto';
import { parse } from 'acorn';

export type ScriptManifest = {
  readonly timeZone: string;
  /** When given, Google grants these and nothing else. */
  readonly oauthScopes?: readonly string[];
} & Readonly<Record<string, unknown>>;

export type Binding = {
  readonly spreadsheetId: string;
  readonly scriptId: string;
  readonly code: string;
  readonly codeKey: string;
  readonly manifest: ScriptManifest;
  /** Top-level functions: only these are found by name. */
  readonly functionNames: ReadonlySet<string>;
};

export type BindingSource = {
  readonly scriptId: string;
  readonly code: string;
  readonly manifest: ScriptManifest;
};

const functionNamesByKey = new Map<string, ReadonlySet<string>>();

/** @throws Error when the code is no ECMAScript 2021 script, as Google refuses to save it */
export function createBinding(spreadsheetId: string, source: BindingSource): Binding {
  const codeKey = createHash('sha256').update(source.code).digest('hex');
  let functionNames = functionNamesByKey.get(codeKey);
  if (functionNames === undefined) {
    functionNames = readFunctionNames(source.code);
    functionNamesByKey.set(codeKey, functionNames);
  }
  return { spreadsheetId, ...source, codeKey, functionNames };
}

function readFunctionNames(code: string): ReadonlySet<string> {
  try {
    const program = parse(code, { ecmaVersion: 2021, sourceType: 'script' });
    return new Set(
      program.body.flatMap((node) => (node.type === 'FunctionDeclaration' ? [node.id.name] : [])),
    );
  } catch (cause) {
    throw new Error(`The script was not saved: ${String(cause)}`, { cause });
  }
}
