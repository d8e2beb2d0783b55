import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { SecretStore } from '../base/secrets/external-secret';
import { guardedNamespace } from '../base/namespaces/guarded-namespace';
import { k8s } from '../base/manifests/kubernetes';
import { NamespaceAccess } from '../base/namespaces/namespace-access';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import type { ChartContext } from '../base/manifests/chart-context';
import { PlatformChart, type Ownership } from '../base/manifests/platform-chart';
import { toQuantities } from '../base/pods/pod-size';
import { inWave, pruneDisabled, objectWaves } from '../base/delivery/sync';
import { resolveQuota, type QuotaClass } from './quota-class';

export interface TenantNamespaceProps {
  readonly name: string;
  /** What the tenant does, for people. */
  readonly purpose: string;
  readonly dataClass: Ownership['dataClass'];
  /** Account names of those who answer for it; they see the namespace and change it by merge request. */
  readonly maintainers: readonly string[];
  /** Day of the next review. */
  readonly reviewBy: string;
  readonly quota: QuotaClass;
  /** Kinds of its services by their names. */
  readonly services: Readonly<Record<string, string>>;
  /** Why settings that sound like secrets are none, by their names. */
  readonly openSettings: Readonly<Record<string, string>>;
  readonly grants: NamespaceGrants;
  /** IAM role that may read its secrets and no other. */
  readonly secretsRoleArn: string;
  readonly context: ChartContext;
}

/** What a namespace may use of what there is once; the guardrails refuse everything else in it. */
export interface NamespaceGrants {
  /** Hosts of its routes and certificates. */
  readonly hosts: readonly string[];
  /** ARNs of the roles of its service accounts. */
  readonly awsRoles: readonly string[];
  /** CronJobs after which its own service accounts may make jobs. */
  readonly jobTemplates: readonly string[];
}

/** A tenant's place in the cluster: who it is, how much it may use, and that nobody talks to it unasked. */
export class TenantNamespace extends Construct {
  /** What is cluster-wide and what is in the namespace, in this order. */
  readonly charts: readonly Chart[];

  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    const { name, dataClass, quota, context } = props;
    const ownership: Ownership = { owner: name, dataClass };
    const clusterWide = new PlatformChart(this, 'cluster-wide', { ownership, context });
    this.addNamespace(clusterWide, props);

    const chart = new PlatformChart(this, 'namespaced', { ownership, namespace: name, context });
    addLimits(chart, quota);
    new NamespaceIsolation(chart, 'isolation');
    new SecretStore(chart, 'secrets', { roleArn: props.secretsRoleArn });
    const people = props.maintainers.map((name) => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name }));
    new k8s.KubeRoleBinding(chart, 'maintainers', {
      metadata: { name: 'maintainers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: people,
    });
    // The part of `view` that logs have of their own; see openshift/cluster-logging-operator.
    new k8s.KubeRoleBinding(chart, 'logs', {
      metadata: { name: 'maintainers-logs' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-logging-application-view' },
      subjects: people,
    });
    this.charts = [clusterWide, chart];
  }

  private addNamespace(
    chart: PlatformChart,
    { name, purpose, maintainers, reviewBy, services, openSettings, grants }: TenantNamespaceProps,
  ): void {
    new k8s.KubeNamespace(chart, 'namespace', {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
          ...guardedNamespace.label,
        },
        annotations: {
          'openshift.io/description': purpose,
          'commons-platform/maintainers': maintainers.join(','),
          'commons-platform/review-by': reviewBy,
          'commons-platform/services': Object.entries(services)
            .map(([service, kind]) => `${service}=${kind}`)
            .join(','),
          ...(Object.keys(openSettings).length === 0
            ? {}
            : { 'commons-platform/open-settings': JSON.stringify(openSettings) }),
          ...listed(guardedNamespace.hosts, grants.hosts),
          ...listed(guardedNamespace.awsRoles, grants.awsRoles),
          ...listed(guardedNamespace.jobTemplates, grants.jobTemplates),
          ...inWave(objectWaves.namespaces),
          ...pruneDisabled,
        },
      },
    });
    new NamespaceAccess(chart, 'access', { namespace: name });
  }
}

const listed = (annotation: string, values: readonly string[]): Record<string, string> =>
  values.length === 0 ? {} : { [annotation]: values.join(',') };

function addLimits(chart: PlatformChart, quota: QuotaClass): void {
  const { cpu, memoryGiB, storageGiB, pods } = resolveQuota(quota);
  new k8s.KubeResourceQuota(chart, 'quota', {
    metadata: {
      name: 'tenant',
      annotations: typeof quota === 'string' ? {} : { 'commons-platform/quota-because': quota.because },
    },
    spec: {
      hard: toQuantities({
        'requests.cpu': cpu,
        'limits.memory': `${memoryGiB}Gi`,
        'requests.storage': `${storageGiB}Gi`,
        pods,
        // Public addresses are scarce, and a service of these types would pass by the routers and the CDN.
        'services.loadbalancers': 0,
        'services.nodeports': 0,
      }),
    },
  });
  new k8s.KubeLimitRange(chart, 'limits', {
    metadata: { name: 'tenant' },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: toQuantities({ cpu: '50m', memory: '128Mi' }),
          default: toQuantities({ cpu: '500m', memory: '256Mi' }),
        },
      ],
    },
  });
}
