/** What measurements give: a number by key, as docs/performance.md explains the keys. */
export type Figures = { readonly [key: string]: number };
