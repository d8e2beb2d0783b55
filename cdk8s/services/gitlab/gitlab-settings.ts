import { topologySpread, zoneTopology } from '../../base/pods/topology-spread';
import { roleScopedAccount } from './role-scoped-account';
import { gitlabSizing, puma, sidekiqConcurrency, type GitLabSize } from './gitlab-size';
import { gitlabGlobals, type GitLabGlobalsProps } from './gitlab-globals';
import type { GitLabValues, PodMonitored, PodValues, SecretKey, MonitoredValues } from './gitlab-values';
import { databaseUse, partLabels, type GitLabPart } from './gitlab-parts';

/** Node selector and tolerations of Gitaly, for nodes that run nothing else. */
export interface GitalyPlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly object[];
}

/** What a node has for the Gitaly pod of a shard: thousandths of a CPU, and MiB. */
export interface GitalyMachine {
  readonly milliCpu: number;
  readonly memoryMiB: number;
}

export interface GitLabSettingsProps extends GitLabGlobalsProps {
  readonly size: GitLabSize;
  /** Node port that the load balancer for Git over SSH sends connections to. */
  readonly sshNodePort: number;
  readonly gitaly: {
    /** GiB of each shard. */
    readonly sizeGiB: number;
    readonly storageClass: string;
    readonly placement: GitalyPlacement;
    readonly machine: GitalyMachine | undefined;
    /** Bucket to which it writes backups of repositories, below `repositories/`. */
    readonly backups: { readonly bucketName: string; readonly region: string };
  };
  /** Address of the database itself, without the pooler. */
  readonly directDatabase: { readonly host: string; readonly port: number };
  readonly registryStorage: SecretKey;
  readonly backupStorage: SecretKey;
  /** Address blocks of proxies, such as the CDN, whose `X-Forwarded-For` GitLab believes. */
  readonly trustedProxies: readonly string[];
  /** Storage class of the ephemeral volume on which a backup job assembles its archive. */
  readonly scratchClass: string;
}

/** The values for GitLab's Helm chart. */
export function gitlabSettings(props: GitLabSettingsProps): GitLabValues {
  const { name, size, registry, pages, agents, directDatabase } = props;
  const { webservice, sidekiq } = gitlabSizing[size];
  const account = roleScopedAccount(name);
  return {
    global: gitlabGlobals(props),
    gitlab: {
      webservice: {
        ...scaled(name, 'webservice', webservice),
        ...account('rails'),
        ...pod('4', '5G', { memory: '7G' }),
        ...watched,
        podLabels: databaseUse.pooled,
        workerProcesses: puma.workers,
        puma: { threads: { min: puma.threads, max: puma.threads } },
        trusted_proxies: props.trustedProxies,
        workhorse: { ...pod('100m', '256Mi', { cpu: '1', memory: '1Gi' }), ...watched },
      },
      sidekiq: {
        ...scaled(name, 'sidekiq', sidekiq),
        ...account('rails'),
        ...pod('900m', '2G', { cpu: '1500m', memory: '4G' }),
        ...podMonitored,
        podLabels: databaseUse.pooled,
        concurrency: sidekiqConcurrency,
      },
      gitaly: gitalyValues(props),
      'gitlab-shell': {
        ...scaled(name, 'gitlab-shell', { minimum: 3, maximum: 10 }),
        ...account('plain'),
        ...pod('100m', '128Mi', { cpu: '1', memory: '512Mi' }),
        ...watched,
        sshDaemon: 'gitlab-sshd',
        // Any node passes a connection on to a pod. The pod learns the client's address by PROXY protocol and refuses connections
        // without it.
        service: { type: 'NodePort', nodePort: props.sshNodePort, externalTrafficPolicy: 'Cluster' },
        config: { proxyProtocol: true, proxyPolicy: 'require' },
      },
      toolbox: {
        ...account('toolbox'),
        ...pod('50m', '1Gi', { cpu: '1', memory: '4Gi' }),
        podLabels: databaseUse.direct,
        psql: directDatabase,
        backups: backupValues(props),
      },
      migrations: {
        ...account('plain'),
        ...pod('250m', '1Gi', { cpu: '2', memory: '3Gi' }),
        podLabels: databaseUse.direct,
        psql: directDatabase,
      },
      'gitlab-exporter': {
        ...account('plain'),
        ...pod('75m', '128Mi', { cpu: '500m', memory: '512Mi' }),
        ...watched,
        podLabels: databaseUse.pooled,
      },
      ...(pages && {
        'gitlab-pages': {
          ...account('pages'),
          ...pod('100m', '256Mi', { cpu: '1', memory: '1Gi' }),
          ...watched,
          hpa: { minReplicas: 2, maxReplicas: 6 },
        },
      }),
      ...(agents && {
        kas: {
          ...scaled(name, 'kas', { minimum: 2, maximum: 6 }),
          ...account('plain'),
          ...pod('100m', '256Mi', { cpu: '1', memory: '1Gi' }),
          ...watched,
        },
      }),
    },
    registry:
      registry === undefined
        ? { enabled: false }
        : {
            enabled: true,
            ...account('registry'),
            ...pod('100m', '256Mi', { cpu: '1', memory: '1Gi' }),
            hpa: { minReplicas: 2, maxReplicas: 10 },
            storage: props.registryStorage,
            debug: { prometheus: { enabled: true, path: '/metrics' } },
            ...watched,
          },
    // The platform has its own Routes, certificates and metrics, and runners have namespaces of their own.
    'nginx-ingress': { enabled: false },
    installCertmanager: false,
    prometheus: { install: false },
    'gitlab-runner': { install: false },
  };
}

/**
 * Gitaly as GitLab advises: a shard has a node to itself, and a start does not change the owner of millions of files. Its own
 * limits by repository need writable cgroups, which CRI-O does not give. Source:
 * gitlabhq/gitlabhq:doc/administration/gitaly/kubernetes.md.
 */
function gitalyValues({ name, size, gitaly }: GitLabSettingsProps): GitLabValues['gitlab']['gitaly'] {
  const { cpu, memory } = shardResources(gitaly.machine, size);
  const { bucketName, region } = gitaly.backups;
  return {
    ...roleScopedAccount(name)('gitaly'),
    // Requests equal limits: such a pod is the last to be killed.
    ...pod(cpu, memory, { cpu, memory }),
    ...watched,
    ...gitaly.placement,
    persistence: { size: `${gitaly.sizeGiB}Gi`, storageClass: gitaly.storageClass },
    securityContext: { fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' } },
    cgroups: { enabled: false },
    gracefulRestartTimeout: 1,
    antiAffinity: 'hard',
    backup: { goCloudUrl: `s3://${bucketName}?region=${region}&prefix=repositories/` },
  };
}

/** Whole CPUs and GiB that the node has for the pod; the published figures if the instance type is not known. */
function shardResources(
  machine: GitalyMachine | undefined,
  size: GitLabSize,
): { readonly cpu: string; readonly memory: string } {
  const { cpus, memoryGiB } = gitlabSizing[size].gitaly;
  return machine === undefined
    ? { cpu: String(cpus), memory: `${memoryGiB}G` }
    : { cpu: String(Math.floor(machine.milliCpu / 1000)), memory: `${Math.floor(machine.memoryMiB / 1024)}Gi` };
}

/**
 * The daily backup: the database as one file, and each repository by the Gitaly that holds it. What is in S3 is left out, because
 * the buckets keep versions. Source: docs.gitlab.com/charts/backup-restore/backup.
 */
function backupValues({ backupStorage, scratchClass }: GitLabSettingsProps) {
  return {
    cron: {
      ...pod('500m', '1Gi', { cpu: '2', memory: '4Gi' }),
      enabled: true,
      schedule: '30 1 * * *',
      concurrencyPolicy: 'Forbid',
      extraArgs: ['--s3tool awscli', '--repositories-server-side', ...inS3.map((part) => `--skip ${part}`)].join(' '),
      persistence: { enabled: true, useGenericEphemeralVolume: true, size: '200Gi', storageClass: scratchClass },
    },
    objectStorage: { backend: 's3', config: backupStorage },
  } as const;
}

const inS3 = [
  'registry',
  'uploads',
  'artifacts',
  'lfs',
  'packages',
  'external_diffs',
  'terraform_state',
  'pages',
  'ci_secure_files',
];

/** Resources of a pod: `cpu` and `memory` are the requests; the limit of CPU is the request if `limits` names none. */
const pod = (
  cpu: string,
  memory: string,
  limits: { readonly cpu?: string; readonly memory: string },
): Pick<PodValues, 'resources'> => ({
  resources: { requests: { cpu, memory }, limits: { cpu, ...limits } },
});

const scaled = (name: string, part: GitLabPart, { minimum, maximum }: { minimum: number; maximum: number }) => ({
  minReplicas: minimum,
  maxReplicas: maximum,
  topologySpreadConstraints: topologySpread(partLabels(name, part), [zoneTopology]),
});

const watched: MonitoredValues = { metrics: { enabled: true, serviceMonitor: { enabled: true } } };

const podMonitored: PodMonitored = { metrics: { enabled: true, podMonitor: { enabled: true } } };
