/** Why statements have wildcards, and which they may have. */
export interface Wildcards {
  /** In one sentence, for the reviewer. */
  readonly because: string;
  /**
   * Actions and resources with wildcards that are taken besides those at the end of a named path, each as a pattern of the whole.
   * @default none
   */
  readonly beyond?: readonly RegExp[];
}

/**
 * Resources with a wildcard that can hardly be said otherwise: objects of one bucket, or below a path of it; secrets below a
 * path, or one, behind whose name Secrets Manager puts six characters; keys, which a condition tells apart by alias.
 */
const atTheEnd: readonly RegExp[] = [
  /^arn:aws:s3:::[a-z0-9.-]+\/([^*?]+\/)?\*$/,
  /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^*?]+(\/\*|-\?{6})$/,
  /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/\*$/,
];

/** Those of some actions or resources that may be acknowledged; any other wildcard is a rule's to report. */
export const acknowledgedPatterns = (
  texts: readonly string[],
  { beyond = [] }: Pick<Wildcards, 'beyond'> = {},
): readonly string[] =>
  texts.filter((text) => /[*?]/.test(text) && [...atTheEnd, ...beyond].some((pattern) => pattern.test(text)));

/** Everything at once, which some actions know no resource besides. */
export const everyResource = /^\*$/;
