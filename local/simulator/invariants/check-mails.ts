/** Invariant 5: a mail leaves at most once, and one that may not have left is reported. */
import type { Evidence, TakenMail, Violation } from '../evidence.ts';

export function checkMails({ mails, unreportedMails }: Evidence): readonly Violation[] {
  const counts = new Map<string, number>();
  for (const mail of mails) counts.set(toText(mail), (counts.get(toText(mail)) ?? 0) + 1);
  return [
    ...[...counts].flatMap(([mail, count]) =>
      count === 1 ? [] : [violate(`${mail} left ${count} times`)],
    ),
    ...unreportedMails.map((mail) =>
      violate(`${toText(mail)} may not have left, and nobody was told`),
    ),
  ];
}

function toText({ recipient, scheduledAt }: TakenMail): string {
  return `the mail of ${new Date(scheduledAt).toISOString()} to ${recipient}`;
}

function violate(reason: string): Violation {
  return { invariant: 5, reason };
}
