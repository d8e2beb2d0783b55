import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRules } from '../../base/alert-rules';
import { ApiObject } from '../../base/api-object';
import { ExternalSecret } from '../../base/external-secret';
import { k8s } from '../../base/kubernetes';
import { NetworkRules, podsWith, prometheus, routers, type ClusterAddresses } from '../../base/network-rules';
import { spreadOver } from '../../base/pod-spread';
import { PostgresCluster, type PostgresClusterProps } from '../../base/postgres-cluster';
import { clusterPods, postgresPort } from '../../base/postgres-labels';
import { inWave, objectWaves } from '../../base/sync';
import { keycloakAlerts } from './keycloak-alerts';
import { keycloakName, keycloakPods, keycloakPorts } from './keycloak-names';
import { KeycloakRoutes, type KeycloakRoutesProps } from './keycloak-routes';
import { realmConfigurationPods } from './realm-configuration';

export interface KeycloakProps {
  readonly routes: KeycloakRoutesProps;
  /** Options of the server by their names, besides those that the operator has fields for. */
  readonly options: Readonly<Record<string, string>>;
  readonly proxyHeaders: 'xforwarded';
  readonly disabledFeatures: readonly string[];
  readonly database: Pick<PostgresClusterProps, 'storageGiB' | 'size' | 'backup' | 'backupTarget'>;
  /** Client by which the realm is applied, and the name of its secret in AWS Secrets Manager. */
  readonly administrator: { readonly client: string; readonly remoteSecret: string };
  /** The directory that people are kept in: the certificate of its authority, PEM, and the IPv4 blocks of its servers. */
  readonly directory?: { readonly authority: string; readonly blocks: readonly string[] };
  readonly addresses: ClusterAddresses;
  readonly runbookUrl: string;
}

const database = `${keycloakName}-db`;
const certificate = `${keycloakName}-tls`;
const administrator = `${keycloakName}-administrator`;
const directoryAuthority = `${keycloakName}-directory`;
const instances = 3;

/**
 * Single sign-on by Keycloak's operator: three pods over the zones, a database of its own, and an administration that only
 * the engineers reach. It calls nobody but its database and the directory.
 */
export class Keycloak extends Construct {
  constructor(scope: Construct, id: string, props: KeycloakProps) {
    super(scope, id);
    const { addresses, runbookUrl, directory } = props;
    new ExternalSecret(this, 'administrator', {
      name: administrator,
      fixed: { 'client-id': props.administrator.client },
      values: { 'client-secret': { whole: props.administrator.remoteSecret } },
    });
    if (directory !== undefined) {
      new k8s.KubeConfigMap(this, 'directory', {
        metadata: { name: directoryAuthority, annotations: inWave(objectWaves.identity) },
        data: { 'ca.crt': directory.authority },
      });
    }
    // No pooler: Keycloak keeps a pool itself, and prepared statements and locks that a shared connection would lose.
    new PostgresCluster(this, 'database', {
      name: database,
      version: '17',
      speed: 'standard',
      instances: 3,
      synchronous: true,
      ...props.database,
      clients: [podsWith(keycloakPods)],
      poolers: [],
      addresses,
      runbookUrl,
    });
    this.addServer(props);
    this.addNetworkRules(directory?.blocks ?? []);
    new KeycloakRoutes(this, 'routes', props.routes);
    // By a number of pods that stay: the operator's jobs carry the same labels, and have no number to take some off.
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name: keycloakName, annotations: inWave(objectWaves.workloads) },
      spec: { selector: { matchLabels: keycloakPods }, minAvailable: k8s.IntOrString.fromNumber(instances - 1) },
    });
    new AlertRules(this, 'alerts', {
      name: keycloakName,
      runbookUrl,
      alerts: keycloakAlerts(Chart.of(this).namespace ?? ''),
    });
  }

  /** Source of the fields: keycloak/keycloak:operator/src/main/java/org/keycloak/operator/crds/v2beta1. */
  private addServer({ routes, options, proxyHeaders, disabledFeatures, directory }: KeycloakProps): void {
    const credentials = (key: string) => ({ name: `${database}-app`, key });
    new ApiObject(this, 'server', {
      apiVersion: 'k8s.keycloak.org/v2beta1',
      kind: 'Keycloak',
      metadata: { name: keycloakName, annotations: inWave(objectWaves.workloads) },
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
        // The operator's own would let everybody in whom it is not told about; see the network rules.
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
        additionalOptions: Object.entries(options).map(([name, value]) => ({ name, value })),
        bootstrapAdmin: { service: { secret: administrator } },
        ...(directory === undefined ? {} : { truststores: { directory: { configMap: { name: directoryAuthority } } } }),
        resources: {
          requests: { cpu: '500m', memory: '1700Mi' },
          limits: { cpu: '3', memory: '2Gi' },
        },
        scheduling: {
          topologySpreadConstraints: spreadOver(keycloakPods),
        },
        // Pods one by one where two versions may work beside each other, and all at once where they may not.
        update: { strategy: 'Auto' },
      },
    });
  }

  private addNetworkRules(directory: readonly string[]): void {
    const { https, management, cluster } = keycloakPorts;
    const others = { peers: [podsWith(keycloakPods)], ports: [...cluster] };
    new NetworkRules(this, 'network', {
      name: keycloakName,
      pods: keycloakPods,
      from: [
        { peers: [routers, podsWith(realmConfigurationPods)], ports: [https] },
        { peers: [prometheus], ports: [management] },
        others,
      ],
      to: [
        { peers: [podsWith(clusterPods(database))], ports: [postgresPort] },
        others,
        ...(directory.length === 0
          ? []
          : [{ peers: directory.map((cidr) => ({ ipBlock: { cidr } })), ports: [ldapsPort] }]),
      ],
    });
  }
}

const ldapsPort = 636;
