import { Refusal } from './refusal';

/** The parts of a request's path. */
export interface ReleasePath {
  /** Full path of the project in GitLab. */
  readonly project: string;
  /** The tag. */
  readonly version: string;
  readonly file: string;
}

/**
 * Pattern of a path segment that HTTP, S3, a file system and GitLab all understand in the same way: without two dots in
 * a row, percent-encoding or a dot at the start.
 */
const segment = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9_.+~-]{0,127}$/;

/** Pattern of a version: it begins with a digit, or with `v` and a digit. */
const versionPattern = /^v?[0-9]/;

/**
 * Parses `/releases/<group>/…/<project>/<version>/<file>`. The raw path is parsed, because normalizing could turn one
 * path into another.
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

/** Key of the file, below the prefix of the store. */
export const keyOf = ({ project, version, file }: ReleasePath): string => `${project}/${version}/${file}`;
