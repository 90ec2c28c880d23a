/** The committee's spreadsheet as plain values: replaced in one step, with faults on the way. */
import { Fault } from '../../core/fault.ts';
import type { TabValues } from '../../core/summary/machine-tab.ts';
import type { Tab } from '../../core/summary/tab.ts';
import { toCellValue } from '../../core/summary/tab.ts';
import type { PublicationTarget } from '../../lambdas/ports/publication-target.ts';

export type PublicationFault = 'down' | 'throttle' | 'timeoutBefore' | 'timeoutAfter';

export type MemoryPublication = {
  readonly target: PublicationTarget;
  look(): { readonly isWhole: boolean; readonly standing: TabValues };
};

const SPREADSHEET = 'committee';

/** By its place: as good as any, and never the same for two tabs. */
function toSheetId({ title }: Tab, index: number): [title: string, sheetId: number] {
  return [title, index + 1];
}

export function createMemoryPublication(
  takeFault: () => PublicationFault | undefined,
): MemoryPublication {
  let standing = new Map<string, TabValues[string]>();
  let revision = 0;
  /** Every set of tabs that was ever to stand here, as one text each. */
  const proposed = new Set([toText(standing)]);

  /** @throws Fault when nobody knows whether anything was changed */
  function fail(fault: PublicationFault | undefined): void {
    if (fault === undefined) return;
    throw new Fault('publish.unverified', { spreadsheetId: SPREADSHEET, reason: fault });
  }

  return {
    target: {
      async open() {
        const seen = revision;
        return {
          async replace(tabs) {
            const fault = takeFault();
            if (fault !== 'timeoutAfter') fail(fault);
            if (revision !== seen) return { kind: 'superseded' };
            const next = new Map(tabs.map((tab) => [tab.title, toValues(tab)]));
            proposed.add(toText(next));
            revision += 1;
            standing = next;
            fail(fault);
            return { kind: 'replaced', sheetIds: Object.fromEntries(tabs.map(toSheetId)) };
          },
          async readBack(titles) {
            fail(takeFault());
            return Object.fromEntries([...standing].filter(([title]) => titles.includes(title)));
          },
        };
      },
      async look({ whole, heads }) {
        fail(takeFault());
        if ([...whole, ...heads].some((title) => !standing.has(title))) return undefined;
        return Object.fromEntries(standing);
      },
    },
    look: () => ({
      isWhole: proposed.has(toText(standing)),
      standing: Object.fromEntries(standing),
    }),
  };
}

function toValues({ rows }: Tab): TabValues[string] {
  return rows.map(({ cells }) => cells.map((cell) => toCellValue(cell)));
}

function toText(tabs: ReadonlyMap<string, TabValues[string]>): string {
  return JSON.stringify([...tabs]);
}
