// Where a function keeps what it loads only when it is needed, beside its `index.mjs`.
export const CHUNKS = 'chunks';
