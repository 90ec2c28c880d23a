// What runs in a spreadsheet once this content stands in the script bound to it.

import type { NewBinding } from '../apps-script/script-host.ts';
import type { ScriptFile } from './check-content.ts';

/** Scripts run as one, in the order in which the project lists them. */
export function toNewBinding(project: {
  readonly scriptId: string;
  readonly files: readonly ScriptFile[];
}): NewBinding {
  const sources = project.files.filter(({ type }) => type === 'SERVER_JS');
  const manifest = project.files.find(({ type }) => type === 'JSON');
  return {
    scriptId: project.scriptId,
    code: sources.map(({ source }) => source).join('\n'),
    manifest: JSON.parse(manifest?.source ?? '{}'),
  };
}
