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
  /** What the tenant does, in words; shown in the console. */
  readonly purpose: string;
  readonly dataClass: Ownership['dataClass'];
  /** Account names of the people responsible for it; they may read the namespace, and change it by merge request. */
  readonly maintainers: readonly string[];
  /** Day of the next review, as `2027-06-30`. */
  readonly reviewBy: string;
  readonly quota: QuotaClass;
  /** Kinds of its services by their names. */
  readonly services: Readonly<Record<string, string>>;
  /** For each setting whose name or value looks like a secret, the reason why it is none. */
  readonly openSettings: Readonly<Record<string, string>>;
  readonly grants: NamespaceGrants;
  /** ARN of the IAM role that may read this tenant's secrets only. */
  readonly secretsRoleArn: string;
  readonly context: ChartContext;
}

/** Hosts, node ports, IAM roles and templates of Jobs that a namespace may use; the guardrails refuse all others in it. */
export interface NamespaceGrants {
  /** Hosts of its Routes and Certificates. */
  readonly hosts: readonly string[];
  /** Node ports of its Services, one for each protocol of a port to the outside. */
  readonly nodePorts: readonly number[];
  /** ARNs of the IAM roles of its ServiceAccounts. */
  readonly awsRoles: readonly string[];
  /** Names of CronJobs from which its own ServiceAccounts may make Jobs. */
  readonly jobTemplates: readonly string[];
}

/**
 * The namespace of a tenant: Namespace, ResourceQuota and LimitRange, NetworkPolicies that refuse all traffic not allowed by
 * others, the SecretStore for its secrets, and RoleBindings for its maintainers.
 *
 * @example
 * const { charts } = new TenantNamespace(new App(), 'library', {
 *   name: 'library',
 *   purpose: 'The wiki of the library',
 *   dataClass: 'internal',
 *   maintainers: ['ada'],
 *   reviewBy: '2027-06-30',
 *   quota: 'small',
 *   services: { wiki: 'web-application' },
 *   openSettings: {},
 *   grants: { hosts: ['wiki.commons.example'], nodePorts: [], awsRoles: [secretsRoleArn], jobTemplates: [] },
 *   secretsRoleArn,
 *   context,
 * });
 */
export class TenantNamespace extends Construct {
  /** Two charts: cluster-wide objects, then those in the namespace. */
  readonly charts: readonly Chart[];

  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    const { name, dataClass, quota, context } = props;
    const ownership: Ownership = { owner: name, dataClass };
    const clusterWide = new PlatformChart(this, 'cluster-wide', { ownership, context });
    this.addNamespace(clusterWide, props);

    const chart = new PlatformChart(this, 'namespaced', { ownership, namespace: name, context });
    addLimits(chart, quota, props.grants.nodePorts.length);
    new NamespaceIsolation(chart, 'isolation');
    new SecretStore(chart, 'secrets', { roleArn: props.secretsRoleArn });
    const people = props.maintainers.map((name) => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name }));
    new k8s.KubeRoleBinding(chart, 'maintainers', {
      metadata: { name: 'maintainers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: people,
    });
    // `view` does not include logs: they have a ClusterRole of their own, see openshift/cluster-logging-operator.
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
          ...listed(guardedNamespace.nodePorts, [...new Set(grants.nodePorts)].map(String)),
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

function addLimits(chart: PlatformChart, quota: QuotaClass, nodePorts: number): void {
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
        // Public addresses are scarce, and traffic to such a Service would bypass the routers and the CDN.
        'services.loadbalancers': 0,
        'services.nodeports': nodePorts,
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
