/** Parts of the name of an image. */
export interface ImageReference {
  /** Host of the registry, with its port if it has one of its own. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/**
 * The parts of a reference with registry and tag. Docker's registry answers on another host than its name says, and keeps
 * images of one word below `library`.
 *
 * @throws Error when it has no registry or no tag; the schemas let in no such reference.
 */
export function imageReference(reference: string): ImageReference {
  const [, registry, repository, tag] = /^([^/]+)\/([^:@]+):([^:@/]+)$/.exec(reference) ?? [];
  if (registry === undefined || repository === undefined || tag === undefined) {
    throw new Error(`${reference} is no image with registry and tag`);
  }
  if (registry !== 'docker.io') return { host: registry, repository, tag };
  return {
    host: 'registry-1.docker.io',
    repository: repository.includes('/') ? repository : `library/${repository}`,
    tag,
  };
}
