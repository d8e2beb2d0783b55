/** Parts of a reference of an image as Compose and Kubernetes write it. */
export interface ImageName {
  /** Registry and repository in full, like `docker.io/library/postgres`. */
  readonly repository: string;
  /** Last part of the repository, in lower case. */
  readonly base: string;
  /** @default none */
  readonly tag?: string;
  /** @default none */
  readonly digest?: string;
}

/**
 * Reads a reference in which registry, `library` and tag may be missing; undefined if it is none. Source: distribution/reference,
 * "Grammar" and the familiar names.
 */
export function toImageName(reference: string): ImageName | undefined {
  const [, path, tag, digest] =
    /^([^:@]+(?::\d+\/[^:@]+)?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference.trim()) ?? [];
  if (path === undefined) return undefined;
  const [first = '', ...others] = path.split('/');
  const hasRegistry = others.length > 0 && /[.:]|^localhost$/.test(first);
  const registry = hasRegistry ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const own = hasRegistry ? others : [first, ...others];
  const repository = registry === 'docker.io' && own.length === 1 ? ['library', ...own] : own;
  return { repository: [registry, ...repository].join('/'), base: (own.at(-1) ?? '').toLowerCase(), tag, digest };
}

/** The reference in full; without a tag it is that of `latest`, as container engines take it. */
export const fullReference = ({ repository, tag, digest }: ImageName): string =>
  `${repository}${tag === undefined && digest !== undefined ? '' : `:${tag ?? 'latest'}`}${digest === undefined ? '' : `@${digest}`}`;
