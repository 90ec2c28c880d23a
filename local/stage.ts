// Which of the synthesised stages a program on this machine starts.
import { isStage, type Stage } from '../core/stage.ts';

/** @returns undefined for a word that names none; dev where none is given */
export function parseStage(text = 'dev'): Stage | undefined {
  return isStage(text) ? text : undefined;
}
