/** Objects are held against the keys they name, everything else whole. */
export function listDifferences(expected: unknown, actual: unknown, path = ''): string[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      listDifferences(value, actual[key], path === '' ? key : `${path}.${key}`),
    );
  }
  const same = JSON.stringify(expected) === JSON.stringify(actual);
  return same ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
