/** A change of one source file while it is bundled: how a safeguard is taken out for a trial. */

export type SourceChange = {
  /** From the root of the repository. */
  readonly file: string;
  /** Must stand there exactly once. */
  readonly find: string;
  readonly replace: string;
};

/** @throws Error when the text to change is not there exactly once: the trial would prove nothing */
export function changeSource(source: string, { file, find, replace }: SourceChange): string {
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} has «${find}» ${times} times, not once`);
  return source.replace(find, () => replace);
}
