import { projectWidenings } from '../delivery/project-widenings';
import { sourceChanges } from '../delivery/source-changes';
import { newNamespaces } from '../new-namespaces';
import { isFirst } from '../is-first';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** What Argo CD and External Secrets bring into the cluster, from other places or to other places than before. */
export const widerDeliveryRule: ReviewRule = {
  id: 'wider-delivery',
  finds:
    'more that may be delivered into the cluster: repositories, namespaces and kinds of Argo CD projects, and secret stores',
  class: 'lets-in',
  why: 'Whoever can write to the repository, or to the path of the store, decides what runs there.',
  remedy:
    'Name the repository, the namespaces and the kinds that the application needs, and the one path of the store.',
  dangerous: { before: project('pad'), after: project("'*'") },
  harmless: { before: project("'*'"), after: project('pad') },
  findings: (comparison) => {
    const added = newNamespaces(comparison);
    return (isFirst(comparison) ? [] : comparison.objects).flatMap((change) =>
      [...projectWidenings(change, added), ...sourceChanges(change, comparison)].map(
        ({ class: danger, what, path }) => ({
          class: danger,
          layer: 'cluster' as const,
          subject: objectSubject(change).replace(/^AppProject \S+\//, 'deliveries of the project '),
          what,
          targets: [{ change, path }],
        }),
      ),
    );
  },
};

function project(namespace: string): Readonly<Record<string, string>> {
  return {
    'cluster/applications/pad.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: pad
  namespace: openshift-gitops
spec:
  destinations:
    - { server: https://kubernetes.default.svc, namespace: ${namespace} }
  sourceRepos: [https://gitlab.commons.example/infrastructure/platform.git]
`,
  };
}
