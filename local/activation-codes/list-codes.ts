/** The activation codes of a deployment: one for each unit, and one for the committee. */
import * as v from 'valibot';
import { Activation } from '../../core/messages/activation.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import { toActivationCode } from '../activation-code.ts';

export type CodeRequest = {
  readonly programme: Programme;
  /** Of the HTTP API; a slash at its end does not matter. */
  readonly endpoint: string;
  readonly masterSecret: string;
  /** Of the unit's key; a unit without one gets no line. */
  readonly keyVersionOf: (unit: string) => number | undefined;
};

export type CodeList =
  | { readonly kind: 'codes'; readonly lines: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** CDK generates 64 letters and digits; anything shorter is not the secret but its name or a typo. */
const MASTER_SECRET = /^[A-Za-z0-9]{64}$/;

/** @returns CSV with a header; each line belongs to its unit and to nobody else */
export function listCodes(request: CodeRequest): CodeList {
  const { programme, masterSecret, keyVersionOf } = request;
  const endpoint = request.endpoint.replace(/\/$/, '');
  if (!v.is(Activation.entries.endpoint, endpoint)) {
    const wanted = 'as the stack says it: https://….amazonaws.com';
    return { kind: 'refused', reason: `«${request.endpoint}» is no address of an API, ${wanted}` };
  }
  if (!MASTER_SECRET.test(masterSecret)) {
    return {
      kind: 'refused',
      reason: 'what came in is not the master secret: 64 letters and digits',
    };
  }
  const units = [{ code: COMMITTEE_UNIT, name: '' }, ...programme.units];
  const toLine = (unit: { readonly code: string; readonly name: string }): string | undefined => {
    const keyVersion = keyVersionOf(unit.code);
    if (keyVersion === undefined) return undefined;
    const key = deriveUnitKey(masterSecret, unit.code, keyVersion);
    const activation = { endpoint, programme: programme.code, unit: unit.code, keyVersion, key };
    return [unit.code, quote(unit.name), toActivationCode(activation)].join(',');
  };
  const lines = units.flatMap((unit) => toLine(unit) ?? []);
  return { kind: 'codes', lines: ['unit_code,name,activation_code', ...lines] };
}

function quote(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
