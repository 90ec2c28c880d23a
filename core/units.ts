/** Which unit of the programme a name or an alias means. */
import { accept, quote, refuse, type Verdict } from './reading/verdict.ts';
import { toComparisonKey } from './reading/vietnamese/comparison-key.ts';
import { stripMarks } from './reading/vietnamese/letters.ts';

export type NamedUnit = {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

/** Reads a unit's name as written in lists: its code or name silently, an alias with a warning. */
export function readUnit(typed: string, units: readonly NamedUnit[]): Verdict<string> {
  const folded = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  const own = units.find(({ code, name }) => code === folded || toKey(name) === toKey(folded));
  if (folded !== '' && own !== undefined) return accept(own.code);
  for (const toForm of [toKey, toPlainKey]) {
    const form = toForm(folded);
    const meant = units.filter(({ name, aliases }) =>
      [name, ...aliases].some((alias) => toForm(alias) === form),
    );
    const [unit, other] = meant;
    // A name that fits two units means neither.
    if (form === '' || other !== undefined) break;
    if (unit === undefined) continue;
    const values = { v: quote(typed), 'đơn vị': unit.name };
    return accept(unit.code, [{ code: 'W_UNIT_ALIAS', values }]);
  }
  return refuse('E_UNIT', { v: quote(typed) });
}

/** Capitals, tone placement, spaces and punctuation do not matter. */
function toKey(text: string): string {
  return (toComparisonKey(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join('');
}

function toPlainKey(text: string): string {
  return stripMarks(toKey(text));
}
