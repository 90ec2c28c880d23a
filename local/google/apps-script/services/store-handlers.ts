// PropertiesService and CacheService on the host's side.

import { type Handlers, storeName } from './call-scope.ts';

export const storeHandlers: Handlers<
  | 'Properties.getProperty'
  | 'Properties.getProperties'
  | 'Properties.setProperties'
  | 'Properties.deleteProperty'
  | 'Cache.getAll'
  | 'Cache.putAll'
  | 'Cache.removeAll'
> = {
  'Properties.getProperty': ({ scope, key }, call) =>
    call.properties.read(storeName(call, scope))[key] ?? null,
  'Properties.getProperties': ({ scope }, call) => call.properties.read(storeName(call, scope)),
  'Properties.setProperties': ({ scope, entries, deleteOthers }, call) => {
    call.properties.write(storeName(call, scope), entries, { deleteOthers });
    return null;
  },
  'Properties.deleteProperty': ({ scope, key }, call) => {
    call.properties.delete(storeName(call, scope), key);
    return null;
  },
  'Cache.getAll': ({ scope, keys }, call) => call.cache.read(storeName(call, scope), keys),
  'Cache.putAll': ({ scope, entries, seconds }, call) => {
    call.cache.write(storeName(call, scope), entries, seconds);
    return null;
  },
  'Cache.removeAll': ({ scope, keys }, call) => {
    call.cache.remove(storeName(call, scope), keys);
    return null;
  },
};
