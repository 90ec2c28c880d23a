// Work that is due at a time of the caller's clock, in a fixed order.

export type DueQueue = {
  add(item: DueItem): void;
  nextDueMs(): number | undefined;
  /** Runs, one after another, everything due by then, also what is added meanwhile. */
  runDue(nowMs: number): Promise<number>;
};

type DueItem = {
  readonly dueMs: number;
  readonly name: string;
  run(): Promise<void>;
};

/** A month of five-minute schedules: more at once is a runaway. */
const maxRuns = 10_000;

export function createDueQueue(): DueQueue {
  const items: DueItem[] = [];

  function peek(): DueItem | undefined {
    return items[0];
  }

  return {
    add(item) {
      items.push(item);
      items.sort((left, right) => left.dueMs - right.dueMs || compareNames(left, right));
    },
    nextDueMs: () => peek()?.dueMs,
    async runDue(nowMs) {
      let runs = 0;
      for (let item = peek(); item !== undefined && item.dueMs <= nowMs; item = peek()) {
        if (runs === maxRuns) throw new Error(`${maxRuns} runs due at once: ${item.name}`);
        items.shift();
        runs += 1;
        await item.run();
      }
      return runs;
    },
  };
}

function compareNames(left: DueItem, right: DueItem): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
