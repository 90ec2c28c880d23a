// Starts the grid's library with the few of its plugins that are used, in the page's language.
import { LocaleType, mergeLocales, Univer } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreEnglish from '@univerjs/preset-sheets-core/locales/en-US';
import coreVietnamese from '@univerjs/preset-sheets-core/locales/vi-VN';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationEnglish from '@univerjs/preset-sheets-data-validation/locales/en-US';
import validationVietnamese from '@univerjs/preset-sheets-data-validation/locales/vi-VN';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import noteEnglish from '@univerjs/preset-sheets-note/locales/en-US';
import noteVietnamese from '@univerjs/preset-sheets-note/locales/vi-VN';
import type { Language } from '../../texts/language.ts';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-note/lib/index.css';

export type UniverParts = { readonly univer: Univer; readonly api: FUniver };

const LOCALES = { vi: LocaleType.VI_VN, en: LocaleType.EN_US } as const;

export function toLocale(language: Language): LocaleType {
  return LOCALES[language];
}

/** Its own toolbar, menus and tabs stay away: they offer what a Google Sheet here cannot do. */
export function startUniver(container: HTMLElement, language: Language): UniverParts {
  const univer = new Univer({
    locale: toLocale(language),
    locales: {
      [LocaleType.VI_VN]: mergeLocales(coreVietnamese, validationVietnamese, noteVietnamese),
      [LocaleType.EN_US]: mergeLocales(coreEnglish, validationEnglish, noteEnglish),
    },
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      header: false,
      toolbar: false,
      footer: false,
      formulaBar: true,
      contextMenu: false,
      disableAutoFocus: true,
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
      sheets: {
        disableForceStringAlert: true,
        disableForceStringMark: true,
        clipboardConfig: { hidePasteOptions: true },
      },
    }),
    // A search of its own would take the focus from whoever types.
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false, showSearchOnDropdown: false }),
    UniverSheetsNotePreset(),
  ];
  for (const { plugins } of presets) {
    for (const plugin of plugins) {
      if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
      else univer.registerPlugin(plugin);
    }
  }
  return { univer, api: FUniver.newAPI(univer) };
}
