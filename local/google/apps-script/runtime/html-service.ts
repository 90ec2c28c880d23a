// HtmlService: text for sidebars and dialogs.

import { strict } from './strict.ts';

export type HtmlOutput = {
  getContent(): string;
  getTitle(): string;
  setTitle(title: string): HtmlOutput;
  setWidth(widthPx: number): HtmlOutput;
  setHeight(heightPx: number): HtmlOutput;
  append(html: string): HtmlOutput;
};

export function createHtmlService() {
  return strict('HtmlService', { createHtmlOutput: (html = '') => createHtmlOutput(html) });
}

function createHtmlOutput(html: string): HtmlOutput {
  let content = String(html);
  let title = '';
  const output: HtmlOutput = strict('HtmlOutput', {
    getContent: () => content,
    getTitle: () => title,
    setTitle(next: string) {
      title = next;
      return output;
    },
    setWidth: (_widthPx: number) => output,
    setHeight: (_heightPx: number) => output,
    append(more: string) {
      content += more;
      return output;
    },
  });
  return output;
}
