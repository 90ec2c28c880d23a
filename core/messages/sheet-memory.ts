/** The one script property of a sheet: its registration and what it last learned. */
import * as v from 'valibot';
import { Activation } from './activation.ts';
import { int } from './int.ts';
import { RulesUpdate } from './sync-reply.ts';

export const SheetMemory = v.object({
  activation: Activation,
  /** The file that was registered; a copy of it is another file. */
  spreadsheetId: v.string(),
  /** The tab taken for entry, whatever it is called now; absent for the committee. */
  entrySheetId: v.optional(int),
  /** The committee's «Danh mục»; absent for units, and while it could not be made yet. */
  catalogueSheetId: v.optional(int),
  /** True while a request of it may be under way whose answer nobody heard. */
  catalogueAsked: v.optional(v.boolean()),
  /** Who pressed «Kích hoạt», and the triggers that press made. */
  installedBy: v.string(),
  triggerIds: v.array(v.string()),
  /** The unit's sequence last seen; marks may know a later one. */
  after: int,
  rules: v.optional(RulesUpdate),
  /** The open hold of which the rows say that they belong to it; it may have grown since. */
  toldHold: v.optional(v.string()),
  statement: v.optional(v.picklist(['done', 'none'])),
  /** True while the tab is one made anew in place of a lost one, and still blank. */
  rebuilt: v.optional(v.boolean()),
  /** True since a run could not reach the server; the next ones then try only once. */
  unreachable: v.optional(v.boolean()),
  /** True since the server refused the key; «Kích hoạt» then asks for a new code. */
  refused: v.optional(v.boolean()),
  /** True while a banner stands on the tab. */
  stopped: v.optional(v.boolean()),
});
export type SheetMemory = v.InferOutput<typeof SheetMemory>;
