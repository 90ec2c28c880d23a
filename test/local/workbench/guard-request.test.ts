import { expect, test } from 'vitest';
import { refuseRequest } from '../../../local/workbench/guard-request.ts';

const HOST = { host: '127.0.0.1:8080' };

function refuse(headers: Record<string, string>, method = 'GET') {
  return refuseRequest({ method, headers, port: 8080 })?.code;
}

test.each([
  ['the address itself', HOST, undefined],
  ['its other name', { host: 'LocalHost:8080' }, undefined],
  ['no host', {}, 'bad_host'],
  ['another name for this machine', { host: 'evil.example:8080' }, 'bad_host'],
  ['another port', { host: '127.0.0.1:8081' }, 'bad_host'],
  ['a host without port', { host: '127.0.0.1' }, 'bad_host'],
  ['its own origin', { ...HOST, origin: 'http://127.0.0.1:8080' }, undefined],
  ['another origin', { ...HOST, origin: 'http://evil.example' }, 'cross_origin'],
  ['its other name as origin', { ...HOST, origin: 'http://localhost:8080' }, 'cross_origin'],
  ['an origin over https', { ...HOST, origin: 'https://127.0.0.1:8080' }, 'cross_origin'],
  ['an opaque origin', { ...HOST, origin: 'null' }, 'cross_origin'],
  ['its own fetch', { ...HOST, 'sec-fetch-site': 'same-origin' }, undefined],
  ['an address typed by hand', { ...HOST, 'sec-fetch-site': 'none' }, undefined],
  [
    'a link from elsewhere',
    { ...HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    undefined,
  ],
  [
    'a script tag elsewhere',
    { ...HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    'cross_origin',
  ],
  [
    'a page on another port',
    { ...HOST, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
    'cross_origin',
  ],
])('%s: %j is answered %s', (_, headers, code) => {
  expect(refuse(headers)).toBe(code);
});

test.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('refuses %s', (method) => {
  expect(refuse(HOST, method)).toBe('method_not_allowed');
});

const OWN = { ...HOST, origin: 'http://127.0.0.1:8080' };

test.each([
  ['JSON of its own page', { ...OWN, 'content-type': 'application/json' }, undefined],
  ['JSON with a charset', { ...OWN, 'content-type': 'application/json; charset=utf-8' }, undefined],
  ['JSON of nobody', { ...HOST, 'content-type': 'application/json' }, 'cross_origin'],
  [
    'JSON of another site',
    { ...HOST, origin: 'http://evil.example', 'content-type': 'application/json' },
    'cross_origin',
  ],
  ['a form', { ...OWN, 'content-type': 'application/x-www-form-urlencoded' }, 'not_json'],
  ['text', { ...OWN, 'content-type': 'text/plain' }, 'not_json'],
  ['nothing in particular', OWN, 'not_json'],
])('a write of %s is answered %s %s', (_, headers, code) => {
  expect(refuse(headers, 'POST')).toBe(code);
});
