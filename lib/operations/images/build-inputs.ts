/** An image that another one is built from or by. */
export interface BuildInput {
  /** As it is written, without a digest. */
  readonly reference: string;
  /** Left out while nobody asked its registry. */
  readonly digest?: string;
}

/** A line of a Containerfile or a pipeline of GitLab that names an image with its registry and a tag. */
const line =
  /^(\s*(?:FROM\s+|ARG\s+\w+=|image:\s+|name:\s+))([a-z0-9.-]+\.[a-z]+(?::\d+)?(?:\/[a-z0-9._-]+)+:[A-Za-z0-9_][A-Za-z0-9._-]*)(?:@(sha256:[0-9a-f]{64}))?(?=\s|$)/gm;

/** The images that a Containerfile or a pipeline names, in order. */
export const buildInputs = (text: string): readonly BuildInput[] =>
  [...text.matchAll(line)].map(([, , reference = '', digest]) => ({ reference, digest }));

/** The same text with the digests that are known; builders and runners go by the digest and leave the tag to people. */
export const withDigests = (text: string, digests: ReadonlyMap<string, string>): string =>
  text.replace(line, (whole: string, start: string, reference: string) => {
    const digest = digests.get(reference);
    return digest === undefined ? whole : `${start}${reference}@${digest}`;
  });
