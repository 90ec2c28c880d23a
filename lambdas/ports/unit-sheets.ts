/** What the sweeper asks of Google: a unit's spreadsheet, to read and never to write. */
import type { TabReading } from '../../core/sweep/choose-entry-tab.ts';
import type { UnreadableReason } from '../../core/unit-head.ts';

export type SpreadsheetReading =
  /** All tabs as they stood at one moment. */
  | { readonly kind: 'read'; readonly tabs: readonly TabReading[] }
  | {
      readonly kind: 'unreadable';
      readonly reason: Extract<
        UnreadableReason,
        'forbidden' | 'notFound' | 'unsupported' | 'unavailable'
      >;
      /** What Google said, for the log only. */
      readonly detail: string;
    };

export type UnitSheets = {
  /** One call, repeated while Google is busy; never throws for what Google answers. */
  read(spreadsheetId: string): Promise<SpreadsheetReading>;
};
