// PropertiesService: small strings kept between executions.

import type { PropertyScope } from '../calls.ts';
import type { Bridge } from './bridge.ts';
import { strict } from './strict.ts';

export function createPropertiesService({ call }: Bridge) {
  function store(scope: PropertyScope) {
    const getProperties = () => ({ ...call('Properties.getProperties', { scope }) });
    const properties = strict('Properties', {
      getProperty: (key: string) => call('Properties.getProperty', { scope, key: String(key) }),
      getProperties,
      getKeys: () => Object.keys(getProperties()),
      setProperty(key: string, value: unknown): unknown {
        const entries = { [String(key)]: String(value) };
        call('Properties.setProperties', { scope, entries, deleteOthers: false });
        return properties;
      },
      setProperties(values: Readonly<Record<string, unknown>>, deleteOthers = false): unknown {
        const entries = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, String(value)]),
        );
        call('Properties.setProperties', { scope, entries, deleteOthers });
        return properties;
      },
      deleteProperty(key: string): unknown {
        call('Properties.deleteProperty', { scope, key: String(key) });
        return properties;
      },
      deleteAllProperties(): unknown {
        call('Properties.deleteProperty', { scope, key: undefined });
        return properties;
      },
    });
    return properties;
  }
  const stores = { document: store('document'), script: store('script'), user: store('user') };
  return strict('PropertiesService', {
    getDocumentProperties: () => stores.document,
    getScriptProperties: () => stores.script,
    getUserProperties: () => stores.user,
  });
}
