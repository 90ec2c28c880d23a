// The few functions the script's context gets from outside; they take and give strings and numbers.

import type { LogLevel } from '../messages.ts';

export type Native = {
  /** Blocks until the host has answered. */
  call(name: string, argsJson: string): string;
  nowMs(): number;
  log(level: LogLevel, text: string): void;
  base64FromUtf8(text: string): string;
  utf8FromBase64(base64: string): string;
  latin1FromBase64(base64: string): string;
  base64FromLatin1(binary: string): string;
  digestBase64(algorithm: string, base64: string): string;
  hmacSha256Base64(valueBase64: string, keyBase64: string): string;
};
