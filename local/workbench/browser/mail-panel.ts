// The mailbox: the list of mails, and one of them as HTML, as text, with its files.
import type { MailContent, MailEntry } from '../api/mail-api.ts';
import { formatMailRoute } from '../view/route.ts';
import { fetchMail, fetchMails } from './api-client.ts';
import { button, type Child, element, fill } from './element.ts';
import { formatMoment, TEXTS } from './texts.ts';

export type MailPanel = {
  readonly root: HTMLElement;
  show(id: string | undefined): Promise<void>;
};

type Form = 'html' | 'text';

export function createMailPanel(): MailPanel {
  const list = element('nav', { class: 'mail-list', 'aria-label': TEXTS.mailbox });
  const content = element('article', { class: 'mail' });
  let form: Form = 'html';
  let current: MailContent | undefined;
  let wantedId: string | undefined;

  function render(): void {
    fill(content, ...(current === undefined ? [] : renderMail(current, form, choose)));
  }

  function choose(chosen: Form): void {
    form = chosen;
    render();
  }

  return {
    root: element('main', { class: 'mails', 'aria-label': TEXTS.mailbox }, list, content),
    async show(id) {
      wantedId = id;
      const mails = await fetchMails();
      if (mails.kind !== 'ok' || wantedId !== id) return;
      const entries = mails.body.mails;
      fill(list, ...renderList(entries, id));
      const answer = id === undefined ? undefined : await fetchMail(id);
      if (wantedId !== id) return;
      const isSame = answer?.kind === 'ok' && current?.id === answer.body.id;
      // A frame that is put in again would scroll back to its beginning.
      if (isSame) return;
      current = answer?.kind === 'ok' ? answer.body : undefined;
      render();
      if (current === undefined && entries.length > 0) fill(content, renderHint());
    },
  };
}

function renderHint(): HTMLElement {
  return element('p', { class: 'empty' }, TEXTS.chooseMail);
}

function renderList(mails: readonly MailEntry[], currentId: string | undefined): readonly Child[] {
  if (mails.length === 0) return [element('p', { class: 'empty' }, TEXTS.noMails)];
  return [
    element(
      'ul',
      {},
      ...mails.map(({ id, atMs, to, subject, attachmentNames }) =>
        element(
          'li',
          {},
          element(
            'a',
            {
              href: formatMailRoute(id),
              'data-focus': `mail ${id}`,
              'aria-current': id === currentId ? 'page' : undefined,
            },
            element('span', { class: 'mail-subject', lang: 'vi' }, subject),
            element('span', { class: 'entry-detail' }, `${formatMoment(atMs)} · ${to}`),
            ...(attachmentNames.length === 0
              ? []
              : [element('span', { class: 'entry-detail' }, attachmentNames.join(', '))]),
          ),
        ),
      ),
    ),
  ];
}

function renderMail(
  mail: MailContent,
  form: Form,
  onChoose: (form: Form) => void,
): readonly Child[] {
  const { id, subject, to, atMs, text, hasHtml } = mail;
  const isHtml = form === 'html' && hasHtml;
  return [
    element('h2', { lang: 'vi' }, subject),
    element('p', {}, `${TEXTS.mailTo}: ${to} · ${TEXTS.mailAt}: ${formatMoment(atMs)}`),
    element(
      'p',
      { class: 'mail-forms' },
      button(TEXTS.mailHtml, toPressed(isHtml, 'form html'), () => onChoose('html')),
      button(TEXTS.mailText, toPressed(!isHtml, 'form text'), () => onChoose('text')),
    ),
    ...renderFiles(mail),
    isHtml
      ? element('iframe', {
          class: 'mail-frame',
          // Nothing is allowed: no scripts, no forms, no way out of the frame.
          sandbox: '',
          src: `/api/mails/${encodeURIComponent(id)}/html`,
          title: TEXTS.mailFrame(subject),
        })
      : element('pre', { class: 'mail-text', lang: 'vi', tabindex: '0' }, text),
  ];
}

function toPressed(isPressed: boolean, focus: string) {
  return { class: 'tool', 'aria-pressed': String(isPressed), 'data-focus': focus };
}

function renderFiles({ id, attachmentNames }: MailContent): readonly Child[] {
  if (attachmentNames.length === 0) return [];
  const links = attachmentNames.map((name, index) =>
    element(
      'a',
      {
        class: 'tool',
        href: `/api/mails/${encodeURIComponent(id)}/files/${index}`,
        download: name,
      },
      name,
    ),
  );
  return [element('p', { class: 'mail-files' }, `${TEXTS.mailFiles}: `, ...links)];
}
