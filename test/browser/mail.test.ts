// Mails in a real browser: on a phone and on a desk, with and without the styles of their head.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Changes, MailFacts } from '../../core/digest/mail-facts.ts';
import { renderMail } from '../../lambdas/digest/render-mail.ts';
import {
  alertFacts,
  CHANGES,
  closingFacts,
  digestFacts,
  emptyFacts,
  FRAME,
  listUnits,
  reminderFacts,
  SUMMARY,
} from '../core/digest/mail-cast.ts';
import { missingChromium, openChromium } from './open-chromium.ts';

const PHONE_PX = 375;
const DESK_PX = 800;

/** Words that nothing divides, and amounts nobody will see. */
const UNBROKEN = 'x'.repeat(260);
const LONG_UNIT = { code: 'BT001', name: UNBROKEN };
const LONG_CHANGES: Changes = {
  ...CHANGES,
  added: 123_456_789,
  examples: [{ kind: 'added', unit: LONG_UNIT, title: UNBROKEN }],
};
const LONG: MailFacts = digestFacts({
  programmeName: UNBROKEN,
  changes: LONG_CHANGES,
  missing: [LONG_UNIT, LONG_UNIT],
  summary: {
    ...SUMMARY,
    total: 123_456_789,
    byCategory: { CTKT: 123_456_789, TK: 1, PVDT: 0, TCQL: 0, HLH: 0 },
    benefit: { totalDong: 900_000_000_000_000_000, counted: 1, notYet: 0, cannot: 0 },
  },
});

const MAILS: readonly (readonly [string, MailFacts])[] = [
  ['digest', digestFacts()],
  ['first digest', digestFacts({ ...emptyFacts(listUnits(1000)), changes: undefined })],
  ['closing', closingFacts()],
  ['reminder', reminderFacts()],
  ['alert', alertFacts()],
  ['overlong', LONG],
];

describe.skipIf(missingChromium() !== undefined)('a mail', () => {
  let browser: Browser;
  let page: Page;
  let requests: string[];

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    requests = [];
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
  });
  afterEach(async () => {
    await page.close();
    expect(requests).toEqual([]);
  });

  async function show(facts: MailFacts, widthPx: number, hasStyles = true): Promise<void> {
    const { html } = renderMail(facts, FRAME);
    await page.setViewportSize({ width: widthPx, height: 800 });
    await page.setContent(hasStyles ? html : withoutHeadStyles(html));
  }

  /** What sticks out to either side, and how wide the page has become. */
  function measure(): Promise<unknown> {
    return page.evaluate(`(() => {
      const { scrollWidth: widthPx, clientWidth } = document.documentElement;
      const outside = [...document.querySelectorAll('body *')].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (left < 0 || right > clientWidth + 0.5);
      });
      return { widthPx, outside: outside.map((element) => element.outerHTML.slice(0, 200)) };
    })()`);
  }

  describe.each(MAILS)('(%s)', (_, facts) => {
    it.each([
      [PHONE_PX, true],
      [PHONE_PX, false],
      [DESK_PX, true],
      [DESK_PX, false],
    ])('fits into %i px, styles in the head: %s', async (widthPx, hasStyles) => {
      await show(facts, widthPx, hasStyles);
      expect(await measure()).toEqual({ widthPx, outside: [] });
    });
  });

  it('shows no preheader in its text, and has one', async () => {
    await show(digestFacts(), PHONE_PX);
    const preheader = page.getByText('Tăng 12, sửa 3, rút 1; 3 đơn vị chưa nộp');
    expect([await preheader.count(), await preheader.isVisible()]).toEqual([1, false]);
  });

  it('draws bars as long as they say, and none for a 0', async () => {
    await show(digestFacts(), DESK_PX);
    const widths = await page
      .locator('td[bgcolor]')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    const greatest = Math.max(...widths);
    expect(widths.map((width) => Math.round((100 * width) / greatest))).toEqual([100, 8, 16, 26]);
  });

  it('is read as Vietnamese, with lines no smaller than 14 px on a phone', async () => {
    await show(digestFacts(), PHONE_PX);
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    const small = await page.evaluate(`[...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== ''
      ))
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 14)
      .map((element) => element.outerHTML.slice(0, 200))`);
    expect(small).toEqual([]);
  });

  it('writes dark on light', async () => {
    await show(digestFacts(), PHONE_PX);
    const pair = await page.evaluate(`[
      getComputedStyle(
        [...document.querySelectorAll('div')].findLast(
          (element) => element.textContent === 'Kính gửi Ban Tổ chức,'
        )
      ).color,
      getComputedStyle(document.body).backgroundColor,
    ]`);
    expect(pair).toEqual(['rgb(31, 35, 40)', 'rgb(255, 255, 255)']);
  });
});

/** As mail programs do that keep only what stands in the body. */
function withoutHeadStyles(html: string): string {
  return html.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '');
}
