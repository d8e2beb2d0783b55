import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AppImage } from './app-image';
import { containerVariables } from './container-variables';
import { k8s } from '../manifests/kubernetes';
import { mountedFiles } from './mounted-files';
import { claimedVolume, scratchVolumes, volumeMounts } from './mounted-volume';
import { toResources, type PodSize } from './pod-size';
import { restrictedContainer, restrictedPod } from './restricted';
import { WebApplication, type MountedClaim, type WebApplicationProps } from '../web-application';

/** What the processes beside the web pods have in common with them. */
export interface ApplicationRuntime extends Pick<
  WebApplicationProps,
  'architecture' | 'variables' | 'files' | 'scratchPaths'
> {
  /** Name of the application. */
  readonly application: string;
  readonly image: AppImage;
  /**
   * Service account of the pods.
   * @default that of the web pods
   */
  readonly serviceAccount?: string;
  /** The volume that they share with the web pods. */
  readonly claim?: Pick<MountedClaim, 'path' | 'sharing'>;
}

export interface ProcessPodProps extends ApplicationRuntime {
  /** Name of the process, and of its container. */
  readonly name: string;
  readonly command: readonly string[];
  readonly size: PodSize;
  readonly probes?: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  readonly restartPolicy?: 'Never';
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Labels of the pods of all processes of an application beside its web pods; nobody calls them. */
export const applicationPodLabels = (application: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/instance': application,
  'app.kubernetes.io/component': 'process',
});

/** Labels of the pods of one process. Not those of the web pods, whose service and budget would take them for their own. */
export const processPodLabels = (application: string, name: string): Readonly<Record<string, string>> => ({
  ...applicationPodLabels(application),
  'app.kubernetes.io/name': name,
});

/** A pod that runs a command of an application's image, with all that its web pods have. */
export function processPod(scope: Construct, props: ProcessPodProps): k8s.PodTemplateSpec {
  const { application, name, architecture, claim, restartPolicy, annotations } = props;
  const volumes = [
    ...(claim === undefined ? [] : [claimedVolume(claim.path, WebApplication.claimName(application))]),
    ...scratchVolumes(props.scratchPaths),
  ];
  const files = mountedFiles(props.files ?? {});
  return {
    metadata: {
      labels: { ...Chart.of(scope).labels, ...processPodLabels(application, name) },
      annotations: (annotations ?? files.annotations) ? { ...annotations, ...files.annotations } : undefined,
    },
    spec: {
      serviceAccountName: props.serviceAccount ?? application,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: restrictedPod,
      ...(restartPolicy === undefined ? {} : { restartPolicy }),
      ...(architecture === 'any' ? {} : { nodeSelector: { 'kubernetes.io/arch': architecture } }),
      ...(claim?.sharing === 'one-pod' ? { affinity: onSameNode(WebApplication.podLabels(application)) } : {}),
      containers: [
        {
          name,
          image: props.image.reference,
          command: [...props.command],
          env: containerVariables(props.variables),
          resources: toResources(props.size),
          securityContext: restrictedContainer,
          terminationMessagePolicy: 'FallbackToLogsOnError',
          ...props.probes,
          volumeMounts: [...volumeMounts(volumes), ...files.mounts],
        },
      ],
      volumes: [...volumes.map(({ volume }) => volume), ...files.volumes],
    },
  };
}

/** A disk can be mounted by several pods, but on one node only. */
const onSameNode = (matchLabels: Readonly<Record<string, string>>): k8s.Affinity => ({
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: { ...matchLabels } }, topologyKey: 'kubernetes.io/hostname' },
    ],
  },
});

/** For jobs: a run that the drain of a node ends begins again elsewhere. */
export const ignoreDisruptions: k8s.PodFailurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
};
