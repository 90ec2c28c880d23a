// The mailbox of the page: every mail the system sent, as its reader would get it.

/** GET /api/mails, the latest first. */
export type MailList = { readonly mails: readonly MailEntry[] };

export type MailEntry = {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly to: string;
  readonly subject: string;
  readonly attachmentNames: readonly string[];
};

/** GET /api/mails/:id; its HTML alone at /api/mails/:id/html, a file at /api/mails/:id/files/N */
export type MailContent = MailEntry & { readonly text: string; readonly hasHtml: boolean };
