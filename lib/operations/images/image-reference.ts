/** Parts of a reference to an image. */
export interface ImageReference {
  /** Host of the registry, with a port if the reference has one. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/**
 * Splits a reference with registry and tag. The registry `docker.io` is served by another host, and there names of one
 * word are in the repository `library`.
 *
 * @throws Error when the reference has no registry or no tag, which the schemas do not allow.
 */
export function imageReference(reference: string): ImageReference {
  const [, registry, repository, tag] = /^([^/]+)\/([^:@]+):([^:@/]+)$/.exec(reference) ?? [];
  if (registry === undefined || repository === undefined || tag === undefined) {
    throw new Error(`${reference} is not an image with registry and tag`);
  }
  if (registry !== 'docker.io') return { host: registry, repository, tag };
  return {
    host: 'registry-1.docker.io',
    repository: repository.includes('/') ? repository : `library/${repository}`,
    tag,
  };
}
