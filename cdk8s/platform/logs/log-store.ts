import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings } from '../../base/secrets/aws-settings';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass, volumeBackupAnnotation } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';

/** Namespace of logs, where their operator is. */
export const logsNamespace = 'openshift-logging';

/** Name of the store, and of the service account of its pods, which the role's trust policy names. */
export const logStoreName = 'logging-loki';

export interface LogStoreProps {
  readonly size: '1x.demo' | '1x.pico' | '1x.extra-small' | '1x.small' | '1x.medium';
  readonly bucketName: string;
  /** IAM role that may write to the bucket. */
  readonly roleArn: string;
  /** Days logs are searchable, by class. */
  readonly keepDays: Readonly<Record<LogClass, number>>;
  /** Days logs of a namespace are searchable, where that is not as long as the class. */
  readonly namespaceKeepDays: Readonly<Record<string, number>>;
  /** How many zones it may spread over. */
  readonly zones: number;
  /** Groups of OpenShift whose people read the logs of all namespaces. Without it Loki lets in groups that others may make. */
  readonly administrators: readonly string[];
  /** Machines that carry it; any if left out. */
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

/** Loki, with its logs in S3 and a role instead of keys. */
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
          // The date is before any log that could be there: a schema holds from its day on.
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

/** Loki's tenants are the classes of logs; ours are namespaces within one. */
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
