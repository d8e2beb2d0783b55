import type { Construct } from 'constructs';
import type { AppImage } from './app-image';
import { containerPorts, lowestPort, type ListenedPorts } from './container-ports';
import { containerVariables } from './container-variables';
import { k8s } from '../manifests/kubernetes';
import { mountedFiles } from './mounted-files';
import { volumeMounts } from './mounted-volume';
import type { PodSize } from './pod-size';
import { restrictedContainer } from './restricted';
import { imageContent, resourcesWithScratch, scratchVolumes } from './scratch-folders';
import { claimedVolumes, ownVolume, type MountedClaim, type NamedClaim } from '../storage/mounted-claims';
import { WebApplication } from '../web-application';
import type { WebApplicationProps } from '../web-application-props';
import { podTemplate } from './pod-template';
import { onSameNode } from './same-node';

/** Settings that all processes of an application share: its workers, migrations and scheduled jobs. */
export interface ApplicationRuntime extends Pick<
  WebApplicationProps,
  'architecture' | 'variables' | 'files' | 'secretFiles' | 'scratch'
> {
  /** Name of the application. */
  readonly application: string;
  readonly image: AppImage;
  /**
   * ServiceAccount of the pods.
   * @default the ServiceAccount of the web pods, which has the application's name
   */
  readonly serviceAccount?: string;
  /**
   * The volume of the web pods, which these pods mount too; with `one-pod` they run on the node of the web pod.
   * @default none
   */
  readonly claim?: Pick<MountedClaim, 'path' | 'sharing'>;
  /**
   * Further volumes of the web pods, likewise.
   * @default none
   */
  readonly volumes?: readonly Pick<NamedClaim, 'name' | 'path' | 'sharing'>[];
}

export interface ProcessPodProps extends ApplicationRuntime, ListenedPorts {
  /** Name of the process, and of its container. */
  readonly name: string;
  /**
   * Command of the container.
   * @default what the image starts by itself
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the container.
   * @default those of the image, or none with a command
   */
  readonly args?: readonly string[];
  /**
   * A volume of the process alone.
   * @default none
   */
  readonly ownClaim?: Pick<MountedClaim, 'path'>;
  readonly size: PodSize;
  /**
   * Seconds between SIGTERM and SIGKILL.
   * @default Kubernetes' 30
   */
  readonly stopSeconds?: number;
  /**
   * Probes of the container.
   * @default none
   */
  readonly probes?: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  /**
   * `Never` for the pod of a Job.
   * @default Kubernetes' `Always`, for the pods of a Deployment
   */
  readonly restartPolicy?: 'Never';
  /**
   * Annotations of the pod besides those that hold `files`.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Labels of all pods of an application that are not web pods. They serve no port. */
export const applicationPodLabels = (application: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/instance': application,
  'app.kubernetes.io/component': 'process',
});

/** Labels of the pods of one process; they differ from those that the Service and the budget of the web pods select. */
export const processPodLabels = (application: string, name: string): Readonly<Record<string, string>> => ({
  ...applicationPodLabels(application),
  'app.kubernetes.io/name': name,
});

/**
 * Template of a pod that runs a command of an application's image with the variables, files and volumes of its web pods.
 *
 * @example
 * const template = processPod(chart, { ...runtime, name: 'worker', command: ['wiki', 'work'], size: 'small' });
 */
export function processPod(scope: Construct, props: ProcessPodProps): k8s.PodTemplateSpec {
  const { application, name, architecture, claim, restartPolicy, annotations } = props;
  const volumes = [
    ...claimedVolumes(application, claim, props.volumes),
    ...(props.ownClaim === undefined ? [] : [ownVolume(name, props.ownClaim.path)]),
    ...scratchVolumes(props.scratch),
  ];
  const files = mountedFiles(props.files, props.secretFiles);
  const isOnOneNode = [claim, ...(props.volumes ?? [])].some((each) => each?.sharing === 'one-pod');
  const copies = imageContent(props.scratch, props.image.reference);
  const ports = containerPorts(props);
  return podTemplate(scope, {
    labels: processPodLabels(application, name),
    annotations: (annotations ?? files.annotations) && { ...annotations, ...files.annotations },
    serviceAccountName: props.serviceAccount ?? application,
    architecture,
    restartPolicy,
    lowestPort: lowestPort(ports),
    terminationGracePeriodSeconds: props.stopSeconds,
    initContainers: copies.length === 0 ? undefined : copies,
    affinity: isOnOneNode ? onSameNode(WebApplication.podLabels(application)) : undefined,
    containers: [
      {
        name,
        image: props.image.reference,
        command: props.command && [...props.command],
        args: props.args && [...props.args],
        ports: ports.length === 0 ? undefined : ports,
        env: containerVariables(props.variables),
        resources: resourcesWithScratch(props.size, props.scratch),
        securityContext: restrictedContainer,
        terminationMessagePolicy: 'FallbackToLogsOnError',
        ...props.probes,
        volumeMounts: [...volumeMounts(volumes), ...files.mounts],
      },
    ],
    volumes: [...volumes.map(({ volume }) => volume), ...files.volumes],
  });
}

/** For Jobs: a pod that a drain ended is started again on another node and does not count as a failed try. */
export const ignoreDisruptions: k8s.PodFailurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
};
