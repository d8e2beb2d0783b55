import { logCollectorResources } from '../../model/data/node-daemonsets';
import type { OpenShiftReleaseName } from '../../model/data/openshift-releases';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { syslogHost } from '../../model/syslog-host';
import { AlertRules } from '../base/monitoring/alert-rules';
import { applicationWaves } from '../base/delivery/sync';
import { logAlerts } from '../platform/logs/log-alerts';
import {
  collectorName,
  LogCollection,
  LogCollectionAccess,
  type LogCollectionProps,
} from '../platform/logs/log-collection';
import { LogStore, logsNamespace } from '../platform/logs/log-store';
import { LogView } from '../platform/logs/log-view';
import { SyslogReceiver } from '../platform/logs/syslog-receiver';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { clusterAdministrators } from './cluster-administrators';
import { infraPlacement } from './infra-placement';

/**
 * Logs of the cluster and of hosts outside it: collection, the LokiStack to search them, and the archive of audit logs.
 *
 * @throws Error when the release of OpenShift cannot write the archive.
 */
export function logsApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const name = 'logs';
  const waitsFor = missingStackFacts(facts, ['identity']);
  if (waitsFor.length > 0) return waitingApplication(context, name, waitsFor);

  const { environment } = context;
  const { syslog } = environment.logs;
  const auditArchive = auditArchiveFor(context);
  const clusterWide = clusterWideManifests(context, (chart) => {
    new LogCollectionAccess(chart, 'access');
    new LogView(chart, 'view');
  });
  const store = namespacedManifests(context, logsNamespace, (chart) => {
    new LogStore(chart, 'store', logStoreProps(context));
  });
  const collection = namespacedManifests(context, logsNamespace, (chart) => {
    new LogCollection(chart, 'collection', {
      auditArchive,
      requests: logCollectorResources,
      syslogCertificate: syslog && SyslogReceiver.certificateSecret,
    });
    if (syslog !== undefined) {
      const host = syslogHost(environment);
      new SyslogReceiver(chart, 'syslog', { host, from: syslog.from, pods: collectors });
    }
    new AlertRules(chart, 'alerts', { name: 'logs', alerts: logAlerts({ auditArchive }) });
  });
  return platformApplication(
    context,
    {
      [`${name}/cluster-wide.yaml`]: clusterWide,
      [`${name}/store.yaml`]: store,
      [`${name}/collection.yaml`]: collection,
    },
    {
      name,
      description: 'Logs of the cluster and of hosts beside it',
      namespaces: [logsNamespace],
      clusterKinds: [
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
        { group: 'observability.openshift.io', kind: 'UIPlugin' },
      ],
      wave: applicationWaves.platform,
    },
  );
}

/** Labels of the collectors. Source: openshift/cluster-logging-operator:internal/runtime/runtime.go, Selectors. */
const collectors = { 'app.kubernetes.io/component': 'collector', 'app.kubernetes.io/instance': collectorName };

function logStoreProps({ environment, names }: Context): ConstructorParameters<typeof LogStore>[2] {
  const { logs, zones, tenants } = environment;
  const own = tenants.flatMap(({ name, logKeepDays }) =>
    logKeepDays === undefined ? [] : [[name, logKeepDays] as const],
  );
  return {
    size: logs.size,
    keepDays: logs.keepDays,
    zones: zones.length,
    bucketName: names.bucket('logs'),
    roleArn: names.roleArn('loki'),
    namespaceKeepDays: Object.fromEntries(own),
    administrators: clusterAdministrators,
    placement: infraPlacement(environment),
  };
}

/**
 * Releases without a logging operator that writes to S3: it can from 6.4 on, which needs OpenShift 4.18. Source:
 * openshift/openshift-docs, release notes of Logging 6.4.0, and branches 6.3 and 6.4 of the operator.
 */
const withoutArchive: readonly OpenShiftReleaseName[] = ['4.17'];

/**
 * Returns bucket and IAM role of the archive of audit logs; undefined if the environment has none.
 *
 * @throws Error when the release of OpenShift cannot write it.
 */
function auditArchiveFor({ environment, names }: Context): LogCollectionProps['auditArchive'] {
  const { logs, cluster } = environment;
  if ('none' in logs.auditArchive) return undefined;
  if (withoutArchive.includes(cluster.release)) {
    throw new Error(
      `OpenShift ${cluster.release} has no logging operator that writes to S3: write logs.auditArchive: { none: <reason> }, or upgrade`,
    );
  }
  return { bucketName: names.bucket('audit-archive'), roleArn: names.roleArn('audit-archive') };
}
