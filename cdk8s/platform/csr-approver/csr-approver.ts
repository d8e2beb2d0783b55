import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage } from '../../base/pods/app-image';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, kubernetesApiEgress, NetworkRules } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toResources } from '../../base/pods/pod-size';
import { kubernetesToken } from '../../base/pods/kubernetes-token';
import { emptyVolume, readOnlyMount } from '../../base/pods/mounted-volume';
import { restrictedContainer } from '../../base/pods/restricted';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import type { NodeTaint } from '../node-labels';
import { podTemplate } from '../../base/pods/pod-template';

/** Name of the namespace, the ServiceAccount and the Deployment. The IAM role's trust policy names the first two. */
export const csrApproverName = 'node-admission';

/** Settings that `cluster admit` reads from a file; see `lib/operations/csr-approval/approval-settings.ts`. */
export interface CsrApproverSettings {
  readonly region: string;
  readonly infraId: string;
  readonly pools: readonly {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly NodeTaint[];
  }[];
}

export interface CsrApproverProps {
  readonly settings: CsrApproverSettings;
  /** Image of this repository, for all architectures of the cluster; its entry point is the command line. */
  readonly image: string;
  /** ARN of the IAM role that may describe instances. */
  readonly roleArn: string;
}

const settingsFile = 'pools.json';
const settingsFolder = '/etc/node-admission';

/** File that is written after each complete round. */
const heartbeat = '/tmp/heartbeat';

/** The cluster's own image of `oc`, of the cluster's release and for the architecture of the node. */
const clientImage = 'image-registry.openshift-image-registry.svc:5000/openshift/cli:latest';

/**
 * The CSR approver, by which machines that CloudFormation owns become nodes. Every 30 seconds it approves the CSRs of their
 * kubelets, if EC2 has the instance as one of this cluster, and sets labels and taints of the pool on the nodes. For
 * machines of the machine API, OpenShift does this itself.
 */
export class CsrApprover extends Construct {
  constructor(scope: Construct, id: string, props: CsrApproverProps) {
    super(scope, id);
    const name = csrApproverName;
    const labels = { 'app.kubernetes.io/name': name };
    new WorkloadIdentity(this, 'identity', { name, roleArn: props.roleArn });
    new k8s.KubeConfigMap(this, 'settings', {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: { [settingsFile]: settingsText(props) },
    });
    this.addDeployment(props, labels);
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [],
      to: [kubernetesApiEgress(this), httpsEgress(this)],
    });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name, undefined);
    new AlertRules(this, 'alerts', { name, alerts });
  }

  private addDeployment(props: CsrApproverProps, labels: Readonly<Record<string, string>>): void {
    const name = csrApproverName;
    const image = new AppImage(this, 'image', { name, reference: props.image, updates: 'reviewed' });
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...image.triggerFor(name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        strategy: { type: 'Recreate' },
        template: podTemplate(this, {
          labels,
          // Settings are read once, when the process starts: with this annotation a change starts a new pod.
          annotations: { 'commons-platform/settings': settingsText(props) },
          serviceAccountName: name,
          initContainers: [clientCopy],
          containers: [admission(image.reference)],
          volumes: podVolumes(name),
        }),
      },
    });
  }
}

const apiAccess = kubernetesToken('api-access');

const settingsText = ({ settings: { region, infraId, pools } }: CsrApproverProps): string =>
  JSON.stringify({ region, infraId, pools });

const clientCopy: k8s.Container = {
  name: 'client',
  image: clientImage,
  command: ['cp', '/usr/bin/oc', '/client/oc'],
  resources: toResources('small'),
  securityContext: restrictedContainer,
  volumeMounts: [{ name: 'client', mountPath: '/client' }],
};

function admission(image: string): k8s.Container {
  // When a round hangs, in a call to EC2 or to the cluster, the probe fails and the container restarts.
  const exec = { command: ['sh', '-c', `test -n "$(find ${heartbeat} -mmin -5)"`] };
  return {
    name: csrApproverName,
    image,
    args: [
      'cluster',
      'admit',
      '--pools',
      `${settingsFolder}/${settingsFile}`,
      '--every',
      '30',
      '--heartbeat',
      heartbeat,
    ],
    // For the caches of `oc`; the user of the container has no home directory.
    env: [{ name: 'HOME', value: '/tmp' }],
    resources: toResources('small'),
    securityContext: restrictedContainer,
    startupProbe: { exec, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
    readinessProbe: { exec, periodSeconds: 60, timeoutSeconds: 5 },
    livenessProbe: { exec, periodSeconds: 60, timeoutSeconds: 5, failureThreshold: 3 },
    volumeMounts: [
      { name: 'settings', mountPath: settingsFolder, readOnly: true },
      { name: 'client', mountPath: '/usr/local/bin/oc', subPath: 'oc', readOnly: true },
      readOnlyMount(apiAccess),
      { name: 'scratch', mountPath: '/tmp' },
    ],
  };
}

const podVolumes = (settings: string): k8s.Volume[] => [
  { name: 'settings', configMap: { name: settings } },
  emptyVolume('client', '512Mi'),
  emptyVolume('scratch', '64Mi'),
  apiAccess.volume,
];
