import { engineSocket } from './host-users';
import { tomlTable } from '../../model/formats/toml';

/** Whose jobs a runner takes. */
export type HostRunnerPurpose =
  /** Jobs of any project, with a cache in S3 below a prefix of the runner. */
  | { readonly kind: 'everybody'; readonly cache: { readonly bucketName: string; readonly prefix: string } }
  /**
   * Release builds only. They have no cache, so that nothing which another job wrote gets in, and may use only
   * `images`.
   */
  | { readonly kind: 'releases'; readonly images: readonly string[] };

export interface HostRunnerConfigProps {
  readonly name: string;
  readonly gitlabUrl: string;
  readonly region: string;
  /** Number of jobs at the same time. */
  readonly jobs: number;
  /** Memory of each job in MiB. */
  readonly memoryMiB: number;
  readonly purpose: HostRunnerPurpose;
  /** Image for jobs that name none. */
  readonly jobImage: string;
}

/** Placeholder that the host replaces with the runner's token. */
const tokenPlaceholder = '@token@';

/**
 * Returns the runner's `config.toml`, with a placeholder for its token. Source:
 * gitlabhq/gitlab-runner:docs/configuration/advanced-configuration.md and docs/executors/docker.md, "Use Podman to run
 * Docker commands".
 */
export function hostRunnerConfig({
  name,
  gitlabUrl,
  region,
  jobs,
  memoryMiB,
  purpose,
  jobImage,
}: HostRunnerConfigProps): string {
  const memory = `${memoryMiB}m`;
  // The helper and the job share a volume; SELinux allows that to containers with the same level.
  const labels = ['label=level:s0:c100,c200'];
  const tables = [
    tomlTable(undefined, { concurrent: jobs, check_interval: 3 }),
    tomlTable('[[runners]]', { name, url: gitlabUrl, token: tokenPlaceholder, executor: 'docker' }),
    // A network for each build, because Podman has no container links, with which jobs find their services otherwise.
    tomlTable('[runners.feature_flags]', { FF_NETWORK_PER_BUILD: true }),
    ...(purpose.kind === 'releases' ? [] : cacheTables(purpose.cache, region)),
    tomlTable('[runners.docker]', {
      host: `unix://${engineSocket}`,
      tls_verify: false,
      image: jobImage,
      privileged: false,
      security_opt: labels,
      services_security_opt: labels,
      // Always pull with the job's own rights: an image on the host may be a private one of another project.
      pull_policy: ['always'],
      allowed_pull_policies: ['always'],
      // No cache volume outlives its job.
      disable_cache: true,
      memory,
      memory_swap: memory,
      service_memory: memory,
      service_memory_swap: memory,
      ...(purpose.kind === 'releases' ? { allowed_images: purpose.images, allowed_services: purpose.images } : {}),
    }),
  ];
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The manager signs S3 URLs for its jobs with the host's role, so that jobs need no role. */
const cacheTables = (
  { bucketName, prefix }: { readonly bucketName: string; readonly prefix: string },
  region: string,
): readonly (readonly string[])[] => [
  tomlTable('[runners.cache]', { Type: 's3', Path: prefix, Shared: false }),
  tomlTable('[runners.cache.s3]', {
    ServerAddress: `s3.${region}.amazonaws.com`,
    BucketName: bucketName,
    BucketLocation: region,
    AuthenticationType: 'iam',
  }),
];
