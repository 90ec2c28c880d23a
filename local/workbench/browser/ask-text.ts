// Asks for one line of text in a window of the page's own.
import { button, element } from './element.ts';
import { TEXTS } from './texts.ts';

export type TextQuestion = {
  readonly title: string;
  readonly value: string;
  readonly maxLength: number;
};

/** @returns undefined when it was closed without an answer */
export function askText({ title, value, maxLength }: TextQuestion): Promise<string | undefined> {
  const input = element('input', { type: 'text', id: 'asked-text', maxlength: maxLength });
  input.value = value;
  const form = element(
    'form',
    { method: 'dialog' },
    element('label', { for: 'asked-text' }, title),
    input,
    element(
      'div',
      { class: 'dialog-buttons' },
      element('button', { type: 'submit', class: 'tool' }, TEXTS.agree),
      button(TEXTS.cancel, { class: 'tool' }, () => dialog.close()),
    ),
  );
  const dialog = element('dialog', { class: 'question', 'aria-label': title }, form);
  document.body.append(dialog);
  let answer: string | undefined;
  form.addEventListener('submit', () => {
    answer = input.value.trim();
  });
  dialog.showModal();
  input.select();
  return new Promise((settle) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      settle(answer === '' ? undefined : answer);
    });
  });
}
