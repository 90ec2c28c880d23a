/** What handlers tell operators: structured lines and counts, never personal data. */

export type LogFields = {
  readonly [name: string]:
    | string
    | number
    | boolean
    | undefined
    | { readonly [name: string]: unknown };
};

export type Logger = {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
};

export type Metrics = {
  count(name: string, value: number): void;
  durationMs(name: string, value: number): void;
  /** Once, when the request is answered. */
  flush(): void;
};
