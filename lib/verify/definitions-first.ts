import { operators } from '../../model/data/operators';
import { qualifiedKind, objectsOfKind, type RenderedObject } from '../rendered';
import {
  applicationsIn,
  deliveryLookup,
  isAppliedBefore,
  objectWave,
  type DeliveredApplication,
  type Delivery,
} from './delivered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** API groups that a cluster has from the start. Source: openshift/api and Kubernetes’ API reference. */
const ofCluster: ReadonlySet<string> = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'snapshot.storage.k8s.io',
  'apiextensions.k8s.io',
  'admissionregistration.k8s.io',
  'scheduling.k8s.io',
  'operators.coreos.com',
  'monitoring.coreos.com',
  'config.openshift.io',
  'operator.openshift.io',
  'image.openshift.io',
  'route.openshift.io',
  'build.openshift.io',
  'apps.openshift.io',
  'machine.openshift.io',
  'machineconfiguration.openshift.io',
  'autoscaling.openshift.io',
  'user.openshift.io',
  'monitoring.openshift.io',
  'security.openshift.io',
  'console.openshift.io',
  'project.openshift.io',
  'imageregistry.operator.openshift.io',
  'samples.operator.openshift.io',
  'tuned.openshift.io',
  'policy.networking.k8s.io',
  'template.openshift.io',
]);

/**
 * API groups of CustomResourceDefinitions by Helm chart, for charts that no operator in `model/data/operators.ts`
 * stands for.
 */
const definedByCharts: Readonly<Record<string, readonly string[]>> = {
  'plugin-barman-cloud': ['barmancloud.cnpg.io'],
  'gitlab-operator': ['apps.gitlab.com'],
};

/** Package of Argo CD's operator. It is installed by hand, so its kinds are known before anything is applied. */
const byHand = 'openshift-gitops-operator';

interface Definer {
  readonly title: string;
  readonly subscription?: string;
  readonly charts: readonly string[];
  readonly defines: readonly string[];
}

const definers: readonly Definer[] = [
  ...operators.map(({ title, package: subscription, defines, releases }) => ({
    title,
    subscription,
    defines,
    charts: Object.values(releases).flatMap((supply) => ('chart' in supply ? [supply.chart.name] : [])),
  })),
  ...Object.entries(definedByCharts).map(([chart, defines]) => ({
    title: `the chart ${chart}`,
    charts: [chart],
    defines,
  })),
];

/**
 * A custom resource is applied in a later wave than its definition; the API server refuses unknown kinds. An operator’s kinds
 * are known once its first version is installed, which a person may have to approve. Argo CD waits for every wave except the
 * last.
 */
export const definitionsFirstRule: RenderedRule = {
  id: 'definitions-first',
  holds: 'every custom resource is applied after the operator or chart that defines its kind',
  findings: (rendered) => {
    const applications = applicationsIn(rendered);
    const when = deliveryLookup(applications);
    const subscriptions = objectsOfKind(rendered.objects, 'operators.coreos.com/Subscription');
    const arrivals = new Map(
      definers.map((definer) => [definer, definitionArrivals(definer, subscriptions, applications, when)] as const),
    );
    const unknown = rendered.objects.flatMap((object) => {
      const delivery = when(object);
      return delivery === undefined ? [] : misplaced(object, delivery, arrivals);
    });
    return [...unknown, ...unawaited(subscriptions, rendered.objects, when)];
  },
};

/** When definitions arrive: the Delivery of the operator's Subscription, or of the Helm chart. */
const definitionArrivals = (
  { subscription, charts }: Definer,
  subscriptions: readonly RenderedObject[],
  applications: readonly DeliveredApplication[],
  when: ReturnType<typeof deliveryLookup>,
): readonly Delivery[] => [
  ...subscriptions.filter(({ metadata }) => metadata.name === subscription).flatMap((object) => when(object) ?? []),
  ...applications
    .filter(({ spec }) => spec.source.chart !== undefined && charts.includes(spec.source.chart))
    .map(({ metadata, wave }) => ({ application: metadata.name, applicationWave: wave, objectWave: 0 })),
];

function misplaced(
  object: RenderedObject,
  delivery: Delivery,
  arrivals: ReadonlyMap<Definer, readonly Delivery[]>,
): readonly RenderedFinding[] {
  const kind = qualifiedKind(object);
  const [group = ''] = kind.split('/');
  const definer = definers.find(({ defines }) => defines.includes(kind) || defines.includes(group));
  if (definer?.subscription === byHand || (definer === undefined && ofCluster.has(group))) return [];
  const place = describeObject(object);
  if (definer === undefined) {
    return [
      {
        place,
        reason: `it is not known what defines ${kind}`,
        remedy: 'add it to the operator in model/data/operators.ts that defines it',
      },
    ];
  }
  const arrived = arrivals.get(definer) ?? [];
  if (arrived.length === 0) {
    return [
      { place, reason: `${definer.title}, which defines ${kind}, is not installed`, remedy: 'render its subscription' },
    ];
  }
  return arrived.some((arrival) => isAppliedBefore(arrival, delivery))
    ? []
    : [
        {
          place,
          reason: `${definer.title}, which defines ${kind}, is not applied before it`,
          remedy: `put its application into a wave above ${Math.min(...arrived.map((each) => each.applicationWave))}`,
        },
      ];
}

/** Subscriptions in the last wave of their application, for which Argo CD does not wait. */
const unawaited = (
  subscriptions: readonly RenderedObject[],
  objects: readonly RenderedObject[],
  when: ReturnType<typeof deliveryLookup>,
): readonly RenderedFinding[] =>
  subscriptions.flatMap((subscription) => {
    const application = when(subscription)?.application;
    if (application === undefined) return [];
    const waited = objects.some(
      (other) => when(other)?.application === application && objectWave(other) > objectWave(subscription),
    );
    return waited
      ? []
      : [
          {
            place: describeObject(subscription),
            reason: `${application} has nothing in a later wave, so Argo CD does not wait until it is installed`,
            remedy: 'render something in a later wave of the application',
          },
        ];
  });
