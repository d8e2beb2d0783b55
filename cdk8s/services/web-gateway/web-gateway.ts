import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { rollingUpdate } from '../../base/pods/rolling-update';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, routersPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toResources } from '../../base/pods/pod-size';
import { topologySpread } from '../../base/pods/topology-spread';
import { PublicRoute, type PublicHost } from '../../base/network/public-route';
import { restrictedContainer } from '../../base/pods/restricted';
import type { ServiceBucket } from '../../base/storage/service-bucket';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WebApplication } from '../../base/web-application';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { answerFiles, fixedAnswersFolder, objectLines, type AnswerFilesProps } from './fixed-answers';
import { cacheFolderMiB, gatewaySettings, nginxTemplates, type ServedContent } from './gateway-settings';
import { mountedFiles } from '../../base/pods/mounted-files';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';
import { HttpService } from '../../base/network/http-service';

export interface WebGatewayProps extends AnswerFilesProps {
  readonly name: string;
  /** An unprivileged build of nginx-s3-gateway, of September 2025 or later. */
  readonly image: string;
  readonly updates: ImageUpdates;
  readonly hosts: readonly PublicHost[];
  readonly serves: ServedContent;
  /** What it shows, and an IAM role that may read only that: the gateway signs every request that it passes on. */
  readonly bucket: ServiceBucket;
  /** Path of the readiness probe, which must answer 200. */
  readonly healthPath: string;
  /** Seconds for which browsers and the CDN may cache objects without a Cache-Control of their own. */
  readonly cacheSeconds: number;
  readonly replicas: number;
}

const port = 8080;

/**
 * Serves a part of a bucket to the internet: downloads, a static site, an archive.
 *
 * @example
 * new WebGateway(chart, 'downloads', {
 *   name: 'downloads',
 *   image: 'docker.io/nginxinc/nginx-s3-gateway:unprivileged-oss-20260928',
 *   updates: 'reviewed',
 *   hosts: [{ host: 'downloads.commons.example', certificate: 'acme' }],
 *   serves: { kind: 'downloads', listing: true },
 *   bucket,
 *   healthPath: '/',
 *   answers: {},
 *   headers: {},
 *   cacheSeconds: 3600,
 *   replicas: 2,
 * });
 */
export class WebGateway extends Construct {
  constructor(scope: Construct, id: string, props: WebGatewayProps) {
    super(scope, id);
    const { name, hosts } = props;
    const labels = WebApplication.podLabels(name);

    new WorkloadIdentity(this, 'identity', { name, roleArn: props.bucket.roleArn });
    this.addDeployment(props, labels);
    new HttpService(this, 'service', { name, labels });
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [{ peers: [routersPeer], ports: [port] }],
      to: [httpsEgress(this)],
    });
    for (const host of hosts) new PublicRoute(this, `route-${host.host}`, { ...host, service: name, port: 'http' });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods: props.replicas });
  }

  private addDeployment(props: WebGatewayProps, labels: Readonly<Record<string, string>>): void {
    const { name, replicas } = props;
    const { region } = PlatformChart.of(this).context;
    const image = new AppImage(this, 'image', { name, reference: props.image, updates: props.updates });
    const { server, files } = answerFiles(props);
    const templates = Object.entries(nginxTemplates(props.cacheSeconds, server, objectLines(props))).map(
      ([file, text], index) => ({
        file,
        text,
        annotation: `commons-platform/nginx-template-${index + 1}`,
      }),
    );
    const answers = mountedFiles(
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`${fixedAnswersFolder}/${file}`, text])),
      undefined,
    );
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...image.triggerFor(name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        strategy: rollingUpdate,
        template: podTemplate(this, {
          labels,
          // In the pod template, so that a change of them starts a rollout.
          annotations: {
            ...Object.fromEntries(templates.map(({ annotation, text }) => [annotation, text])),
            ...answers.annotations,
          },
          serviceAccountName: name,
          topologySpreadConstraints: topologySpread(labels),
          containers: [toContainer(props, { image: image.reference, region, templates, answers: answers.mounts })],
          volumes: [
            ...writable.map(({ volume, mebibytes }) => emptyVolume(volume, `${mebibytes}Mi`)),
            {
              name: 'templates',
              downwardApi: {
                items: templates.map(({ file, annotation }) => ({
                  path: file,
                  fieldRef: { fieldPath: `metadata.annotations['${annotation}']` },
                })),
              },
            },
            ...answers.volumes,
          ],
        }),
      },
    });
  }
}

/** Folders that the gateway writes: the configuration made from templates at every start, its caches, and temporary files. */
const writable = [
  { volume: 'configuration', path: '/etc/nginx/conf.d', mebibytes: 16 },
  { volume: 'cache', path: '/var/cache/nginx', mebibytes: cacheFolderMiB },
  { volume: 'temporary', path: '/tmp', mebibytes: 256 },
] as const;

interface GatewayContainer {
  readonly image: string;
  readonly region: string;
  readonly templates: readonly { readonly file: string }[];
  readonly answers: readonly k8s.VolumeMount[];
}

function toContainer(props: WebGatewayProps, { image, region, templates, answers }: GatewayContainer): k8s.Container {
  const { name, bucket, serves, healthPath } = props;
  const asking = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromString('http') } });
  return {
    name,
    image,
    ports: [{ name: 'http', containerPort: port }],
    env: Object.entries(gatewaySettings(bucket, region, serves)).map(([variable, value]) => ({
      name: variable,
      value,
    })),
    resources: toResources('small'),
    securityContext: restrictedContainer,
    // Only the readiness probe depends on S3: a restart would not help if S3 fails.
    startupProbe: { ...asking('/health'), periodSeconds: 5, failureThreshold: 12 },
    readinessProbe: { ...asking(healthPath), periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { ...asking('/health'), periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
    volumeMounts: [
      ...writable.map(({ volume, path }) => ({ name: volume, mountPath: path })),
      ...templates.map(({ file }) => ({
        name: 'templates',
        mountPath: `/etc/nginx/templates/${file}`,
        subPath: file,
        readOnly: true,
      })),
      ...answers,
    ],
  };
}
