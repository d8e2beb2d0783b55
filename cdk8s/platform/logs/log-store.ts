import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings } from '../../base/secrets/aws-settings';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass, volumeBackupAnnotation } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';

/** Namespace of Loki, of the collectors and of their operators. */
export const logsNamespace = 'openshift-logging';

/** Name of the LokiStack and of the ServiceAccount of its pods, which the IAM role's trust policy names. */
export const logStoreName = 'logging-loki';

export interface LogStoreProps {
  readonly size: '1x.demo' | '1x.pico' | '1x.extra-small' | '1x.small' | '1x.medium';
  readonly bucketName: string;
  /** ARN of the IAM role that may use the bucket. */
  readonly roleArn: string;
  /** Days that logs are kept, by class. */
  readonly keepDays: Readonly<Record<LogClass, number>>;
  /** Days that application logs of a namespace are kept, for namespaces that differ from `keepDays`. */
  readonly namespaceKeepDays: Readonly<Record<string, number>>;
  /** Number of zones over which its pods may be spread. */
  readonly zones: number;
  /**
   * Groups of OpenShift whose members read the logs of all namespaces. Loki's own default admits groups with names that
   * other users could give to a group.
   */
  readonly administrators: readonly string[];
  /**
   * Nodes on which its pods run.
   * @default any node without taints
   */
  readonly placement?: Placement;
}

export type LogClass = 'application' | 'infrastructure' | 'audit';

const components = [
  'compactor',
  'distributor',
  'gateway',
  'indexGateway',
  'ingester',
  'querier',
  'queryFrontend',
] as const;

const noBackup = { none: 'Logs are in S3; the disks hold what has not arrived there yet, twice' };

/** Loki, with logs in S3 and an IAM role instead of access keys. */
export class LogStore extends Construct {
  constructor(scope: Construct, id: string, props: LogStoreProps) {
    super(scope, id);
    const { size, bucketName, roleArn, zones, administrators, placement } = props;
    const { region } = PlatformChart.of(this).context;
    const settings = new AwsSettings(this, 'bucket', {
      name: 'logging-loki-bucket',
      settings: { bucketnames: bucketName, region, role_arn: roleArn },
    });
    const spread = size !== '1x.demo' && zones > 1;
    new ApiObject(this, 'stack', {
      apiVersion: 'loki.grafana.com/v1',
      kind: 'LokiStack',
      metadata: {
        name: logStoreName,
        annotations: { ...volumeBackupAnnotation(noBackup), ...pruneDisabled, ...inWave(objectWaves.data) },
      },
      spec: {
        managementState: 'Managed',
        size,
        storage: {
          // A schema is valid from its date on, so the date must be before the first log.
          schemas: [{ version: 'v13', effectiveDate: '2025-01-01' }],
          secret: { name: settings.name, type: 's3', credentialMode: 'token' },
        },
        storageClassName: blockStorageClass('standard', noBackup),
        tenants: { mode: 'openshift-logging', openshift: { adminGroups: administrators } },
        limits: { tenants: retention(props) },
        ...(spread && {
          replication: { factor: 2, zones: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1 }] },
        }),
        ...(placement && { template: Object.fromEntries(components.map((component) => [component, placement])) }),
      },
    });
  }
}

/** Retention settings. A tenant of Loki is a class of logs; our tenants are namespaces in the class `application`. */
const retention = ({ keepDays, namespaceKeepDays }: LogStoreProps) => {
  const streams = Object.entries(namespaceKeepDays).map(([namespace, days]) => ({
    days,
    priority: 1,
    selector: `{kubernetes_namespace_name="${namespace}"}`,
  }));
  return {
    application: { retention: { days: keepDays.application, ...(streams.length > 0 && { streams }) } },
    infrastructure: { retention: { days: keepDays.infrastructure } },
    audit: { retention: { days: keepDays.audit } },
  };
};
