/** The one script property of a sheet: its registration and what it last learned. */
import * as z from 'zod/mini';
import { Activation } from './activation.ts';
import { RulesUpdate } from './sync-reply.ts';

export const SheetMemory = z.object({
  activation: Activation,
  /** The file that was registered; a copy of it is another file. */
  spreadsheetId: z.string(),
  /** The tab taken for entry, whatever it is called now; absent for the committee. */
  entrySheetId: z.optional(z.int()),
  /** The committee's «Danh mục»; absent for units, and while it could not be made yet. */
  catalogueSheetId: z.optional(z.int()),
  /** True while a request of it may be under way whose answer nobody heard. */
  catalogueAsked: z.optional(z.boolean()),
  /** Who pressed «Kích hoạt», and the triggers that press made. */
  installedBy: z.string(),
  triggerIds: z.array(z.string()),
  /** The unit's sequence last seen; marks may know a later one. */
  after: z.int(),
  rules: z.optional(RulesUpdate),
  /** The open hold of which the rows say that they belong to it; it may have grown since. */
  toldHold: z.optional(z.string()),
  statement: z.optional(z.enum(['done', 'none'])),
  /** True while the tab is one made anew in place of a lost one, and still blank. */
  rebuilt: z.optional(z.boolean()),
  /** True since a run could not reach the server; the next ones then try only once. */
  unreachable: z.optional(z.boolean()),
  /** True since the server refused the key; «Kích hoạt» then asks for a new code. */
  refused: z.optional(z.boolean()),
  /** True while a banner stands on the tab. */
  stopped: z.optional(z.boolean()),
});
export type SheetMemory = z.infer<typeof SheetMemory>;
