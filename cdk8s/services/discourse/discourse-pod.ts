import { containerVariables } from '../../base/pods/container-variables';
import type { Construct } from 'constructs';
import type { SecretValue } from '../../base/secrets/external-secret';
import type { k8s } from '../../base/manifests/kubernetes';
import { toQuantities } from '../../base/pods/pod-size';
import { topologySpread } from '../../base/pods/topology-spread';
import { restrictedContainer } from '../../base/pods/restricted';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';

/** Parts of Discourse: `web` answers requests, `jobs` runs background jobs, `migration` migrates the schema. */
export type DiscoursePart = 'web' | 'jobs' | 'migration';

/** What the pods of all parts have in common. */
export interface DiscourseRuntime {
  readonly name: string;
  /** Image by digest. */
  readonly image: string;
  readonly architecture: 'any' | 'amd64' | 'arm64';
  /** Environment variables, ordered so that each refers to earlier ones only. */
  readonly variables: Readonly<Record<string, string | SecretValue>>;
}

export interface DiscoursePodProps extends DiscourseRuntime {
  readonly part: DiscoursePart;
  /** Argument of the image's entry point, see images/discourse/entry-point.sh. */
  readonly runs: 'web' | 'jobs' | 'migrate';
  readonly resources: { readonly requests: object; readonly limits: object };
  /** GiB of the volume for files written at run time; lost with the pod. */
  readonly stateGiB: number;
  /** Seconds that it has to end after SIGTERM. */
  readonly graceSeconds: number;
  /** Name of the container, with the ports, probes and other fields of the part. */
  readonly container: Partial<k8s.Container> & { readonly name: string };
  /**
   * For pods of a Job: their containers are not restarted, and they are not spread over nodes and zones.
   * @default `Always`, as Kubernetes has it, with topology spread constraints
   */
  readonly restartPolicy?: 'Never';
}

/** Labels of all pods of Discourse. */
export const discoursePods = (name: string): Readonly<Record<string, string>> => ({ 'app.kubernetes.io/name': name });

/** Labels of the pods of one part. */
export const discoursePartPods = (name: string, part: DiscoursePart): Readonly<Record<string, string>> => ({
  ...discoursePods(name),
  'app.kubernetes.io/component': part,
});

/** Returns the pod template of a part of Discourse. */
export function discoursePod(scope: Construct, props: DiscoursePodProps): k8s.PodTemplateSpec {
  const { name, part, architecture, restartPolicy, graceSeconds } = props;
  const labels = discoursePartPods(name, part);
  return podTemplate(scope, {
    labels,
    serviceAccountName: name,
    architecture,
    restartPolicy,
    topologySpreadConstraints: restartPolicy === undefined ? topologySpread(labels) : undefined,
    terminationGracePeriodSeconds: graceSeconds,
    containers: [toContainer(props)],
    volumes: [emptyVolume('state', `${props.stateGiB}Gi`), emptyVolume('tmp', '1Gi')],
  });
}

function toContainer({ image, runs, resources, variables, container }: DiscoursePodProps): k8s.Container {
  return {
    image,
    args: [runs],
    env: containerVariables(variables),
    resources: { requests: toQuantities(resources.requests), limits: toQuantities(resources.limits) },
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: 'state', mountPath: '/run/discourse' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
    ...container,
  };
}
