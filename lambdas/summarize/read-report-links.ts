/** The links to the report files that are good now: of the committee's key as it stands. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { LabelledLink } from '../../core/report/report-link.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { listReportLinks } from '../http/report-link.ts';
import type { SummaryStore } from '../ports/summary-store.ts';

export type ReportLinksDeps = {
  readonly store: Pick<SummaryStore, 'readKeyPolicy'>;
  readonly masterSecret: () => Promise<string>;
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly programme: { readonly code: string };
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** None while the key is revoked: a link that is refused helps nobody. */
export async function readReportLinks(deps: ReportLinksDeps): Promise<readonly LabelledLink[]> {
  const { store, masterSecret, apiUrl, programme, now } = deps;
  const policy = (await store.readKeyPolicy(COMMITTEE_UNIT)) ?? FIRST_KEY_POLICY;
  const keyVersion = policy.current;
  if (checkKeyVersion(policy, keyVersion, now()).kind === 'refused') return [];
  const secret = await masterSecret();
  return listReportLinks({ apiUrl, masterSecret: secret, programme: programme.code, keyVersion });
}
