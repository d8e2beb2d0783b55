/** Why the statements of a role or policy have wildcards, and which wildcards they may have. */
export interface Wildcards {
  /** The reason in one sentence, for the reviewer. */
  readonly because: string;
  /**
   * Further actions and resources with wildcards that are acknowledged, each as a pattern of the whole text. Wildcards
   * at the end of a named path are acknowledged in any case.
   * @default none
   */
  readonly beyond?: readonly RegExp[];
}

/**
 * Resources that can hardly do without a wildcard: objects of one bucket or below a path of it; secrets below a path,
 * or one secret, whose name Secrets Manager ends with six characters; KMS keys, which a condition limits by alias.
 */
const atTheEnd: readonly RegExp[] = [
  /^arn:aws:s3:::[a-z0-9.-]+\/([^*?]+\/)?\*$/,
  /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^*?]+(\/\*|-\?{6})$/,
  /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/\*$/,
];

/**
 * Returns those of some actions or resources whose wildcards are acknowledged. The checks report every other wildcard.
 */
export const acknowledgedPatterns = (
  texts: readonly string[],
  { beyond = [] }: Pick<Wildcards, 'beyond'> = {},
): readonly string[] =>
  texts.filter((text) => /[*?]/.test(text) && [...atTheEnd, ...beyond].some((pattern) => pattern.test(text)));

/** The resource `*`, for actions that IAM cannot limit to a resource. */
export const everyResource = /^\*$/;
