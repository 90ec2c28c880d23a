/** Invariant 4: only a unit's own key, in its registered file, changes a unit's records. */
import type { Evidence, Violation } from '../evidence.ts';

export function checkIsolation({ commits }: Evidence): readonly Violation[] {
  return commits.flatMap(({ unit, sender, isRegistered, writes, order }) => {
    const strangers = writes.filter(({ row }) => !row.id.startsWith(`${unit}-`));
    return [
      ...(sender === unit ? [] : [violate(`${sender ?? 'a forger'} changed ${unit} at ${order}`)]),
      ...(isRegistered ? [] : [violate(`another file changed ${unit} at ${order}`)]),
      ...strangers.map(({ row }) => violate(`${unit} was given the record ${row.id}`)),
    ];
  });
}

function violate(reason: string): Violation {
  return { invariant: 4, reason };
}
