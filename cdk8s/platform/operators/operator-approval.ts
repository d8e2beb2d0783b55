import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { k8s } from '../../base/manifests/kubernetes';
import { kubernetesApiEgress, NetworkRules } from '../../base/network/network-rules';
import { toResources } from '../../base/pods/pod-size';
import { kubernetesToken } from '../../base/pods/kubernetes-token';
import { emptyVolume, readOnlyMount } from '../../base/pods/mounted-volume';
import { restrictedContainer } from '../../base/pods/restricted';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { approvalLists, approvalScript } from './approval-script';
import { podTemplate } from '../../base/pods/pod-template';

/** Name of the namespace, the ServiceAccount, the ConfigMap and the CronJob. */
export const operatorApprovalName = 'operator-approval';

export interface OperatorApprovalProps {
  /** Each operator with its namespace, its package, and its ClusterServiceVersion if one is pinned. */
  readonly operators: readonly { readonly namespace: string; readonly package: string; readonly version?: string }[];
}

/** The cluster's own image of `oc`, of the cluster's release and for the architecture of the node. */
const clientImage = 'image-registry.openshift-image-registry.svc:5000/openshift/cli:latest';

/**
 * A CronJob that every five minutes approves InstallPlans with pinned versions of operators, and no others: other versions of
 * a catalogue wait until a reviewed commit pins them. For the chart of its own namespace.
 */
export class OperatorApproval extends Construct {
  constructor(scope: Construct, id: string, { operators }: OperatorApprovalProps) {
    super(scope, id);
    const name = operatorApprovalName;
    const labels = { 'app.kubernetes.io/name': name };
    new WorkloadIdentity(this, 'identity', { name });
    const lists = approvalFiles(operators);
    new k8s.KubeConfigMap(this, 'lists', {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: lists,
    });
    new NetworkRules(this, 'network', { name, pods: labels, from: [], to: [kubernetesApiEgress(this)] });
    new k8s.KubeCronJob(this, 'cron-job', {
      metadata: { name, annotations: inWave(objectWaves.data) },
      spec: {
        schedule: '*/5 * * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 200,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            activeDeadlineSeconds: 280,
            template: podTemplate(this, {
              labels,
              serviceAccountName: name,
              restartPolicy: 'Never',
              containers: [approval],
              volumes,
            }),
          },
        },
      },
    });
    new AlertRules(this, 'alerts', { name, alerts: approvalAlerts });
  }
}

function approvalFiles(operators: OperatorApprovalProps['operators']): Record<string, string> {
  const lines = operators.map(({ namespace, version, ...operator }) =>
    version === undefined
      ? { list: approvalLists.unpinned, line: `${namespace} ${operator.package}\n` }
      : { list: approvalLists.versions, line: `${namespace} ${operator.package} ${version}\n` },
  );
  const textOf = (wanted: string) => lines.flatMap(({ list, line }) => (list === wanted ? [line] : [])).join('');
  return Object.fromEntries(Object.values(approvalLists).map((list) => [list, textOf(list)]));
}

const apiAccess = kubernetesToken('api-access');

const approval: k8s.Container = {
  name: operatorApprovalName,
  image: clientImage,
  command: ['/bin/sh', '-c', approvalScript],
  env: [
    { name: 'LISTS', value: '/etc/operator-approval' },
    // For the caches of `oc`; the user of the container has no home directory.
    { name: 'HOME', value: '/tmp' },
  ],
  resources: toResources('small'),
  securityContext: restrictedContainer,
  terminationMessagePolicy: 'FallbackToLogsOnError',
  volumeMounts: [
    { name: 'lists', mountPath: '/etc/operator-approval', readOnly: true },
    readOnlyMount(apiAccess),
    { name: 'scratch', mountPath: '/tmp' },
  ],
};

const volumes: k8s.Volume[] = [
  { name: 'lists', configMap: { name: operatorApprovalName } },
  apiAccess.volume,
  emptyVolume('scratch', '64Mi'),
];

const lastSuccess = `kube_cronjob_status_last_successful_time{namespace="${operatorApprovalName}",cronjob="${operatorApprovalName}"}`;

const approvalAlerts: readonly Alert[] = [
  {
    name: 'OperatorsNotAsWritten',
    expression: `time() - max(${lastSuccess}) > 3600 or absent(${lastSuccess})`,
    lasting: '1h',
    severity: 'warning',
    summary: 'For two hours an operator has not been the version that is pinned, or nobody could look.',
  },
];
