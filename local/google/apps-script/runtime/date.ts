// Gives the context a Date that follows the host's clock and the script's time zone.

import type { Zone } from './zone.ts';

const HAS_ZONE = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$/i;
const ISO_DATE = /^[+-]?\d{4,6}(?:-\d{2}){0,2}$/;
const ISO_LOCAL = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}/;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

type Methods = Record<string, (this: Date, ...args: never[]) => unknown>;

/** @param global the context's own global object */
export function installDate(global: { Date: DateConstructor }, nowMs: () => number, zone: Zone) {
  const Native = global.Date;
  const prototype = Native.prototype;
  const shifted = (date: Date): Date => {
    const ms = date.getTime();
    return new Native(ms + zone.offsetMs(ms));
  };

  function parse(text: string): number {
    if (HAS_ZONE.test(text) || ISO_DATE.test(text)) return Native.parse(text);
    const asUtc = Native.parse(ISO_LOCAL.test(text) ? `${text}Z` : `${text} UTC`);
    return zone.toUtcMs(asUtc);
  }

  function timeOf(args: readonly unknown[]): number {
    if (args.length === 0) return nowMs();
    const [first] = args;
    if (args.length > 1) {
      return zone.toUtcMs(Native.UTC(...(args.map(Number) as [number, number])));
    }
    if (first instanceof Native) return first.getTime();
    const primitive = typeof first === 'object' && first !== null ? first.valueOf() : first;
    return typeof primitive === 'string' ? parse(primitive) : Number(primitive);
  }

  function ZonedDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new Native(nowMs()).toString();
    return Reflect.construct(Native, [timeOf(args)], new.target);
  }

  define(prototype, localGetters(shifted));
  define(prototype, localSetters(Native, shifted, zone));
  define(prototype, texts(shifted, zone));
  define(prototype, { constructor: ZonedDate as never });
  define(ZonedDate, { now: nowMs, parse, UTC: Native.UTC } as Methods);
  Object.defineProperty(ZonedDate, 'name', { value: 'Date' });
  Object.defineProperty(ZonedDate, 'length', { value: 7 });
  Object.defineProperty(ZonedDate, 'prototype', { value: prototype, writable: false });
  Object.defineProperty(global, 'Date', {
    value: ZonedDate,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** Dates formatted without a zone are in the script's. */
export function installDateTimeFormat(zone: Zone): void {
  const withZone = (args: readonly unknown[]): unknown[] => [
    args[0],
    { timeZone: zone.name, ...(args[1] as object | undefined) },
  ];
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
    apply: (target, _self, args) => Reflect.construct(target, withZone(args)),
    construct: (target, args, newTarget) => Reflect.construct(target, withZone(args), newTarget),
  });
}

function define(target: object, methods: Methods): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function localGetters(shifted: (date: Date) => Date): Methods {
  return {
    getFullYear: callee(shifted, (date) => date.getUTCFullYear()),
    getYear: callee(shifted, (date) => date.getUTCFullYear() - 1900),
    getMonth: callee(shifted, (date) => date.getUTCMonth()),
    getDate: callee(shifted, (date) => date.getUTCDate()),
    getDay: callee(shifted, (date) => date.getUTCDay()),
    getHours: callee(shifted, (date) => date.getUTCHours()),
    getMinutes: callee(shifted, (date) => date.getUTCMinutes()),
    getSeconds: callee(shifted, (date) => date.getUTCSeconds()),
    getMilliseconds: callee(shifted, (date) => date.getUTCMilliseconds()),
    getTimezoneOffset(this: Date) {
      return (this.getTime() - shifted(this).getTime()) / 60_000;
    },
  };
}

function callee(shifted: (date: Date) => Date, read: (date: Date) => number) {
  return function (this: Date): number {
    return read(shifted(this));
  };
}

const SETTERS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];

function localSetters(Native: DateConstructor, shifted: (date: Date) => Date, zone: Zone): Methods {
  const entries = SETTERS.map((name) => {
    const setUtc = Reflect.get(Native.prototype, `setUTC${name}`) as (...args: number[]) => number;
    const set = function (this: Date, ...args: number[]): number {
      const local = shifted(this);
      Reflect.apply(setUtc, local, args);
      return this.setTime(zone.toUtcMs(local.getTime()));
    };
    return [`set${name}`, set];
  });
  return Object.fromEntries(entries) as Methods;
}

function texts(shifted: (date: Date) => Date, zone: Zone): Methods {
  const two = (value: number): string => String(value).padStart(2, '0');
  const dateText = (local: Date): string =>
    `${DAYS[local.getUTCDay()]} ${MONTHS[local.getUTCMonth()]} ${two(local.getUTCDate())} ` +
    String(local.getUTCFullYear()).padStart(4, '0');
  const timeText = (date: Date, local: Date): string => {
    const minutes = Math.round((local.getTime() - date.getTime()) / 60_000);
    const sign = minutes < 0 ? '-' : '+';
    const size = Math.abs(minutes);
    const names = new Intl.DateTimeFormat('en-US', { timeZone: zone.name, timeZoneName: 'long' });
    const name = names.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value;
    return (
      `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ` +
      `GMT${sign}${two(Math.floor(size / 60))}${two(size % 60)} (${name})`
    );
  };
  const write = (make: (date: Date, local: Date) => string) =>
    function (this: Date): string {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : make(this, shifted(this));
    };
  const localized = (name: 'toLocaleString' | 'toLocaleDateString' | 'toLocaleTimeString') => {
    const original = Date.prototype[name] as (locales?: string, options?: object) => string;
    return function (this: Date, locales?: string, options?: object): string {
      return Reflect.apply(original, this, [locales, { timeZone: zone.name, ...options }]);
    };
  };
  return {
    toString: write((date, local) => `${dateText(local)} ${timeText(date, local)}`),
    toDateString: write((_date, local) => dateText(local)),
    toTimeString: write(timeText),
    toLocaleString: localized('toLocaleString'),
    toLocaleDateString: localized('toLocaleDateString'),
    toLocaleTimeString: localized('toLocaleTimeString'),
  };
}
