import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings } from '../../base/secrets/aws-settings';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { logsNamespace, logStoreName } from './log-store';
import { syslogPort } from '../../../model/formats/syslog-port';

/**
 * Name of the ClusterLogForwarder, of its DaemonSet and of the ServiceAccount, which the trust policy of the archive's IAM
 * role names.
 */
export const collectorName = 'collector';

export interface LogCollectionProps {
  /** Requests of the collector on each node. */
  readonly requests: { readonly cpu: string; readonly memory: string };
  /**
   * The locked bucket that also gets all audit records, and the IAM role that may add objects to it.
   * @default no archive: audit records are in Loki only
   */
  readonly auditArchive?: { readonly bucketName: string; readonly roleArn: string };
  /**
   * Name of the Secret with the certificate of the syslog receiver.
   * @default no receiver for syslog
   */
  readonly syslogCertificate?: string;
}

/** Names of outputs, pipelines and inputs. */
const store = 'loki';
const archive = 'audit-archive';
const syslog = 'syslog';

/** Logs that are not sent yet wait on the disk of the node, so none are lost when the node restarts. */
const deliveryMode = 'AtLeastOnce';

/**
 * A ClusterLogForwarder: a collector on every node sends all logs to Loki, and audit records also to the archive.
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
          // Every node has logs, also those with taints.
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

/** Output to the archive; the collector adds the time to the name of each object. */
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

/** ClusterRoleBindings of the collector's ServiceAccount, for a cluster-wide chart. */
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
