// The default event bus: hands an event to the functions of every rule whose pattern it matches.
import type { CloudModel } from './cloud-model.ts';
import { LocalFault } from './local-fault.ts';

type Pattern = Readonly<Record<string, unknown>>;

/** ARNs of the functions that are to get it. */
export function listTargets(model: CloudModel, event: Pattern): readonly string[] {
  return model.rules
    .filter(({ properties }) => matchesPattern(properties.EventPattern, event))
    .flatMap(({ properties }) => properties.Targets.map(({ Arn }) => Arn));
}

/**
 * Every key of the pattern must be there: a list names the values allowed, an object goes deeper.
 *
 * @throws LocalFault for a pattern with more than plain values, which is not understood here
 */
export function matchesPattern(pattern: Pattern, event: Pattern): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    const actual = event[key];
    if (Array.isArray(expected)) {
      const values = [actual].flat();
      return expected.some((one) => values.includes(requirePlain(one)));
    }
    if (!isObject(expected)) requirePlain(undefined);
    return isObject(expected) && isObject(actual) && matchesPattern(expected, actual);
  });
}

function requirePlain(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new LocalFault('local.unsupported_property', {
    resource: 'EventPattern',
    problem: `only lists of texts are understood, not ${JSON.stringify(value)}`,
  });
}

function isObject(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
