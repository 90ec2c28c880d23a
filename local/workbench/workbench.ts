// Everything a page can see of the local system and do in it.
import type { LabelledLink } from '../../core/report/report-link.ts';
import { readReportLinks } from '../../lambdas/summarize/read-report-links.ts';
import type { MovableClock } from '../clock.ts';
import type { LocalSystem } from '../system.ts';
import type { WorkbenchActs } from './api/write-api.ts';
import { createActs, listMenuItems } from './create-acts.ts';
import { type Controls, createControls } from './create-controls.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import type { PageSource } from './page-source.ts';
import type { Timeline } from './timeline.ts';

export type Workbench = PageSource & {
  readonly acts: WorkbenchActs;
  readonly controls: Controls;
  readonly mailbox: Mailbox;
  readonly timeline: Timeline;
  menuItems(key: string): readonly string[];
  /** Addresses of the report files, on this machine; none while the committee's key is revoked. */
  reportLinks(): Promise<readonly LabelledLink[]>;
};

export type WorkbenchParts = {
  readonly system: LocalSystem;
  readonly clock: MovableClock;
  readonly timeline: Timeline;
};

export function createWorkbench({ system, clock, timeline }: WorkbenchParts): Workbench {
  const { programme, registry, cloud, table } = system;
  return {
    programme,
    now: clock.now,
    spreadsheets: registry.list,
    acts: createActs(system, timeline),
    controls: createControls({ system, clock, programme, timeline }),
    mailbox: createMailbox(cloud.listMails),
    timeline,
    menuItems: (key) => listMenuItems(system, key),
    reportLinks: () =>
      readReportLinks({
        store: { readKeyPolicy: async (unit) => (await table.readUnit(unit)).keyPolicy },
        apiUrl: cloud.httpUrl,
        masterSecret: async () => cloud.masterSecret,
        programme,
        now: clock.now,
      }),
  };
}
