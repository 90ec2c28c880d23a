// Of the stacks of a stage, those one programme runs on: what all share, and its own services.
import { LocalFault } from './local-fault.ts';
import type { StackTemplate } from './read-assembly.ts';
import { isRecord } from './resolve-intrinsics.ts';

/** @throws LocalFault 'local.programme_missing' when no stack serves it */
export function selectStacks(
  stacks: readonly StackTemplate[],
  programme: string | undefined,
): readonly StackTemplate[] {
  if (programme === undefined) return stacks;
  const served = new Map(stacks.map((stack) => [stack, listServed(stack)]));
  const selected = stacks.filter((stack) => {
    const programmes = served.get(stack);
    return programmes === undefined || programmes.size === 0 || programmes.has(programme);
  });
  if (selected.some((stack) => served.get(stack)?.has(programme))) return selected;
  throw new LocalFault('local.programme_missing', { programme });
}

/** The programmes its functions are told they work for; none in a stack without functions. */
function listServed({ template }: StackTemplate): ReadonlySet<string> {
  const programmes = Object.values(template.Resources).flatMap(({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::Function' || !isRecord(Properties?.Environment)) return [];
    const { Variables } = Properties.Environment;
    return isRecord(Variables) && typeof Variables.PROGRAMME === 'string'
      ? [Variables.PROGRAMME]
      : [];
  });
  return new Set(programmes);
}
