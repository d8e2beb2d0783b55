import { engineSocket } from './host-users';
import { tomlTable } from './toml';

/** Who a runner works for. */
export type HostRunnerPurpose =
  /** Any project, with a cache in S3 below a prefix of its own. */
  | { readonly kind: 'everybody'; readonly cache: { readonly bucketName: string; readonly prefix: string } }
  /** Release builds alone: nothing that another job wrote gets in, and only images that are named. */
  | { readonly kind: 'releases'; readonly images: readonly string[] };

export interface HostRunnerConfigProps {
  readonly name: string;
  readonly gitlabUrl: string;
  readonly region: string;
  /** Jobs at the same time. */
  readonly jobs: number;
  /** Of each job. */
  readonly memoryMiB: number;
  readonly purpose: HostRunnerPurpose;
  /** What a job runs in that names no image itself. */
  readonly jobImage: string;
}

/** What stands in the place of the token until the host has it. */
const tokenPlaceholder = '@token@';

/**
 * The runner's configuration, without its token. Source: gitlabhq/gitlab-runner:docs/configuration/
 * advanced-configuration.md and docs/executors/docker.md, "Use Podman to run Docker commands".
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
  // The helper and the job share a volume, which SELinux allows to containers of one level.
  const labels = ['label=level:s0:c100,c200'];
  return [
    ...tomlTable(undefined, { concurrent: jobs, check_interval: 3 }),
    ...tomlTable('[[runners]]', { name, url: gitlabUrl, token: tokenPlaceholder, executor: 'docker' }),
    // Podman knows no links between containers, by which services are found otherwise.
    ...tomlTable('[runners.feature_flags]', { FF_NETWORK_PER_BUILD: true }),
    ...(purpose.kind === 'releases' ? [] : cacheLines(purpose.cache, region)),
    ...tomlTable('[runners.docker]', {
      host: `unix://${engineSocket}`,
      tls_verify: false,
      image: jobImage,
      privileged: false,
      security_opt: labels,
      services_security_opt: labels,
      // What another project pulled may be a private image.
      pull_policy: ['always'],
      allowed_pull_policies: ['always'],
      // No volume outlives its job.
      disable_cache: true,
      memory,
      memory_swap: memory,
      service_memory: memory,
      service_memory_swap: memory,
      ...(purpose.kind === 'releases' ? { allowed_images: purpose.images, allowed_services: purpose.images } : {}),
    }),
    '',
  ].join('\n');
}

/** The manager signs addresses of S3 for its jobs by the host's role, so that jobs have none. */
const cacheLines = (
  { bucketName, prefix }: { readonly bucketName: string; readonly prefix: string },
  region: string,
): readonly string[] => [
  ...tomlTable('[runners.cache]', { Type: 's3', Path: prefix, Shared: false }),
  ...tomlTable('[runners.cache.s3]', {
    ServerAddress: `s3.${region}.amazonaws.com`,
    BucketName: bucketName,
    BucketLocation: region,
    AuthenticationType: 'iam',
  }),
];
