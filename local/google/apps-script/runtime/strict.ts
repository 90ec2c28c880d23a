// Makes a service object that refuses, by name, everything the stand-in does not implement.

/** What the language itself asks of any object, and must be allowed to find missing. */
const ASKED_OF_ANY_OBJECT = new Set(['toJSON', 'then', 'inspect', 'nodeType', 'asymmetricMatch']);

export function strict<T extends object>(name: string, members: T): T {
  if (!Object.hasOwn(members, 'toString')) {
    Object.defineProperty(members, 'toString', { value: () => name });
  }
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || ASKED_OF_ANY_OBJECT.has(key)) {
        return Reflect.get(target, key);
      }
      throw new Error(`${name}.${key} is not implemented by this stand-in for Apps Script`);
    },
    set(_target, key) {
      throw new TypeError(`${name}.${String(key)} cannot be set`);
    },
  });
}
