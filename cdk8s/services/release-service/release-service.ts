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
  /** Image, built from `images/release-service`. */
  readonly image: string;
  /** Public hosts; the first is the audience of the id tokens with which jobs authenticate. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** Address of the GitLab whose jobs publish. */
  readonly gitlab: string;
  /** Groups of GitLab whose direct projects may publish; projects of their subgroups may not. */
  readonly namespaces: readonly string[];
  /** Paths of further projects that may publish. */
  readonly projects: readonly string[];
  /** Patterns of the file names that it accepts, with the placeholders `{project}`, `{version}` and `*`. */
  readonly fileNames: readonly string[];
  /** Largest size of a file, in MiB. */
  readonly maxSizeMiB: number;
  /**
   * Address at which people find what is published: a web gateway in front of the same part of the bucket.
   * @default none: the answer to a job has the key of the file in the bucket instead of its address
   */
  readonly downloads?: string;
  readonly bucket: ServiceBucket;
}

/**
 * Accepts releases from GitLab's CI jobs of protected tags, and stores them in the bucket, where they are never overwritten.
 *
 * @example
 * new ReleaseService(chart, 'releases', {
 *   name: 'releases',
 *   image: 'registry.commons.example/platform/release-service:1.0.0',
 *   hosts: [{ host: 'releases.commons.example', certificate: 'acme' }],
 *   gitlab: 'https://gitlab.commons.example',
 *   namespaces: ['desktop'],
 *   projects: [],
 *   fileNames: ['{project}-{version}.tar.xz'],
 *   maxSizeMiB: 500,
 *   downloads: 'https://downloads.commons.example',
 *   bucket,
 * });
 */
export class ReleaseService extends Construct {
  constructor(scope: Construct, id: string, props: ReleaseServiceProps) {
    super(scope, id);
    const { name, hosts, bucket, downloads } = props;
    new WebApplication(this, 'application', {
      name,
      image: props.image,
      // People install what it publishes, so a new image needs a review.
      updates: 'reviewed',
      architecture: 'any',
      port: 8080,
      health: { path: releaseServiceHealth },
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
      scratch: [],
      roleArn: bucket.roleArn,
      calls: [],
    });
    const alerts = releaseAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name: `${name}-releases`, alerts });
  }
}
