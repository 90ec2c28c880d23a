/** Where report files lie: one pair a publication, and the latest under names that stay. */
import type { ReportName } from '../../core/report/report-name.ts';

export type StoredReport = {
  /** Number of the publication the files were made after. */
  readonly publication: number;
};

export type ReportFile = { readonly name: ReportName; readonly bytes: Uint8Array };

export type ReportToStore = StoredReport & {
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly files: readonly ReportFile[];
};

/** Every call may throw Fault 'report.not_stored'. */
export type ReportStore = {
  /** Of the files that stand as the latest; undefined while one of them is missing. */
  readLatest(): Promise<StoredReport | undefined>;
  /**
   * Writes the files of the publication, then those of the latest. Safe to repeat; broken off in
   * between it leaves a latest that `readLatest` tells to be older, so that it is made again.
   */
  write(report: ReportToStore): Promise<void>;
  /**
   * An address that gives the latest file of that name to whoever has it, for a minute.
   *
   * @returns undefined when there is no such file yet
   */
  toDownloadUrl(name: ReportName): Promise<string | undefined>;
};

/** Gives the files themselves to those who send them on. May throw Fault 'report.not_stored'. */
export type ReportFiles = {
  /** The latest of that name with the publication it was made after; undefined without one. */
  readFile(name: ReportName): Promise<(StoredReport & ReportFile) | undefined>;
};
