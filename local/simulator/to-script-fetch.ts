/** Where a simulation's scripts send their requests: straight into the simulated server. */
import { Buffer } from 'node:buffer';
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import type { ScriptFetch } from '../google/apps-script/fetch-transport.ts';
import type { SpreadsheetRegistry } from '../spreadsheet-registry.ts';
import type { SimulatedServer } from './simulated-server.ts';

export function toScriptFetch(server: SimulatedServer, registry: SpreadsheetRegistry): ScriptFetch {
  return async ({ url, headers, body, spreadsheetId }) => {
    const names = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const sender = names[SIGNATURE_HEADERS.unit];
    const reply = await server.request({
      path: new URL(url).pathname,
      headers: names,
      body: Buffer.from(body ?? new Uint8Array()),
      cause: { sender, isRegistered: registry.findById(spreadsheetId)?.key === sender },
    });
    if (reply === undefined) return { kind: 'unreachable' };
    return {
      kind: 'response',
      status: reply.statusCode,
      headers: {},
      body: Buffer.from(reply.body),
    };
  };
}
