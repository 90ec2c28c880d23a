/** The deployments a programme may have: one to try things on, one that counts. */
export const STAGES = ['dev', 'prod'] as const;
export type Stage = (typeof STAGES)[number];

export function isStage(text: string | undefined): text is Stage {
  return STAGES.some((stage) => stage === text);
}
