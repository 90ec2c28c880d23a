// Which of the synthesised stages a program on this machine starts.

const STAGES = ['dev', 'prod'] as const;
export type Stage = (typeof STAGES)[number];

/** @returns undefined for a word that names none; dev where none is given */
export function parseStage(text: string | undefined = 'dev'): Stage | undefined {
  return STAGES.find((stage) => stage === text);
}
