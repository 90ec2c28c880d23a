// Which rows of a sample are not on a sheet yet, so that loading it again doubles nothing.

/** Each present row stands for one wanted row of the same texts; the rest are missing, in order. */
export function findMissingRows(
  wanted: readonly (readonly string[])[],
  present: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const counts = new Map<string, number>();
  for (const row of present) {
    const key = toKey(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return wanted.filter((row) => {
    const key = toKey(row);
    const count = counts.get(key) ?? 0;
    if (count > 0) counts.set(key, count - 1);
    return count === 0;
  });
}

function toKey(row: readonly string[]): string {
  return JSON.stringify(row);
}
