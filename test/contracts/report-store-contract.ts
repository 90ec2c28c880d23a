/** What every report store does; runs on the one in memory, on the stand-in of S3, and on S3. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReportStore, ReportToStore } from '../../lambdas/ports/report-store.ts';

export type ReportStoreUnderTest = {
  readonly store: ReportStore;
  /** The bytes at an address the store gave out. */
  read(url: string): Promise<Uint8Array>;
};

function toReport(publication: number, text: string): ReportToStore {
  return {
    publication,
    asOf: Date.UTC(2011, 2, 31, 1, 5),
    files: [
      { name: 'du-thao-bao-cao.docx', bytes: Buffer.from(`docx ${text}`) },
      { name: 'bang-tong-hop.xlsx', bytes: Buffer.from(`xlsx ${text}`) },
    ],
  };
}

/** @param open a store of a programme that no other test uses */
export function describeReportStore(name: string, open: () => Promise<ReportStoreUnderTest>): void {
  describe(name, () => {
    let store: ReportStore;
    let read: ReportStoreUnderTest['read'];

    beforeEach(async () => {
      ({ store, read } = await open());
    });

    it('has nothing before anything was written', async () => {
      expect(await store.readLatest()).toBeUndefined();
      expect(await store.toDownloadUrl('du-thao-bao-cao.docx')).toBeUndefined();
    });

    it('gives back both files of the last publication, under names that stay', async () => {
      await store.write(toReport(7, 'seven'));
      await store.write(toReport(12, 'twelve'));
      expect(await store.readLatest()).toEqual({ publication: 12 });
      for (const [file, text] of [
        ['du-thao-bao-cao.docx', 'docx twelve'],
        ['bang-tong-hop.xlsx', 'xlsx twelve'],
      ] as const) {
        const url = await store.toDownloadUrl(file);
        expect(Buffer.from(await read(url ?? '')).toString()).toBe(text);
      }
    });

    it('takes the same report twice', async () => {
      await store.write(toReport(7, 'first'));
      await store.write(toReport(7, 'again'));
      expect(await store.readLatest()).toEqual({ publication: 7 });
      const url = await store.toDownloadUrl('bang-tong-hop.xlsx');
      expect(Buffer.from(await read(url ?? '')).toString()).toBe('xlsx again');
    });

    it('is not whole while one of the files is missing', async () => {
      const { files, ...rest } = toReport(7, 'half');
      await store.write({ ...rest, files: files.slice(0, 1) });
      expect(await store.readLatest()).toBeUndefined();
    });
  });
}
