// Google's requests a minute: 300 reads and 300 writes a project, 60 of each a user.

export type RequestQuota = {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** Milliseconds since any fixed time. */
  now(): number;
};

export type RequestCounts = { readonly reads: number; readonly writes: number };

/** Counts by whole minutes of its clock; without a quota it only counts, and refuses nothing. */
export class RequestCounter {
  readonly #quota: RequestQuota | undefined;
  #minute = Number.NaN;
  #inMinute = { reads: 0, writes: 0 };
  #total = { reads: 0, writes: 0 };

  constructor(quota: RequestQuota | undefined) {
    this.#quota = quota;
  }

  get total(): RequestCounts {
    return { ...this.#total };
  }

  /** @returns false when the quota of this minute is used up */
  admit(kind: keyof RequestCounts): boolean {
    this.#total[kind] += 1;
    if (this.#quota === undefined) return true;
    const minute = Math.floor(this.#quota.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#inMinute = { reads: 0, writes: 0 };
    }
    this.#inMinute[kind] += 1;
    const limit = kind === 'reads' ? this.#quota.readsPerMinute : this.#quota.writesPerMinute;
    return this.#inMinute[kind] <= limit;
  }
}
