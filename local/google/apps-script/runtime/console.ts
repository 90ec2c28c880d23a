// console and Logger: both write to the execution log.

import type { LogLevel } from '../messages.ts';
import type { Native } from './native.ts';
import { strict } from './strict.ts';

export function createConsole(native: Native) {
  const at =
    (level: LogLevel) =>
    (...values: unknown[]): void =>
      native.log(level, format(values));
  return strict('console', {
    log: at('log'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    debug: at('log'),
  });
}

export function createLogger(native: Native) {
  const lines: string[] = [];
  const logger = strict('Logger', {
    log(...values: unknown[]): unknown {
      const text = format(values);
      lines.push(text);
      native.log('log', text);
      return logger;
    },
    getLog: (): string => lines.join('\n'),
    clear: (): void => {
      lines.length = 0;
    },
  });
  return logger;
}

function format(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || !first.includes('%')) return values.map(show).join(' ');
  let next = 0;
  const text = first.replace(/%[sdifjoO]/g, (place) =>
    next < rest.length ? show(rest[next++]) : place,
  );
  return [text, ...rest.slice(next).map(show)].join(' ');
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
