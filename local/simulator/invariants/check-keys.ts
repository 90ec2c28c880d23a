/** Invariant 4, of keys: a withdrawn one leads to no good one, and each file learns its next. */
import type { Evidence, Violation } from '../evidence.ts';

export function checkKeys({ keys, keyBreaches, isQuiet }: Evidence): readonly Violation[] {
  const late = isQuiet ? keys.filter(({ known, current }) => known !== current) : [];
  return [
    ...keyBreaches.map(({ unit, from, to }) =>
      violate(`${unit}: version ${from} was withdrawn and was told version ${to}`),
    ),
    ...late.map(({ unit, known, current }) =>
      violate(`${unit} signs at rest with version ${known} of its key and not with ${current}`),
    ),
  ];
}

function violate(reason: string): Violation {
  return { invariant: 4, reason };
}
