// Writes a command so that a POSIX shell reads the same words back.

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

export function toShellCommand(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
