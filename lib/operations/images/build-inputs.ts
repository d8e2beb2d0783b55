/** An image that is used to build another image: its base image, or the image of a build job. */
export interface BuildInput {
  /** The reference as it is written, without its digest. */
  readonly reference: string;
  /** Left out if the file names none. */
  readonly digest?: string;
}

/** A line of a Containerfile or a GitLab pipeline with an image that has a registry and a tag. */
const line =
  /^(\s*(?:FROM\s+|ARG\s+\w+=|image:\s+|name:\s+))([a-z0-9.-]+\.[a-z]+(?::\d+)?(?:\/[a-z0-9._-]+)+:[A-Za-z0-9_][A-Za-z0-9._-]*)(?:@(sha256:[0-9a-f]{64}))?(?=\s|$)/gm;

/** The images in a Containerfile or a GitLab pipeline, in the order of their lines. */
export const buildInputs = (text: string): readonly BuildInput[] =>
  [...text.matchAll(line)].map(([, , reference = '', digest]) => ({ reference, digest }));

/**
 * The same text with each known digest after its tag. Tools use the digest; the tag only tells people which version it
 * is.
 */
export const withDigests = (text: string, digests: ReadonlyMap<string, string>): string =>
  text.replace(line, (whole: string, start: string, reference: string) => {
    const digest = digests.get(reference);
    return digest === undefined ? whole : `${start}${reference}@${digest}`;
  });
