/** How many initiatives are used elsewhere too, as the units wrote in «Nơi đã nhân rộng». */

import type { Figures } from '../summary/figures.ts';
import type { RowsByUnit } from '../summary/listed-rows.ts';
import { isCounted, listRows } from '../summary/listed-rows.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import {
  NOT_REPLICATED_WORDS,
  NOT_YET_REPLICATED,
  REPLICATION_TEXTS,
  toInitiatives,
} from '../wording/report.ts';
import { TAB_TITLES } from '../wording/summary.ts';
import type { FigureParagraph } from './paragraph.ts';
import { toFigure, toParagraph } from './paragraph.ts';

export function toReplicationParagraph(figures: Figures, rowsByUnit: RowsByUnit): FigureParagraph {
  const count = listRows(figures, rowsByUnit)
    .filter(isCounted)
    .filter(({ row }) => isReplicated(row.initiative.replication)).length;
  if (count === 0) return toParagraph(REPLICATION_TEXTS.none, []);
  const initiatives = toInitiatives(count);
  const row = REPLICATION_TEXTS.source(COLUMN_HEADERS.replication);
  return toParagraph(REPLICATION_TEXTS.some(initiatives), [
    toFigure(initiatives, { tab: TAB_TITLES.list, row }),
  ]);
}

/** «Không», «chưa nhân rộng» and a dash name no place. */
export function isReplicated(typed: string): boolean {
  const words = typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.…]+$/, '');
  if (!/[\p{L}\p{N}]/u.test(words)) return false;
  return !NOT_REPLICATED_WORDS.has(words) && !NOT_YET_REPLICATED.test(words);
}
