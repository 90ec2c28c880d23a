/** Hands one message to the mail service, once. */

export type MailToSend = {
  readonly from: string;
  readonly to: string;
  /** The whole MIME message. */
  readonly bytes: Uint8Array;
};

export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Surely not taken, for now: the same message may be offered again. */
  | { readonly kind: 'busy'; readonly reason: string }
  /** Surely not taken, and never will be as it is. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may have been taken: it must not be offered again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Never throws: what went wrong is an outcome. The reason is a word of the service, no address. */
export type Mailer = { send(mail: MailToSend): Promise<SendOutcome> };
