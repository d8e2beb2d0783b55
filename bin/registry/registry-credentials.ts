import { z } from 'zod';
import { ProblemsError } from '../../model/problem';
import { validate } from '../../model/schema-problems';
import type { RegistryCredentials } from '../../lib/operations/images/registry';
import { readSource } from '../read-source';

/** File that `podman login --authfile` writes. Source: containers/image:docs/containers-auth.json.5.md. */
const schema = z.looseObject({ auths: z.record(z.string(), z.looseObject({ auth: z.string().optional() })) });

/**
 * Names and passwords for registries from a file of Podman, Skopeo or Docker; none without a file.
 *
 * @throws ProblemsError when the file does not exist or has another form.
 */
export function registryCredentials(file: string | undefined): RegistryCredentials {
  if (file === undefined) return {};
  const checked = validate(schema, readSource(file, 'make it with: podman login --authfile <file> <registry>'));
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  return Object.fromEntries(
    Object.entries(checked.value.auths).flatMap(([place, { auth }]) => {
      const host = place.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
      return auth === undefined ? [] : [[/(^|\.)docker\.io$/.test(host) ? 'registry-1.docker.io' : host, auth]];
    }),
  );
}
