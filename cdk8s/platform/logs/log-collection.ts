import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings } from '../../base/secrets/aws-settings';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { logsNamespace, logStoreName } from './log-store';
import { syslogPort } from './syslog-receiver';

/** Name of the forwarder, its collectors and their service account, which the archive's role names. */
export const collectorName = 'collector';

export interface LogCollectionProps {
  /** What a collector asks each machine for. */
  readonly requests: { readonly cpu: string; readonly memory: string };
  /** The locked bucket with all audit records, and the IAM role that may add to it; none without an archive. */
  readonly auditArchive?: { readonly bucketName: string; readonly roleArn: string };
  /** Secret with the certificate of the syslog receiver; none without a receiver. */
  readonly syslogCertificate?: string;
}

/** Outputs and pipelines. */
const store = 'loki';
const archive = 'audit-archive';
const syslog = 'syslog';

/** What is lost when a machine stops before its logs are sent: nothing, because they wait on its disk. */
const deliveryMode = 'AtLeastOnce';

/**
 * A collector on every machine sends all logs to Loki, and records of calls to the API to an archive as well.
 * Source of the cluster roles: openshift/cluster-logging-operator:config/rbac.
 */
export class LogCollection extends Construct {
  constructor(scope: Construct, id: string, props: LogCollectionProps) {
    super(scope, id);
    const { auditArchive, syslogCertificate } = props;
    new k8s.KubeServiceAccount(this, 'collector', {
      metadata: { name: collectorName, annotations: inWave(objectWaves.identity) },
    });
    if (auditArchive !== undefined) {
      new AwsSettings(this, 'archive-role', { name: archive, settings: { role_arn: auditArchive.roleArn } });
    }
    new ApiObject(this, 'forwarder', {
      apiVersion: 'observability.openshift.io/v1',
      kind: 'ClusterLogForwarder',
      metadata: { name: collectorName, annotations: inWave(objectWaves.workloads) },
      spec: {
        managementState: 'Managed',
        serviceAccount: { name: collectorName },
        collector: {
          resources: { requests: { ...props.requests }, limits: { cpu: '2', memory: '2Gi' } },
          // Every machine has logs, whoever else it is kept for.
          tolerations: [{ operator: 'Exists' }],
        },
        ...(syslogCertificate !== undefined && { inputs: [receiver(syslogCertificate)] }),
        outputs: [
          toStore,
          ...(auditArchive === undefined
            ? []
            : [toArchive(auditArchive.bucketName, PlatformChart.of(this).context.region)]),
        ],
        pipelines: [
          {
            name: 'everything',
            inputRefs: ['application', 'infrastructure', 'audit', ...(syslogCertificate === undefined ? [] : [syslog])],
            outputRefs: [store],
          },
          ...(auditArchive === undefined ? [] : [{ name: archive, inputRefs: ['audit'], outputRefs: [archive] }]),
        ],
      },
    });
  }
}

const toStore = {
  name: store,
  type: 'lokiStack',
  lokiStack: {
    target: { name: logStoreName, namespace: logsNamespace },
    authentication: { token: { from: 'serviceAccount' } },
    tuning: { deliveryMode },
  },
  tls: { ca: { configMapName: 'openshift-service-ca.crt', key: 'service-ca.crt' } },
};

/** The collector adds the time to each object's name. */
const toArchive = (bucketName: string, region: string) => ({
  name: archive,
  type: 's3',
  s3: {
    bucket: bucketName,
    region,
    keyPrefix: 'audit/{.log_source||"other"}/',
    authentication: {
      type: 'iamRole',
      iamRole: { roleARN: { secretName: archive, key: 'role_arn' }, token: { from: 'serviceAccount' } },
    },
    tuning: { compression: 'gzip', deliveryMode, maxWrite: '10Mi' },
  },
});

const receiver = (secretName: string) => ({
  name: syslog,
  type: 'receiver',
  receiver: {
    type: 'syslog',
    port: syslogPort,
    tls: { certificate: { secretName, key: 'tls.crt' }, key: { secretName, key: 'tls.key' } },
  },
});

/** The roles a collector needs, for a cluster-wide chart. */
export class LogCollectionAccess extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const roles = [
      'collect-application-logs',
      'collect-infrastructure-logs',
      'collect-audit-logs',
      'logging-collector-logs-writer',
    ];
    for (const name of roles) {
      new k8s.KubeClusterRoleBinding(this, name, {
        metadata: { name: `commons-platform:${name}`, annotations: inWave(objectWaves.identity) },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', name: collectorName, namespace: logsNamespace }],
      });
    }
  }
}
