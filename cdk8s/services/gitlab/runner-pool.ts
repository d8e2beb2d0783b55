import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { blockYaml } from '../../../model/formats/block-yaml';
import { ExternalSecret } from '../../base/secrets/external-secret';
import { k8s } from '../../base/manifests/kubernetes';
import {
  httpsEgress,
  internetPeer,
  kubernetesApiEgress,
  NetworkRules,
  prometheusPeer,
} from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { PodMonitor } from '../../base/monitoring/pod-monitor';
import { toQuantities } from '../../base/pods/pod-size';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { runnerAccounts } from '../../base/pods/runner-accounts';
import { requiredConstraint } from '../../base/pods/required-constraint';
import { gitlabRunnerConfig, type GitLabRunnerConfigProps } from './gitlab-runner-config';

export interface RunnerPoolProps extends Pick<GitLabRunnerConfigProps, 'userNamespaces'> {
  /** Name of the secret in AWS Secrets Manager with the `runner-token` that GitLab gave. */
  readonly remoteSecret: string;
  /**
   * IAM role of the runner manager, with which it reaches the cache in S3.
   * @default none, for a runner without a cache
   */
  readonly roleArn?: string;
  /** Jobs at the same time. */
  readonly jobs: number;
}

/** Name of the Helm release, with which the names of its objects begin. */
const release = 'gitlab-runner';

const { manager, jobs: jobAccount } = runnerAccounts;
const tokenSecret = 'runner-token';
const jobLabels = { 'commons-platform/ci': 'job' } as const;
const managerLabels = { app: release } as const;

/**
 * The namespace of a runner without its Helm chart: ServiceAccounts and roles of the manager and of its jobs, network policies, a
 * quota, and alerts. The chart itself gets `runnerValues`.
 *
 * @example
 * new RunnerPool(chart, 'pool', {
 *   userNamespaces: true,
 *   remoteSecret: 'production/gitlab/runner-general',
 *   jobs: 20,
 * });
 */
export class RunnerPool extends Construct {
  constructor(scope: Construct, id: string, props: RunnerPoolProps) {
    super(scope, id);
    const { jobs, userNamespaces } = props;
    const { ownNamespace: namespace } = PlatformChart.of(this);
    new WorkloadIdentity(this, 'manager', { name: manager, roleArn: props.roleArn });
    new WorkloadIdentity(this, 'jobs', { name: jobAccount });
    new ExternalSecret(this, 'token', {
      name: tokenSecret,
      values: { 'runner-token': { property: 'runner-token', of: props.remoteSecret } },
      // The chart needs this key of the older way to register, with an empty value.
      fixed: { 'runner-registration-token': '' },
    });
    this.addManagerRights();
    if (userNamespaces) this.addOwnUsers();
    new NetworkRules(this, 'manager-network', {
      name: manager,
      pods: managerLabels,
      from: [{ peers: [prometheusPeer], ports: [metricsPort] }],
      to: [kubernetesApiEgress(this), httpsEgress(this)],
    });
    const https = httpsEgress(this);
    new NetworkRules(this, 'jobs-network', {
      name: jobAccount,
      pods: jobLabels,
      from: [],
      to: [{ peers: [internetPeer(this)], ports: [22, 80, ...https.ports, 9418] }],
    });
    new k8s.KubeResourceQuota(this, 'quota', {
      metadata: { name: 'jobs' },
      spec: {
        hard: toQuantities({
          pods: jobs + 5,
          'services.loadbalancers': 0,
          'services.nodeports': 0,
          persistentvolumeclaims: 0,
        }),
      },
    });
    new PodMonitor(this, 'monitor', { name: manager, labels: managerLabels, port: 'metrics' });
    new AlertRules(this, 'alerts', {
      name: manager,
      alerts: [
        {
          name: 'RunnerDown',
          expression: `sum(kube_deployment_status_replicas_available{namespace="${namespace}",deployment="${release}"} or vector(0)) < 1`,
          lasting: '15m',
          severity: 'warning',
          summary: `The runner ${namespace} takes no jobs.`,
        },
        {
          name: 'RunnerFails',
          expression: `sum(increase(gitlab_runner_failed_jobs_total{namespace="${namespace}",failure_reason="runner_system_failure"}[1h])) > 5`,
          lasting: '5m',
          severity: 'warning',
          summary: `Jobs of ${namespace} fail for reasons of the runner, not of the jobs.`,
        },
      ],
    });
  }

  /**
   * Rights of the Kubernetes executor in its own namespace. Source: docs/executors/kubernetes/_index.md, runner API permissions.
   */
  private addManagerRights(): void {
    const metadata = { name: manager, annotations: inWave(objectWaves.identity) };
    new k8s.KubeRole(this, 'manager-role', {
      metadata,
      rules: [
        { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods/attach', 'pods/exec'], verbs: ['create', 'delete', 'get', 'patch'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: ['create', 'delete', 'get', 'update'] },
        { apiGroups: [''], resources: ['services'], verbs: ['create', 'get'] },
        { apiGroups: [''], resources: ['serviceaccounts'], resourceNames: [jobAccount], verbs: ['get'] },
      ],
    });
    this.bind('manager-binding', metadata.name, { kind: 'Role', name: metadata.name }, manager);
  }

  /**
   * Lets jobs use the SecurityContextConstraints `nested-container`: root and other users inside a user namespace. Source:
   * openshift/ cluster-kube-apiserver-operator:bindata/bootkube/scc-manifests, scc-nested-container, from release 4.20.
   */
  private addOwnUsers(): void {
    const role = { kind: 'ClusterRole', name: 'system:openshift:scc:nested-container' };
    this.bind('own-users', 'jobs-own-users', role, jobAccount);
  }

  private bind(
    id: string,
    name: string,
    role: { readonly kind: string; readonly name: string },
    account: string,
  ): void {
    new k8s.KubeRoleBinding(this, id, {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...role },
      subjects: [{ kind: 'ServiceAccount', name: account }],
    });
  }
}

const metricsPort = 9252;

/** Values for the Helm chart of the runner, as YAML. Source: gitlab-org/charts/gitlab-runner, values.yaml. */
export const runnerValues = (
  props: Omit<GitLabRunnerConfigProps, 'jobAccount' | 'jobLabels'> & RunnerChartProps,
): string =>
  blockYaml({
    image: props.image,
    gitlabUrl: props.gitlabUrl,
    concurrent: props.jobs,
    checkInterval: 3,
    // The token is this runner's for good: the manager must not unregister it when it restarts.
    unregisterRunners: false,
    terminationGracePeriodSeconds: 3600,
    rbac: { create: false },
    serviceAccount: { create: false, name: manager },
    automountServiceAccountToken: true,
    metrics: { enabled: true, portName: 'metrics', port: metricsPort },
    runners: {
      secret: tokenSecret,
      executor: 'kubernetes',
      config: gitlabRunnerConfig({ ...props, jobAccount, jobLabels }),
    },
    // OpenShift assigns a user id and refuses others, so none is set here.
    podAnnotations: requiredConstraint('restricted-v2'),
    podSecurityContext: {
      runAsUser: null,
      fsGroup: null,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  });

export interface RunnerChartProps {
  /** Image of the manager in three parts, which the chart joins. */
  readonly image: { readonly registry: string; readonly image: string; readonly tag: string };
  /** Address of GitLab. */
  readonly gitlabUrl: string;
  /** Jobs at the same time. */
  readonly jobs: number;
}
