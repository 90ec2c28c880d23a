/** One request of «Danh mục» to the server. */
import type { CatalogueReply } from '../core/messages/catalogue.ts';
import { CatalogueReply as CatalogueReplySchema } from '../core/messages/catalogue.ts';
import { CATALOGUE_PATH } from '../core/messages/catalogue-path.ts';
import type { CatalogueRequest } from '../core/messages/catalogue-request.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import type { Told } from './ask-server.ts';
import { askServer } from './ask-server.ts';
import { BUNDLE_VERSION } from './bundle-version.ts';

type Common = 'v' | 'bundle' | 'spreadsheetId';
type WithoutCommon<Request> = Request extends unknown ? Omit<Request, Common> : never;
export type CatalogueQuestion = WithoutCommon<CatalogueRequest>;
export type CatalogueAnswer = Told<CatalogueReply>;

export function askCatalogue(asker: CatalogueAsker, question: CatalogueQuestion): CatalogueAnswer {
  const { spreadsheetId } = asker;
  return askServer(asker, {
    path: CATALOGUE_PATH,
    body: { v: 1, bundle: BUNDLE_VERSION, spreadsheetId, ...question },
    schema: CatalogueReplySchema,
  });
}

export type CatalogueAsker = Pick<SheetMemory, 'activation' | 'spreadsheetId' | 'unreachable'>;
