/**
 * The values of GitLab's Helm chart, line 10, that this platform sets. Source: gitlab-org/charts/gitlab, values.yaml of each
 * part.
 */
export interface GitLabValues {
  readonly global: GlobalValues;
  readonly gitlab: {
    readonly webservice: Scaled & {
      readonly workerProcesses: number;
      readonly puma: { readonly threads: { readonly min: number; readonly max: number } };
      readonly trusted_proxies: readonly string[];
      readonly workhorse: Pick<PodValues, 'resources'> & MonitoredValues;
    } & MonitoredValues &
      ServiceAccountValue;
    readonly sidekiq: Scaled & PodMonitored & ServiceAccountValue & { readonly concurrency: number };
    readonly gitaly: PodValues &
      MonitoredValues &
      ServiceAccountValue & {
        readonly persistence: { readonly size: string; readonly storageClass: string };
        readonly securityContext: {
          readonly fsGroupChangePolicy: 'OnRootMismatch';
          readonly seccompProfile: { readonly type: 'RuntimeDefault' };
        };
        readonly cgroups: { readonly enabled: false };
        readonly gracefulRestartTimeout: number;
        readonly antiAffinity: 'hard';
        readonly backup: { readonly goCloudUrl: string };
      };
    readonly 'gitlab-shell': Scaled &
      MonitoredValues & {
        readonly sshDaemon: 'gitlab-sshd';
        readonly service: {
          readonly type: 'NodePort';
          readonly nodePort: number;
          readonly externalTrafficPolicy: 'Cluster';
        };
        readonly config: { readonly proxyProtocol: true; readonly proxyPolicy: 'require' };
      } & ServiceAccountValue;
    readonly toolbox: PodValues &
      ServiceAccountValue & {
        readonly psql: DatabaseServer;
        readonly backups: {
          readonly cron: Pick<PodValues, 'resources'> & {
            readonly enabled: true;
            readonly schedule: string;
            readonly concurrencyPolicy: 'Forbid';
            readonly extraArgs: string;
            readonly persistence: {
              readonly enabled: true;
              readonly useGenericEphemeralVolume: true;
              readonly size: string;
              readonly storageClass: string;
            };
          };
          readonly objectStorage: { readonly backend: 's3'; readonly config: SecretKey };
        };
      };
    readonly migrations: PodValues & ServiceAccountValue & { readonly psql: DatabaseServer };
    readonly 'gitlab-exporter': PodValues & MonitoredValues & ServiceAccountValue;
    readonly 'gitlab-pages'?: Omit<PodValues, 'replicas'> &
      MonitoredValues &
      ServiceAccountValue & { readonly hpa: { readonly minReplicas: number; readonly maxReplicas: number } };
    readonly kas?: Scaled & MonitoredValues & ServiceAccountValue;
  };
  readonly registry: Partial<PodValues> & {
    readonly enabled: boolean;
    readonly serviceAccount?: ServiceAccountValue['serviceAccount'];
    readonly hpa?: { readonly minReplicas: number; readonly maxReplicas: number };
    readonly storage?: SecretKey;
    readonly debug?: { readonly prometheus: { readonly enabled: true; readonly path: string } };
    readonly metrics?: MonitoredValues['metrics'];
  };
  readonly 'nginx-ingress': { readonly enabled: false };
  readonly installCertmanager: false;
  readonly prometheus: { readonly install: false };
  readonly 'gitlab-runner': { readonly install: false };
}

interface DatabaseServer {
  readonly host: string;
  readonly port: number;
}

/** A key of a Secret in the namespace. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

export interface GlobalValues {
  readonly edition: 'ce';
  readonly hosts: {
    readonly domain: string;
    readonly https: true;
    readonly gitlab: NamedHost;
    readonly registry?: NamedHost;
    readonly kas?: NamedHost;
    readonly pages?: NamedHost;
    readonly ssh: string;
  };
  readonly ingress: {
    readonly enabled: false;
    readonly configureCertmanager: false;
    readonly tls: { readonly enabled: false };
  };
  readonly gatewayApi: { readonly enabled: false; readonly installEnvoy: false; readonly configureCertmanager: false };
  readonly pod: { readonly labels: Readonly<Record<string, string>> };
  readonly monitoring: { readonly enabled: true };
  readonly psql: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly username: string;
    readonly password: SecretKey;
    readonly preparedStatements: boolean;
  };
  readonly redis: RedisValues & { readonly cache?: RedisValues };
  readonly gitaly: { readonly enabled: true; readonly internal: { readonly names: readonly string[] } };
  readonly appConfig: AppValues;
  readonly serviceAccount: { readonly enabled: true; readonly create: false; readonly name: string };
  readonly registry: { readonly enabled: boolean; readonly bucket?: string };
  readonly kas: { readonly enabled: boolean };
  readonly pages: PagesValues;
  readonly shell: { readonly port: 22; readonly tcp: { readonly proxyProtocol: true } };
  readonly smtp: { readonly enabled: boolean; readonly [setting: string]: unknown };
  /**
   * Sender of mail.
   * @default the chart's own; without SMTP it is not used
   */
  readonly email?: { readonly from: string; readonly reply_to: string; readonly display_name: string };
  readonly extraEnv: Readonly<Record<string, string>>;
}

interface NamedHost {
  readonly name: string;
  readonly https: true;
}

interface RedisValues {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'rediss';
  readonly auth?: SecretKey & { readonly enabled: true };
  readonly password?: SecretKey & { readonly enabled: true };
}

interface Bucket {
  readonly bucket: string;
}

export interface AppValues {
  readonly enableUsagePing: false;
  readonly enableSeatLink: false;
  readonly object_store: { readonly enabled: true; readonly proxy_download: boolean; readonly connection: SecretKey };
  readonly artifacts: Bucket;
  readonly lfs: Bucket;
  readonly uploads: Bucket;
  readonly packages: Bucket;
  readonly externalDiffs: Bucket & { readonly enabled: true };
  readonly terraformState: Bucket & { readonly enabled: true };
  readonly ciSecureFiles: Bucket & { readonly enabled: true };
  readonly dependencyProxy: Bucket & { readonly enabled: true };
  readonly backups: Bucket & { readonly tmpBucket: string };
  readonly omniauth: {
    readonly enabled: true;
    readonly allowSingleSignOn: readonly string[];
    readonly autoSignInWithProvider: string;
    readonly blockAutoCreatedUsers: false;
    readonly syncProfileFromProvider: readonly string[];
    readonly syncProfileAttributes: readonly string[];
    readonly allowBypassTwoFactor: readonly string[];
    readonly providers: readonly SecretKey[];
  };
}

type PagesValues =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly host: string;
      readonly https: true;
      readonly accessControl: true;
      readonly namespaceInPath: false;
      readonly objectStore: Bucket & { readonly enabled: true; readonly connection: SecretKey };
    };

interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

export interface PodValues {
  /**
   * Labels of the pods besides those of the chart.
   * @default none
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  /**
   * Labels that a node must have.
   * @default none, so any worker without taints
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that the pods bear.
   * @default none
   */
  readonly tolerations?: readonly object[];
}

interface Scaled extends PodValues {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly topologySpreadConstraints?: readonly object[];
}

interface ServiceAccountValue {
  readonly serviceAccount: { readonly enabled: true; readonly create: false; readonly name: string };
}

export interface MonitoredValues {
  readonly metrics: { readonly enabled: true; readonly serviceMonitor: { readonly enabled: true } };
}

export interface PodMonitored {
  readonly metrics: { readonly enabled: true; readonly podMonitor: { readonly enabled: true } };
}
