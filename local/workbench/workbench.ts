// Everything a page can see of the local system and do in it.
import type { LabelledLink } from '../../core/report/report-link.ts';
import { listReportLinks } from '../../lambdas/http/report-link.ts';
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
  /** Addresses of the report files, on this machine. */
  reportLinks(): readonly LabelledLink[];
};

export type WorkbenchParts = {
  readonly system: LocalSystem;
  readonly clock: MovableClock;
  readonly timeline: Timeline;
};

/** Version of the key every local spreadsheet is activated with. */
const KEY_VERSION = 1;

export function createWorkbench({ system, clock, timeline }: WorkbenchParts): Workbench {
  const { programme, registry, cloud } = system;
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
      listReportLinks({
        apiUrl: cloud.httpUrl,
        masterSecret: cloud.masterSecret,
        programme: programme.code,
        keyVersion: KEY_VERSION,
      }),
  };
}
