import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PublicHost } from '../../base/network/public-route';
import { bucketVariables, type ServiceBucket } from '../../base/storage/service-bucket';
import { WebApplication } from '../../base/web-application';
import { releaseServiceHealth } from './release-service-health';
import { releaseAlerts } from './release-alerts';

export interface ReleaseServiceProps {
  readonly name: string;
  /** Built from `images/release-service`. */
  readonly image: string;
  /** Jobs ask GitLab for a token that is for the first. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** Address of the GitLab whose jobs publish. */
  readonly gitlab: string;
  /** Groups of GitLab whose own projects may publish, not those of their subgroups. */
  readonly namespaces: readonly string[];
  /** Single projects that may publish besides, by their paths. */
  readonly projects: readonly string[];
  /** Names of files; `{project}`, `{version}` and `*` stand for parts of them. */
  readonly fileNames: readonly string[];
  /** Most MiB that a file may have. */
  readonly maxSizeMiB: number;
  /** Where people find what is published; a web gateway in front of the same part of the bucket. */
  readonly downloads?: string;
  readonly bucket: ServiceBucket;
}

/** Takes releases from GitLab's jobs for protected tags, and keeps each for good. */
export class ReleaseService extends Construct {
  constructor(scope: Construct, id: string, props: ReleaseServiceProps) {
    super(scope, id);
    const { name, hosts, bucket, downloads } = props;
    new WebApplication(this, 'application', {
      name,
      image: props.image,
      // What it publishes, everybody installs.
      updates: 'reviewed',
      architecture: 'any',
      port: 8080,
      healthPath: releaseServiceHealth,
      startSeconds: 60,
      metricsPath: '/metrics',
      closedPaths: [],
      hosts,
      size: 'small',
      replicas: { count: 2 },
      variables: {
        ISSUER: props.gitlab,
        AUDIENCE: `https://${hosts[0].host}`,
        ALLOWED_NAMESPACES: props.namespaces.join(','),
        ALLOWED_PROJECTS: props.projects.join(','),
        FILE_NAMES: props.fileNames.join(','),
        MAX_SIZE_MIB: String(props.maxSizeMiB),
        ...(downloads === undefined ? {} : { DOWNLOAD_URL: downloads }),
        ...bucketVariables(this, bucket),
      },
      scratchPaths: [],
      roleArn: bucket.roleArn,
      calls: [],
    });
    const alerts = releaseAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name: `${name}-releases`, alerts });
  }
}
