/** Writings of a value that somebody enters: percent-encoded for a part of an address, or a string of JSON with its quotes. */
export const encodings = ['url', 'json'] as const;

/** One of these writings. */
export type Encoding = (typeof encodings)[number];
