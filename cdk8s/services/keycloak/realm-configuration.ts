import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { sizeLimits, utf8Length } from '../../../model/data/size-limits';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { ExternalSecret } from '../../base/secrets/external-secret';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, podsLabelled } from '../../base/network/network-rules';
import { pinnedImage } from '../../base/pods/pinned-image';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toResources } from '../../base/pods/pod-size';
import { restrictedContainer } from '../../base/pods/restricted';
import { syncHook, inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { keycloakPods, keycloakPorts, keycloakService } from './keycloak-names';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';

/** Labels of the pods of the configuration `name`. */
export const realmConfigurationPods = (name: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': name,
});

/** https://github.com/adorsys/keycloak-config-cli/releases; amd64 and arm64. The second part is the newest Keycloak it was built for. */
const image = 'quay.io/adorsys/keycloak-config-cli:6.5.0-26.5.4';

export interface RealmConfigurationProps {
  /** Name of the CronJob and Job that apply the realms, of their ServiceAccount, and of their client in Keycloak. */
  readonly name: string;
  /** Name of a Keycloak in the same namespace, or the address of the administration of one outside the cluster. */
  readonly server: { readonly keycloak: string } | { readonly address: string };
  /** The realm `master` and the community's in Keycloak's JSON format, each as the steps in which it is applied. */
  readonly realms: Readonly<Record<RealmName, readonly object[]>>;
  /** Names of secrets in AWS Secrets Manager, by the variable with which the realms refer to them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Name in AWS Secrets Manager of the secret of its client. */
  readonly remoteSecret: string;
}

type RealmName = 'master' | 'community';

const folder = '/config';
const clientSecret = 'KEYCLOAK_CLIENTSECRET';

/**
 * Applies the rendered realms to Keycloak with keycloak-config-cli: at every change, and every two hours, so that changes by hand
 * are reverted. It also creates the realm. `KeycloakRealmImport` could only create it, never update it, and whoever may make one
 * could read every variable of the server.
 *
 * @example
 * new RealmConfiguration(chart, 'realm', {
 *   name: 'realm-configuration',
 *   server: { keycloak: 'keycloak' },
 *   realms: { master: realmSteps(masterRealm(adminHost)), community: realmSteps(communityRealm(realm)) },
 *   secrets: {},
 *   remoteSecret: 'production/keycloak-administrator',
 * });
 */
export class RealmConfiguration extends Construct {
  constructor(scope: Construct, id: string, props: RealmConfigurationProps) {
    super(scope, id);
    const { name, server, realms } = props;
    const pods = realmConfigurationPods(name);
    new WorkloadIdentity(this, 'identity', { name });
    new k8s.KubeConfigMap(this, 'realms', {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: realmFiles(realms),
    });
    const inRealms = Object.entries(props.secrets).map(([variable, whole]) => [variable, asText(whole)] as const);
    new ExternalSecret(this, 'secrets', {
      name,
      values: { ...Object.fromEntries(inRealms), [clientSecret]: { whole: props.remoteSecret } },
    });
    new NetworkRules(this, 'network', {
      name,
      pods,
      from: [],
      to: [
        'keycloak' in server
          ? { peers: [podsLabelled(keycloakPods(server.keycloak))], ports: [keycloakPorts.https] }
          : httpsEgress(this),
      ],
    });
    const spec = this.jobSpec(props);
    new k8s.KubeCronJob(this, 'schedule', {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        schedule: '23 */2 * * *',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 2,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec },
      },
    });
    new k8s.KubeJob(this, 'job', {
      metadata: {
        name: `${name}-change`,
        annotations: {
          ...syncHook,
          ...inWave(objectWaves.afterWorkloads),
        },
      },
      spec,
    });
    new AlertRules(this, 'alerts', {
      name,
      alerts: [notApplied(PlatformChart.of(this).ownNamespace, name)],
    });
  }

  private jobSpec({ name, server }: RealmConfigurationProps): k8s.JobSpec {
    const address =
      'keycloak' in server
        ? `https://${keycloakService(server.keycloak)}.${PlatformChart.of(this).ownNamespace}.svc:${keycloakPorts.https}`
        : server.address;
    const trusted = 'keycloak' in server ? 'service-ca' : 'public';
    const step = (realm: RealmName, extraneous: Extraneous) =>
      container({
        name: realm,
        configuration: name,
        files: `${folder}/${realm}-*.json`,
        image: pinnedImage(this, image),
        address,
        extraneous,
        trusted,
      });
    return {
      // The very first attempt fails by design: it renames Keycloak's own realm, and its token is of the old name.
      backoffLimit: 4,
      activeDeadlineSeconds: 1800,
      template: podTemplate(this, {
        labels: realmConfigurationPods(name),
        restartPolicy: 'Never',
        serviceAccountName: name,
        // Other clients of `master` are kept: it has one for every realm, and the one that this job uses.
        initContainers: [step('master', 'kept')],
        containers: [step('community', 'removed')],
        volumes: [
          { name: 'realms', configMap: { name } },
          { name: 'authority', configMap: { name: 'openshift-service-ca.crt' } },
          emptyVolume('scratch', '64Mi'),
        ],
      }),
    };
  }
}

/** A secret that stands in a realm. Who looks after a service may set some of them, and would otherwise write the rest of the realm too. */
const asText = (whole: string) => ({ whole, form: 'text in JSON' }) as const;

/** Metric: kube-state-metrics. */
const notApplied = (namespace: string, name: string): Alert => ({
  name: 'RealmNotApplied',
  expression: `time() - max(kube_cronjob_status_last_successful_time{namespace="${namespace}",cronjob="${name}"}) > 6 * 3600`,
  lasting: '10m',
  severity: 'warning',
  summary: 'The realm has not been put in step with the repository for six hours.',
});

/** Whether clients that are not declared are kept or removed. */
type Extraneous = 'kept' | 'removed';

interface StepProps {
  readonly name: RealmName;
  /** Name of the `RealmConfiguration`. */
  readonly configuration: string;
  readonly image: string;
  readonly files: string;
  readonly address: string;
  readonly extraneous: Extraneous;
  readonly trusted: 'service-ca' | 'public';
}

function container({ trusted, ...step }: StepProps): k8s.Container {
  const { name, configuration, image: pinned } = step;
  return {
    name,
    image: pinned,
    command: ['sh', '-ec', trusted === 'service-ca' ? `${trustServices}\n${run}` : run],
    env: Object.entries(settings(step)).map(([variable, value]) => ({
      name: variable,
      value,
    })),
    envFrom: [{ secretRef: { name: configuration } }],
    resources: toResources('medium'),
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: 'realms', mountPath: folder, readOnly: true },
      { name: 'authority', mountPath: '/authority', readOnly: true },
      { name: 'scratch', mountPath: '/tmp' },
    ],
  };
}

/**
 * Shell lines that make a trust store, since Java reads no PEM. While the service CA is rotated, the file has two certificates.
 */
const trustServices = [
  `awk '/BEGIN CERTIFICATE/ { part++ } { print > ("/tmp/authority-" part ".pem") }' /authority/service-ca.crt`,
  'for certificate in /tmp/authority-*.pem; do',
  '  keytool -importcert -noprompt -alias "$certificate" -file "$certificate" -keystore /tmp/authority.p12 -storepass changeit',
  'done',
  'JDK_JAVA_OPTIONS="$JDK_JAVA_OPTIONS -Djavax.net.ssl.trustStore=/tmp/authority.p12 -Djavax.net.ssl.trustStorePassword=changeit"',
].join('\n');

const run = 'exec java -jar /app/keycloak-config-cli.jar';

/**
 * Returns the variables of keycloak-config-cli. It keeps no state between runs, so that every run compares everything. Undeclared
 * ways to log in are removed even if it did not make them: clients, authentication flows, identity providers. Source:
 * adorsys/keycloak-config-cli:README.md and docs/MANAGED.md.
 */
function settings({ configuration, files, address, extraneous }: Omit<StepProps, 'trusted'>) {
  const kept = 'no-delete';
  return {
    JDK_JAVA_OPTIONS: '-XX:MaxRAMPercentage=60',
    KEYCLOAK_URL: address,
    KEYCLOAK_LOGINREALM: 'master',
    KEYCLOAK_GRANTTYPE: 'client_credentials',
    KEYCLOAK_CLIENTID: configuration,
    KEYCLOAK_AVAILABILITYCHECK_ENABLED: 'true',
    KEYCLOAK_AVAILABILITYCHECK_TIMEOUT: '600s',
    IMPORT_FILES_LOCATIONS: files,
    IMPORT_VARSUBSTITUTION_ENABLED: 'true',
    IMPORT_CACHE_ENABLED: 'false',
    IMPORT_REMOTESTATE_ENABLED: 'false',
    IMPORT_MANAGED_CLIENT: extraneous === 'removed' ? 'full' : kept,
    IMPORT_MANAGED_AUTHENTICATIONFLOW: 'full',
    IMPORT_MANAGED_IDENTITYPROVIDER: 'full',
    IMPORT_MANAGED_REQUIREDACTION: kept,
    IMPORT_MANAGED_COMPONENT: kept,
    IMPORT_MANAGED_SUBCOMPONENT: kept,
    IMPORT_MANAGED_GROUP: kept,
    IMPORT_MANAGED_SUBGROUP: kept,
    IMPORT_MANAGED_ROLE: kept,
    IMPORT_MANAGED_CLIENTSCOPEMAPPING: kept,
  };
}

/** The steps of all realms as files, for people if that fits into a ConfigMap: each client of a tenant adds some KiB. */
function realmFiles(realms: RealmConfigurationProps['realms']): Readonly<Record<string, string>> {
  const written = (space: number) =>
    Object.fromEntries(
      Object.entries(realms).flatMap(([realm, steps]) =>
        steps.map(
          (step, index) => [`${realm}-${index + 1}.json`, `${JSON.stringify(step, undefined, space)}\n`] as const,
        ),
      ),
    );
  const forPeople = written(2);
  return utf8Length(JSON.stringify(forPeople)) < sizeLimits.configMap ? forPeople : written(0);
}
