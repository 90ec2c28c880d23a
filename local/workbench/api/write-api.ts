// The page's wishes: a path and JSON in, what became of it out.
import type { ActionRequest } from './page-user-action.ts';

/** What the system does for a page. */
export type WorkbenchActs = {
  /** Makes and activates a unit's spreadsheet that is not there yet. */
  open(key: string): Promise<ActOutcome>;
  /** Starts what it fires without waiting for it. */
  act(key: string, action: ActionRequest): ActOutcome;
  /** «Tạo bản sao»: a spreadsheet of its own, which nobody has activated. */
  copy(key: string): CopyOutcome;
};

/** POST /api/spreadsheets/:key/copy */
export type CopyOutcome =
  | { readonly kind: 'copied'; readonly key: string }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'notFound' };

export type ActOutcome =
  | {
      readonly kind: 'done';
      readonly revision: number;
      /** Where the row that was typed into stands now, 0-based; only where it has moved. */
      readonly movedTo?: number;
    }
  /** As Google does with a value a strict list does not have. */
  | { readonly kind: 'unchanged'; readonly revision: number }
  /** The rows that were meant stand elsewhere by now, or nowhere; nothing was done. */
  | { readonly kind: 'rowsMoved' }
  /** Google would refuse it. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'notFound' };
