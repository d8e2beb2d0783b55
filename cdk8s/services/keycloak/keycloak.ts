import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';
import { ExternalSecret } from '../../base/secrets/external-secret';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, podsLabelled, prometheusPeer, routersPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { topologySpread } from '../../base/pods/topology-spread';
import { PostgresCluster, type PostgresClusterProps } from '../../base/databases/postgres-cluster';
import { clusterPods, postgresPort } from '../../base/databases/postgres-labels';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { keycloakAlerts } from './keycloak-alerts';
import { keycloakPods, keycloakPorts } from './keycloak-names';
import { KeycloakRoutes, type KeycloakRoutesProps } from './keycloak-routes';
import { realmConfigurationPods } from './realm-configuration';

export interface KeycloakProps {
  /** Its name, and the first part of the names of its objects. */
  readonly name: string;
  readonly routes: Omit<KeycloakRoutesProps, 'keycloak'>;
  /** Options of the server by name, for which the operator's custom resource has no fields. */
  readonly options: Readonly<Record<string, string>>;
  readonly proxyHeaders: 'xforwarded';
  readonly disabledFeatures: readonly string[];
  readonly database: Pick<PostgresClusterProps, 'storageGiB' | 'size' | 'backup' | 'backupTarget'>;
  /**
   * Client that applies the realms, with the `name` of their `RealmConfiguration`, and the name of its secret in AWS Secrets
   * Manager.
   */
  readonly administrator: { readonly client: string; readonly remoteSecret: string };
  /**
   * FreeIPA, in which people are kept: the certificate of its authority, PEM, and the IPv4 blocks of its servers.
   * @default none: Keycloak keeps people itself, and calls nothing but its database
   */
  readonly directory?: { readonly authority: string; readonly blocks: readonly string[] };
  /**
   * Whether it tells clients at their addresses when a session ends.
   * @default false
   */
  readonly callsClients?: boolean;
}

const instances = 3;

/**
 * Single sign-on by Keycloak's operator: three pods in different zones, a PostgreSQL of its own, and an administration for the
 * engineers only. It may call nothing but its database, the directory, and clients by HTTPS if some want to be called. The namespace of its chart has nothing else in it but
 * the `RealmConfiguration`.
 *
 * @example
 * new Keycloak(chart, 'keycloak', {
 *   name: 'keycloak',
 *   routes: {
 *     host: { host: 'sso.commons.example', certificate: 'acme' },
 *     realm: 'commons',
 *     adminHost: { host: 'sso-admin.commons.example', certificate: 'acme' },
 *     adminFrom: ['192.0.2.0/24'],
 *     clientAddress: { from: 'connection' },
 *   },
 *   options: {},
 *   proxyHeaders: 'xforwarded',
 *   disabledFeatures: [],
 *   database: { storageGiB: 20, size: 'medium', backup: { keepDays: 30 }, backupTarget },
 *   administrator: { client: 'realm-configuration', remoteSecret: 'production/keycloak-administrator' },
 * });
 */
export class Keycloak extends Construct {
  constructor(scope: Construct, id: string, props: KeycloakProps) {
    super(scope, id);
    const { name, directory } = props;
    const pods = keycloakPods(name);
    new ExternalSecret(this, 'administrator', {
      name: administratorSecret(name),
      fixed: { 'client-id': props.administrator.client },
      values: { 'client-secret': { whole: props.administrator.remoteSecret } },
    });
    if (directory !== undefined) {
      new k8s.KubeConfigMap(this, 'directory', {
        metadata: { name: directoryAuthority(name), annotations: inWave(objectWaves.identity) },
        data: { 'ca.crt': directory.authority },
      });
    }
    // No pooler: Keycloak has its own pool, and uses prepared statements and locks, which pooled connections would lose.
    new PostgresCluster(this, 'database', {
      name: databaseName(name),
      version: '17',
      speed: 'standard',
      instances: 3,
      synchronous: true,
      ...props.database,
      clients: [podsLabelled(pods)],
      poolers: [],
    });
    this.addServer(props);
    this.addNetworkRules(props);
    new KeycloakRoutes(this, 'routes', { keycloak: name, ...props.routes });
    // By minAvailable: the operator's Jobs have the same labels but no scale, so maxUnavailable could not be computed.
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: { selector: { matchLabels: pods }, minAvailable: k8s.IntOrString.fromNumber(instances - 1) },
    });
    new AlertRules(this, 'alerts', {
      name,
      alerts: keycloakAlerts({ namespace: PlatformChart.of(this).ownNamespace, name }),
    });
  }

  /** Source of the fields: keycloak/keycloak:operator/src/main/java/org/keycloak/operator/crds/v2beta1. */
  private addServer({ name, routes, options, proxyHeaders, disabledFeatures, directory }: KeycloakProps): void {
    const database = databaseName(name);
    const certificate = `${name}-tls`;
    const credentials = (key: string) => ({ name: `${database}-app`, key });
    new ApiObject(this, 'server', {
      apiVersion: 'k8s.keycloak.org/v2beta1',
      kind: 'Keycloak',
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        instances,
        hostname: {
          hostname: `https://${routes.host.host}`,
          admin: `https://${routes.adminHost.host}`,
          strict: true,
        },
        http: {
          httpEnabled: false,
          tlsSecret: certificate,
          annotations: { 'service.beta.openshift.io/serving-cert-secret-name': certificate },
        },
        proxy: { headers: proxyHeaders },
        ingress: { enabled: false },
        // The operator's own NetworkPolicy admits everybody if it names no peers; see the network rules.
        networkPolicy: { enabled: false },
        serviceMonitor: { enabled: true, interval: '60s', scrapeTimeout: '20s' },
        db: {
          vendor: 'postgres',
          host: `${database}-rw`,
          port: postgresPort,
          database: 'app',
          usernameSecret: credentials('username'),
          passwordSecret: credentials('password'),
          poolInitialSize: 5,
          poolMinSize: 5,
          poolMaxSize: 25,
        },
        features: { disabled: [...disabledFeatures] },
        additionalOptions: Object.entries(options).map(([option, value]) => ({ name: option, value })),
        bootstrapAdmin: { service: { secret: administratorSecret(name) } },
        ...(directory === undefined
          ? {}
          : { truststores: { directory: { configMap: { name: directoryAuthority(name) } } } }),
        resources: {
          requests: { cpu: '500m', memory: '1700Mi' },
          limits: { cpu: '3', memory: '2Gi' },
        },
        scheduling: {
          topologySpreadConstraints: topologySpread(keycloakPods(name)),
        },
        // A rolling update if the two versions are compatible, else all pods are recreated at once.
        update: { strategy: 'Auto' },
      },
    });
  }

  private addNetworkRules({ name, administrator, directory, callsClients = false }: KeycloakProps): void {
    const pods = keycloakPods(name);
    const { https, management, cluster } = keycloakPorts;
    const others = { peers: [podsLabelled(pods)], ports: [...cluster] };
    new NetworkRules(this, 'network', {
      name,
      pods,
      from: [
        { peers: [routersPeer, podsLabelled(realmConfigurationPods(administrator.client))], ports: [https] },
        { peers: [prometheusPeer], ports: [management] },
        others,
      ],
      to: [
        { peers: [podsLabelled(clusterPods(databaseName(name)))], ports: [postgresPort] },
        others,
        ...(directory === undefined || directory.blocks.length === 0
          ? []
          : [{ peers: directory.blocks.map((cidr) => ({ ipBlock: { cidr } })), ports: [ldapsPort] }]),
        ...(callsClients ? [httpsEgress(this)] : []),
      ],
    });
  }
}

const databaseName = (name: string): string => `${name}-db`;
const administratorSecret = (name: string): string => `${name}-administrator`;
const directoryAuthority = (name: string): string => `${name}-directory`;

const ldapsPort = 636;
