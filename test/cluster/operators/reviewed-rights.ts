import type { Right } from '../support/rights';

/** Rights that are granted and that no delivery asks for, looked at by somebody. */
export interface ReviewedRights {
  readonly role: string;
  readonly verbs: readonly string[] | 'all';
  readonly resources: readonly string[] | 'all';
  readonly because: string;
}

const delivery = 'ClusterRole commons-platform-delivery';
const changes = 'Argo CD replaces what asks to be replaced, and deletes what is removed; a first delivery has neither';

/** Of the small home that the operators run in, in which nothing was ever removed. */
export const reviewedRights: readonly ReviewedRights[] = [
  { role: delivery, verbs: ['update', 'delete'], resources: 'all', because: changes },
  {
    role: 'Role commons-platform-delivery',
    verbs: ['update', 'delete'],
    resources: ['serviceaccounts', 'templates.template.openshift.io'],
    because: changes,
  },
  {
    role: delivery,
    verbs: ['create', 'patch'],
    resources: ['issuers.cert-manager.io', 'validatingwebhookconfigurations.admissionregistration.k8s.io'],
    because: 'Charts of others bring them, which are stood in for here',
  },
  {
    role: delivery,
    verbs: ['create', 'patch'],
    resources: [
      'databases.postgresql.cnpg.io',
      'gitlabs.apps.gitlab.com',
      'keycloaks.k8s.keycloak.org',
      'perconaxtradbclusters.pxc.percona.com',
      'probes.monitoring.coreos.com',
      'postgresclusters.postgres-operator.crunchydata.com',
      'pushsecrets.external-secrets.io',
    ],
    because: 'Services and hosts that this home has none of',
  },
  {
    role: delivery,
    verbs: ['create'],
    resources: ['argocds.argoproj.io', 'gitopsservices.pipelines.openshift.io'],
    because: 'The operator of OpenShift GitOps makes the one that there is; were it gone, delivery would make it again',
  },
  {
    role: delivery,
    verbs: ['create', 'patch'],
    resources: ['routes/custom-host.route.openshift.io'],
    because: 'OpenShift’s API server asks for it when a route has a host of its own; the one here knows nothing of it',
  },
];

/**
 * Rights that no row covers, and rows that cover nothing any more, for people.
 *
 * @param home another than the small home has more services and asks for more, so a row may cover nothing there
 */
export function uncovered(
  unused: readonly Right[],
  reviewed: readonly ReviewedRights[],
  home: 'small' | 'another',
): readonly string[] {
  const isCovered = ({ role, verb, resource }: Right, row: ReviewedRights): boolean =>
    row.role === role &&
    (row.verbs === 'all' || row.verbs.includes(verb)) &&
    (row.resources === 'all' || row.resources.includes(resource));
  return [
    ...unused
      .filter((right) => !reviewed.some((row) => isCovered(right, row)))
      .map(({ user, role, verb, resource }) => `${user} never asks to ${verb} ${resource}, which ${role} grants`),
    ...reviewed
      .filter((row) => home === 'small' && !unused.some((right) => isCovered(right, row)))
      .map(
        ({ role, because }) => `${role}: every right of the row “${because}” is asked for, or is gone: remove the row`,
      ),
  ];
}
