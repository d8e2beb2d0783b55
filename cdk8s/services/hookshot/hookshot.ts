import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage } from '../../base/pods/app-image';
import { blockYaml } from '../../../model/formats/block-yaml';
import type { CacheConnection } from '../../base/caches/cache-connection';
import { ExternalSecret } from '../../base/secrets/external-secret';
import { serviceSecretValues } from '../../base/secrets/service-secret';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, prometheusPeer, routersPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toResources } from '../../base/pods/pod-size';
import { PublicRoute, type PublicHost } from '../../base/network/public-route';
import { restrictedContainer } from '../../base/pods/restricted';
import { ServiceCache, type DeclaredCache } from '../../base/caches/service-cache';
import { ServiceMonitor } from '../../base/monitoring/service-monitor';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { HomeserverRoute } from './homeserver-route';
import { hookshotAlerts } from './hookshot-alerts';
import { hookshotSecrets } from './hookshot-secrets';
import {
  hookshotFolders,
  hookshotPorts,
  hookshotRegistration,
  hookshotSecretSettings,
  hookshotSettings,
  type Homeserver,
  type HookshotSettingsProps,
  type HookshotSources,
} from './hookshot-settings';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';

/** https://github.com/matrix-org/matrix-hookshot/releases, for both architectures. */
const image = 'ghcr.io/matrix-org/matrix-hookshot:7.4.3';

export interface HookshotProps {
  readonly name: string;
  readonly host: PublicHost;
  readonly homeserver: Homeserver;
  readonly sources: HookshotSources;
  /** Matrix ids of the bridge's administrators. */
  readonly administrators: readonly string[];
  /** Cache in which it stores which entries of feeds it has read. */
  readonly cache: DeclaredCache;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/**
 * Hookshot, which posts events of GitLab, feeds and other programs into Matrix rooms. It has one pod: two would post everything
 * twice. It stores its data about rooms and people on the homeserver, encrypted with its key, so it needs no volume.
 *
 * @example
 * new Hookshot(chart, 'bridge', {
 *   name: 'bridge',
 *   host: { host: 'bridge.commons.example', certificate: 'acme' },
 *   homeserver: {
 *     domain: 'commons.example',
 *     url: 'https://matrix.commons.example',
 *     calledFrom: ['192.0.2.10/32'],
 *   },
 *   sources: { gitlab: { ours: 'https://gitlab.commons.example' }, webhooks: true, feeds: true },
 *   administrators: ['@ada:commons.example'],
 *   cache,
 *   remoteSecret: 'production/library/bridge',
 * });
 */
export class Hookshot extends Construct {
  constructor(scope: Construct, id: string, props: HookshotProps) {
    super(scope, id);
    const { name, host, homeserver } = props;
    const labels = { 'app.kubernetes.io/name': name };
    const settings = { ...props, host: host.host };
    const { connection: cache } = new ServiceCache(this, 'cache', {
      name: `${name}-cache`,
      cache: props.cache,
      clients: labels,
    });
    new WorkloadIdentity(this, 'identity', { name });
    this.addSecret(props, settings, cache);
    const text = blockYaml(hookshotSettings(settings));
    new k8s.KubeConfigMap(this, 'settings', {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: { 'config.yml': text },
    });
    this.addDeployment(name, labels, text);
    this.addService(name, labels);
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [
        { peers: [routersPeer], ports: [hookshotPorts.appservice, hookshotPorts.webhooks] },
        { peers: [prometheusPeer], ports: [hookshotPorts.metrics] },
      ],
      to: [httpsEgress(this), cache.traffic],
    });
    new PublicRoute(this, 'route', { ...host, service: name, port: 'webhooks' });
    new HomeserverRoute(this, 'homeserver-route', {
      ...host,
      service: name,
      port: 'appservice',
      calledFrom: homeserver.calledFrom,
    });
    new ServiceMonitor(this, 'monitor', { name, labels, port: 'metrics', path: '/metrics' });
    const alerts = hookshotAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
  }

  private addSecret(props: HookshotProps, settings: HookshotSettingsProps, cache: CacheConnection): void {
    const { name, remoteSecret } = props;
    const values = {
      ...serviceSecretValues({ remoteName: remoteSecret, ...hookshotSecrets }),
      'cache-password': { whole: props.cache.remotePassword },
    };
    const place = { scheme: cache.tls ? 'rediss' : 'redis', endpoint: `${cache.host}:${cache.port}` };
    new ExternalSecret(this, 'secret', {
      name,
      values,
      fixed: {
        'secrets.yml': blockYaml(hookshotSecretSettings(settings, inserted, place)),
        'registration.yml': blockYaml(hookshotRegistration(settings, inserted)),
      },
    });
  }

  private addDeployment(name: string, labels: Readonly<Record<string, string>>, settings: string): void {
    const appImage = new AppImage(this, 'image', { name, reference: image, updates: 'reviewed' });
    const httpGet = (path: string) => ({ path, port: k8s.IntOrString.fromString('appservice') });
    const { settings: folder, secrets } = hookshotFolders;
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...appImage.triggerFor(name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        strategy: { type: 'Recreate' },
        template: podTemplate(this, {
          labels,
          // It reads its settings only at start, so a change of them must change the pod template.
          annotations: { 'commons-platform/settings': settings },
          serviceAccountName: name,
          containers: [
            {
              name,
              image: appImage.reference,
              command: ['node', '/bin/matrix-hookshot/App/BridgeApp.js'],
              args: [`${folder}/config.yml`, `${secrets}/registration.yml`, `${secrets}/secrets.yml`],
              ports: Object.entries(hookshotPorts).map(([port, containerPort]) => ({ name: port, containerPort })),
              resources: toResources('small'),
              securityContext: restrictedContainer,
              startupProbe: { httpGet: httpGet('/live'), periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { httpGet: httpGet('/ready'), periodSeconds: 10, timeoutSeconds: 5 },
              livenessProbe: {
                httpGet: httpGet('/live'),
                periodSeconds: 20,
                timeoutSeconds: 10,
                failureThreshold: 6,
              },
              volumeMounts: [
                { name: 'settings', mountPath: folder, readOnly: true },
                { name: 'secrets', mountPath: secrets, readOnly: true },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            },
          ],
          volumes: [
            { name: 'settings', configMap: { name } },
            { name: 'secrets', secret: { secretName: name } },
            emptyVolume('tmp', '64Mi'),
          ],
        }),
      },
    });
  }

  private addService(name: string, labels: Readonly<Record<string, string>>): void {
    new k8s.KubeService(this, 'service', {
      metadata: { name, labels, annotations: inWave(objectWaves.workloads) },
      spec: {
        selector: labels,
        ports: Object.entries(hookshotPorts).map(([port, number]) => ({
          name: port,
          port: number,
          targetPort: k8s.IntOrString.fromString(port),
        })),
      },
    });
  }
}

/** Template of External Secrets for a value. Values are letters and digits, so they need no quoting in YAML and addresses. */
const inserted = (key: string): string => `{{ index . "${key}" }}`;
