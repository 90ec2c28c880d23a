// Loaded before the real clasp (`node --import`): sends its calls to the stand-in that
// APPS_SCRIPT_API_ROOT_URL names, since clasp itself has no option for another address.
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';

const rootUrl = process.env.APPS_SCRIPT_API_ROOT_URL ?? '';
if (!/^http:\/\/127\.0\.0\.1:\d+\/$/.test(rootUrl)) {
  throw new Error('APPS_SCRIPT_API_ROOT_URL must be http://127.0.0.1:PORT/');
}

// Google's client describes more than 300 services, and reading them all takes most of a start.
const SERVICES = ['discovery', 'drive', 'logging', 'oauth2', 'script', 'serviceusage'];
const load = Module._load;
Module._load = function loadSome(request, parent, ...rest) {
  const from = parent?.filename?.split(/[\\/]googleapis[\\/]build[\\/]src[\\/]/)[1];
  const path = from === 'index.js' ? /^\.\/apis\/([a-z0-9]+)\b/i : /^\.\/([a-z0-9]+)$/i;
  const asks = from === 'index.js' || from === join('apis', 'index.js');
  const service = asks ? path.exec(request)?.[1] : undefined;
  if (service !== undefined && !SERVICES.includes(service)) return {};
  return load.call(this, request, parent, ...rest);
};

// The very copy that clasp imports.
const requireAsClasp = createRequire(import.meta.resolve('@google/clasp'));
const { google } = requireAsClasp('googleapis');
for (const name of ['script', 'drive']) {
  const make = google[name].bind(google);
  google[name] = (options) => make({ ...options, rootUrl });
}
