import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Mirrors of registries: each source once, and with mirrors that are others. */
export function registryMirrorFindings({ cluster: { nodes } }: EnvironmentFile): readonly Finding[] {
  const place = ['cluster', 'nodes', 'registryMirrors'];
  return [
    ...repeatFindings(
      nodes.registryMirrors.map(({ source }) => source),
      (index) => [...place, index, 'source'],
      (first) => `repeats the source of registryMirrors[${first}]`,
      'name each source once, with all of its mirrors in order',
    ),
    ...nodes.registryMirrors.flatMap(({ source, mirrors }, index) => [
      ...mirrors.flatMap((mirror, position) =>
        findingIf(
          mirror === source,
          [...place, index, 'mirrors', position],
          'is the source itself',
          'name another registry that has its images: nodes ask the source last anyway',
        ),
      ),
      ...repeatFindings(
        mirrors,
        (position) => [...place, index, 'mirrors', position],
        (first) => `repeats mirrors[${first}]`,
        'name each mirror once',
      ),
    ]),
  ];
}
