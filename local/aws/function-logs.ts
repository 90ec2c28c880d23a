// Collects what a function's process prints and cuts it at the end of each invocation.

const maxCharacters = 256 * 1024;
const waitMs = 1_000;

export type FunctionLogs = {
  add(text: string): void;
  /** Waits until the process said that everything of this invocation is written. */
  takeUntilEnd(requestId: string): Promise<readonly string[]>;
  /** Whatever there is, for a process that will say nothing more. */
  takeAll(): readonly string[];
};

export function createFunctionLogs(): FunctionLogs {
  let text = '';
  let notify: () => void = () => undefined;

  function take(end: number, resumeAt: number): readonly string[] {
    const lines = text
      .slice(0, end)
      .split('\n')
      .filter((line) => line !== '');
    text = text.slice(resumeAt);
    return lines;
  }

  return {
    add(more) {
      // A function that prints without end keeps its last words.
      text = (text + more).slice(-maxCharacters);
      notify();
    },
    async takeUntilEnd(requestId) {
      const mark = `\nEND RequestId: ${requestId}\n`;
      if (!text.includes(mark)) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          notify = () => {
            if (!text.includes(mark)) return;
            clearTimeout(timer);
            resolve();
          };
        });
        notify = () => undefined;
      }
      const at = text.indexOf(mark);
      return at < 0 ? take(text.length, text.length) : take(at, at + mark.length);
    },
    takeAll: () => take(text.length, text.length),
  };
}
