// Spares the grid a search that took half of each picture.
//
// The library asks of every text it draws whether it could be a number, a date or a time, to mark
// it, and does so where that mark is turned off. It skips cells whose kind it is not told: here
// the kind is taken away just before it asks, and given back just after.
import {
  CellValueType,
  type ICellData,
  type Injector,
  InterceptorEffectEnum,
} from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/sheets';

/** The library's own place among those that are asked, highest first. */
const SEARCH = 10;

/** Only when a tab was shown is there anything of the library to tell. */
export function skipNumberMarks(injector: Injector): void {
  const service = injector.get(SheetInterceptorService);
  const effect = InterceptorEffectEnum.Style;
  service.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: SEARCH + 0.5,
    effect,
    handler: (cell, _place, next) => next(isText(cell) ? { ...cell, t: null } : cell),
  });
  service.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: SEARCH - 0.5,
    effect,
    handler: (cell, { rawData }, next) =>
      next(cell?.t === null && isText(rawData) ? Object.assign(cell, { t: rawData.t }) : cell),
  });
}

function isText(cell: unknown): cell is ICellData {
  return (
    typeof cell === 'object' && cell !== null && 't' in cell && cell.t === CellValueType.STRING
  );
}
