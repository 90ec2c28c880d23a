/** What a command tells in the end: a line a unit, and whether all is well. */

export type UnitLine = {
  readonly unit: string;
  /** For programs: «pushed», «drift», … */
  readonly outcome: string;
  readonly isGood: boolean;
  /** For people. */
  readonly text: string;
  /** Beside the outcome, in the JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
};

export type Report = {
  readonly lines: readonly UnitLine[];
  /** What a person does next, or should know. */
  readonly notes: readonly string[];
};

export type ReportHead = {
  readonly command: string;
  readonly programme: string;
  readonly stage: string;
  readonly dryRun: boolean;
};

export function isGood({ lines }: Report): boolean {
  return lines.every((line) => line.isGood);
}

export function toJsonReport(head: ReportHead, report: Report): string {
  const units = report.lines.map(({ unit, outcome, isGood, text, details }) => ({
    unit,
    outcome,
    isGood,
    text,
    ...details,
  }));
  return `${JSON.stringify({ ...head, ok: isGood(report), units, notes: report.notes }, null, 2)}\n`;
}

/** @returns every line, how many of each outcome, and the notes */
export function toTextReport(report: Report): string {
  const width = Math.max(0, ...report.lines.map(({ unit }) => unit.length));
  const lines = report.lines.map(({ unit, text }) => `${unit.padEnd(width)}  ${text}`);
  const notes = report.notes.map((note) => `\n${note}`);
  return `${[...lines, countOutcomes(report), ...notes].join('\n')}\n`;
}

function countOutcomes({ lines }: Report): string {
  const counts = new Map<string, number>();
  for (const { outcome } of lines) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  return parts.length === 0 ? 'no unit is registered' : `${lines.length}: ${parts.join(', ')}`;
}
