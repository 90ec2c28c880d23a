/** A text longer than one script property may be, kept in several. */

/** A property takes 9 KB; these texts are ASCII. */
const PART_LENGTH = 8_000;
const MAX_PARTS = 50;

export function readLongProperty(name: string): string {
  const all = PropertiesService.getScriptProperties().getProperties();
  let text = '';
  for (let part = 0; part < MAX_PARTS; part += 1) text += all[`${name}${part}`] ?? '';
  return text;
}

/** All parts in one call, so that no run sees half a text. */
export function writeLongProperty(name: string, text: string): void {
  const parts: Record<string, string> = {};
  for (let part = 0; part < MAX_PARTS; part += 1) {
    const start = part * PART_LENGTH;
    // The parts a longer text left behind are emptied.
    parts[`${name}${part}`] = text.slice(start, start + PART_LENGTH);
  }
  PropertiesService.getScriptProperties().setProperties(parts);
}
