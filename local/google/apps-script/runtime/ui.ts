// Ui: menus, alerts, prompts and sidebars of the open spreadsheet.

import type { ButtonName, ButtonSetName, MenuEntry } from '../calls.ts';
import type { Bridge } from './bridge.ts';
import { enumeration, nameOf } from './enumeration.ts';
import type { HtmlOutput } from './html-service.ts';
import { strict } from './strict.ts';

const Button = enumeration(['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const ButtonSet = enumeration(['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

type Menu = {
  addItem(caption: string, functionName: string): Menu;
  addSeparator(): Menu;
  addSubMenu(menu: Menu): Menu;
  addToUi(): void;
};

const menuEntries = new WeakMap<object, () => MenuEntry>();

export function createUi(bridge: Bridge): object {
  const { call } = bridge;

  /** (prompt), (prompt, buttons) or (title, prompt, buttons) */
  function ask(kind: 'alert' | 'prompt', args: readonly unknown[]) {
    const buttons: ButtonSetName = nameOf(ButtonSet, args.at(-1)) ?? 'OK';
    const texts = args.filter((arg) => nameOf(ButtonSet, arg) === undefined).map(String);
    const [title, text] = texts.length > 1 ? [texts[0], texts[1]] : ['', texts[0]];
    return call('Ui.show', { question: { kind, title: title ?? '', text: text ?? '', buttons } });
  }
  const buttonOf = (name: ButtonName) => Button[name];
  const show = (kind: 'sidebar' | 'modal', title: string, html: HtmlOutput): void => {
    call('Ui.show', { question: { kind, title, html: html.getContent() } });
  };

  return strict('Ui', {
    Button,
    ButtonSet,
    alert: (...args: unknown[]) => buttonOf(ask('alert', args).button),
    prompt(...args: unknown[]) {
      const answer = ask('prompt', args);
      return strict('PromptResponse', {
        getSelectedButton: () => buttonOf(answer.button),
        getResponseText: () => answer.text ?? '',
      });
    },
    createMenu: (caption: string) => createMenu(bridge, String(caption)),
    showSidebar: (html: HtmlOutput) => show('sidebar', html.getTitle(), html),
    showModalDialog: (html: HtmlOutput, title: string) => show('modal', String(title), html),
  });
}

function createMenu({ call }: Bridge, label: string): Menu {
  const entries: MenuEntry[] = [];
  const toEntry = (): MenuEntry => ({ kind: 'menu', label, entries });
  const menu: Menu = strict('Menu', {
    addItem(caption: string, functionName: string) {
      entries.push({ kind: 'item', label: String(caption), functionName: String(functionName) });
      return menu;
    },
    addSeparator() {
      entries.push({ kind: 'separator' });
      return menu;
    },
    addSubMenu(child: Menu) {
      const entry = menuEntries.get(child)?.();
      if (entry === undefined) throw new Error('Menu.addSubMenu takes a Menu');
      entries.push(entry);
      return menu;
    },
    addToUi: () => void call('Ui.addMenu', { menu: toEntry() }),
  });
  menuEntries.set(menu, toEntry);
  return menu;
}
