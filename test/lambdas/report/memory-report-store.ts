/** The report store in memory: obeys the same contract. */
import type { ReportName } from '../../../core/report/report-name.ts';
import { REPORT_NAMES } from '../../../core/report/report-name.ts';
import type { ReportStore, ReportToStore } from '../../../lambdas/ports/report-store.ts';

export type MemoryReportStore = ReportStore & {
  readonly written: ReportToStore[];
  /** Thrown by the next write. */
  failure: Error | undefined;
  bytes(name: ReportName): Uint8Array;
};

export function createMemoryReportStore(): MemoryReportStore {
  const written: ReportToStore[] = [];
  const latest = (name: ReportName) =>
    written.at(-1)?.files.find((file) => file.name === name)?.bytes;
  return {
    written,
    failure: undefined,
    async readLatest() {
      const last = written.at(-1);
      return last === undefined || REPORT_NAMES.some((name) => latest(name) === undefined)
        ? undefined
        : { publication: last.publication };
    },
    async write(report) {
      if (this.failure !== undefined) throw this.failure;
      written.push(report);
    },
    async toDownloadUrl(name) {
      return latest(name) === undefined ? undefined : `memory:${name}`;
    },
    bytes(name) {
      const bytes = latest(name);
      if (bytes === undefined) throw new Error(`no ${name}`);
      return bytes;
    },
  };
}
