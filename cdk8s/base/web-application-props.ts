import type { MonitorCredentials } from './monitoring/monitor-credentials';
import type { TrafficRule } from './network/network-rules';
import type { PublicHost, RoutedPaths } from './network/public-route';
import type { ServedPort } from './network/served-port';
import type { ImageUpdates } from './pods/app-image';
import type { FurtherContainer } from './pods/further-containers';
import type { Files, SecretFiles } from './pods/mounted-files';
import type { PodSize } from './pods/pod-size';
import type { ProbeQuestion, Unasked } from './pods/probe-question';
import type { ScratchFolder } from './pods/scratch-folders';
import type { SecretValue } from './secrets/external-secret';
import type { MountedClaim, NamedClaim } from './storage/mounted-claims';

/**
 * A fixed number of pods, which may share a folder; or a single pod, which may have a disk and ends before its successor
 * starts. Without `claim` the application has no volume.
 */
export type Replicas =
  | { readonly count: number; readonly claim?: MountedClaim & { readonly sharing: 'many-pods' } }
  | { readonly single: { readonly claim?: MountedClaim } };

export interface WebApplicationProps {
  readonly name: string;
  /** Registry, repository and tag or digest. */
  readonly image: string;
  readonly updates: ImageUpdates;
  /** `any` for an image built for all architectures of the cluster. */
  readonly architecture: 'any' | 'amd64' | 'arm64';
  /**
   * Port at which it answers HTTP.
   * @default none: no host leads to it
   */
  readonly port?: number;
  /**
   * Further ports that the application listens on.
   * @default none
   */
  readonly ports?: readonly ServedPort[];
  /** What the kubelet asks to learn whether the application works, or why it asks nothing. */
  readonly health: ProbeQuestion | Unasked;
  /**
   * Command in place of the one that the image starts by itself.
   * @default that of the image
   */
  readonly command?: readonly string[];
  /**
   * Arguments in place of those of the image.
   * @default those of the image, or none with a command
   */
  readonly args?: readonly string[];
  /** How long a start may take, in seconds. */
  readonly startSeconds: number;
  /**
   * Seconds between SIGTERM and SIGKILL.
   * @default Kubernetes' 30
   */
  readonly stopSeconds?: number;
  /**
   * Seconds in which a request has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Path of its Prometheus metrics, for which the routers answer 503 where it is at `port`.
   * @default none: Prometheus does not read metrics of the application
   */
  readonly metricsPath?: string;
  /**
   * Port with the metrics alone, which Prometheus reaches and nobody else; then nothing is closed at the routers.
   * @default `port`
   */
  readonly metricsPort?: number;
  /**
   * What Prometheus logs in with to read the metrics.
   * @default nothing
   */
  readonly metricsCredentials?: MonitorCredentials;
  /** Further paths for which the routers answer 503. */
  readonly closedPaths: readonly string[];
  readonly hosts: readonly PublicHost[];
  /**
   * What gets the requests below certain paths of the hosts.
   * @default none: all requests come to `port`
   */
  readonly paths?: RoutedPaths;
  readonly size: PodSize;
  readonly replicas: Replicas;
  /**
   * Volumes besides that of `replicas`; several pods can have those of `many-pods` only.
   * @default none
   */
  readonly volumes?: readonly NamedClaim[];
  /**
   * Containers that run before the application, one after the other, at each start of a pod.
   * @default none
   */
  readonly before?: readonly FurtherContainer[];
  /**
   * Containers that run beside the application in each pod.
   * @default none
   */
  readonly beside?: readonly FurtherContainer[];
  /**
   * Labels of pods whose node it prefers, because they have mounted its disk there.
   * @default no preference
   */
  readonly near?: Readonly<Record<string, string>>;
  /** Environment variables; a value may refer to an earlier variable as `$(NAME)`. */
  readonly variables: Readonly<Record<string, string | SecretValue>>;
  /**
   * Files that the container reads.
   * @default none
   */
  readonly files?: Files;
  /**
   * Files that the container reads and that have secrets in them.
   * @default none
   */
  readonly secretFiles?: SecretFiles;
  /** Folders that the container may write; their content is lost with the pod. */
  readonly scratch: readonly ScratchFolder[];
  /**
   * ARN of the IAM role of its pods.
   * @default no role: the pods have no permissions in AWS
   */
  readonly roleArn?: string;
  /**
   * Traffic that its pods may send besides `calls`: HTTPS to addresses outside the cluster, or instead the Kubernetes API,
   * for which they get a token of their ServiceAccount.
   * @default 'https-outside'
   */
  readonly reaches?: 'https-outside' | 'kubernetes-api';
  /** Further traffic that its pods may send, such as `traffic` of a database. */
  readonly calls: readonly TrafficRule[];
}
