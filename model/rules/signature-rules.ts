import { openShiftReleaseNames, openShiftReleases } from '../data/openshift-releases';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/**
 * Where images of OpenShift and of the operators here come from, which others sign. Source: the release image of OpenShift, and
 * relatedImages of the operators in the catalogues `redhat-operators` and `certified-operators`.
 */
const clusterRepositories = [
  'quay.io/openshift-release-dev',
  'registry.redhat.io',
  'registry.connect.redhat.com',
] as const;

/** Whether a policy for `scope` is one for `repository` too. Source: openshift/api, ClusterImagePolicySpec.scopes. */
const isPart = (repository: string, scope: string): boolean =>
  repository === scope || repository.startsWith(`${scope}/`);

/** What must hold for images that nodes run only with a signature. */
export function signatureFindings({ cluster: { release, signatures } }: EnvironmentFile): readonly Finding[] {
  const able = openShiftReleaseNames.filter((name) => openShiftReleases[name].imagePolicies);
  const repositories = signatures.flatMap((signature, index) =>
    signature.repositories.map((repository, position) => ({
      repository,
      path: ['cluster', 'signatures', index, 'repositories', position],
    })),
  );
  return [
    ...findingIf(
      signatures.length > 0 && !openShiftReleases[release].imagePolicies,
      ['cluster', 'signatures'],
      `cannot be checked by OpenShift ${release} without technology previews, which a cluster cannot switch off again`,
      `leave it out, or move to one of: ${able.join(', ')}`,
    ),
    ...repeatFindings(
      signatures.map(({ name }) => name),
      (index) => ['cluster', 'signatures', index, 'name'],
      (first) => `repeats the name of signatures[${first}]`,
      'give each a name of its own',
    ),
    ...repeatFindings(
      repositories.map(({ repository }) => repository),
      (index) => repositories[index]?.path ?? [],
      (first) =>
        `has a signature of ${signatures.find(({ repositories: own }) => own.includes(repositories[first]?.repository ?? ''))?.name ?? ''} already`,
      'name each repository once: an image would need all signatures',
    ),
    ...repositories.flatMap(({ repository, path }) => {
      const theirs = clusterRepositories.find((each) => isPart(repository, each));
      return findingIf(
        theirs !== undefined,
        path,
        `includes images of ${theirs ?? ''}, which OpenShift and the operators here run: no node would start them again`,
        'name repositories whose images you sign yourselves',
      );
    }),
  ];
}
