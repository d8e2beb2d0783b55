import { Refusal } from './refusal';

/** What a request wants to publish, as its path says. */
export interface ReleasePath {
  /** Path of the project in GitLab: groups and name. */
  readonly project: string;
  /** The tag. */
  readonly version: string;
  readonly file: string;
}

/** A segment that means the same to HTTP, S3, a file system and GitLab: no dots in a row, nothing encoded, nothing hidden. */
const segment = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9_.+~-]{0,127}$/;

/** A version begins with a digit, after a `v` if the project's tags have one. */
const versionPattern = /^v?[0-9]/;

/**
 * Reads `/releases/<group>/…/<project>/<version>/<file>` as it came over the wire: whoever normalised it first could make
 * one path of another.
 *
 * @throws Refusal for any other path.
 */
export function releasePath(target: string): ReleasePath {
  const [root, prefix, ...segments] = target.split('/');
  const version = segments.at(-2);
  const file = segments.at(-1);
  if (root !== '' || prefix !== 'releases' || version === undefined || file === undefined || segments.length < 4) {
    throw new Refusal(404, 'nothing is here: PUT /releases/<path of the project>/<version>/<file>');
  }
  const strange = segments.find((each) => !segment.test(each));
  if (strange !== undefined) {
    throw new Refusal(400, 'a part of the path is no plain name: letters, digits, and _ . + ~ - between them');
  }
  if (!versionPattern.test(version)) throw new Refusal(400, `${version} is not a version: begin it with a digit`);
  return { project: segments.slice(0, -2).join('/'), version, file };
}

/** Where it is kept, below the store's own prefix. */
export const keyOf = ({ project, version, file }: ReleasePath): string => `${project}/${version}/${file}`;
