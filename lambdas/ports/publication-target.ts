/** The committee's spreadsheet as summarize sees it: replaced whole, or not at all. */
import type { TabValues } from '../../core/summary/machine-tab.ts';
import type { SheetIds } from '../../core/summary/spreadsheet-url.ts';
import type { Tab } from '../../core/summary/tab.ts';

export type TabsQuery = {
  readonly whole: readonly string[];
  readonly heads: readonly string[];
};

export type PublicationTarget = {
  /**
   * Looks at what stands there now. Figures must be read after this: what replaces it is then
   * never older than what it replaces.
   */
  open(): Promise<OpenTarget>;
  /**
   * One read of what stands there now: some tabs whole, of others the first rows that tell a tab of
   * ours.
   *
   * @returns undefined where one of them does not exist
   * @throws Fault 'publish.unverified' when nobody knows
   */
  look(query: TabsQuery): Promise<TabValues | undefined>;
};

export type Replacement =
  | { readonly kind: 'replaced'; readonly sheetIds: SheetIds }
  | { readonly kind: 'superseded' };

export type OpenTarget = {
  /**
   * Replaces the tabs in one step; no reader sees some of them old and some new.
   *
   * @returns 'superseded' when another publication came between `open` and now: nothing was changed;
   * `sheetIds` are of the tabs people see
   * @throws Fault 'publish.unverified' when nothing was changed for another reason, or nobody knows
   */
  replace(tabs: readonly Tab[]): Promise<Replacement>;
  /** The tabs as they stand there now; one that does not exist is left out. */
  readBack(titles: readonly string[]): Promise<TabValues>;
};
