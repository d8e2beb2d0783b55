import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import type { DashboardProps } from '../base/monitoring/dashboard-props';
import { applicationWaves } from '../base/delivery/sync';
import { AlertReceivers } from '../platform/monitoring/alert-receivers';
import { componentAlerts } from '../platform/monitoring/component-alerts';
import { ComponentMetrics } from '../platform/monitoring/component-metrics';
import { Dashboard } from '../platform/monitoring/dashboard';
import { ingressDashboard } from '../platform/monitoring/dashboards/ingress-dashboard';
import { servicesDashboard } from '../platform/monitoring/dashboards/services-dashboard';
import { stateDashboard } from '../platform/monitoring/dashboards/state-dashboard';
import { tenantsDashboard } from '../platform/monitoring/dashboards/tenants-dashboard';
import { FederationReader } from '../platform/monitoring/federation-reader';
import { FederationRoute } from '../platform/monitoring/federation-route';
import { MonitoringSettings } from '../platform/monitoring/monitoring-settings';
import { PlatformAlertRules } from '../platform/monitoring/platform-alert-rules';
import { platformAlerts, replacedAlerts, type ProcessLimits } from '../platform/monitoring/platform-alerts';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { infraPlacement } from './infra-placement';

const namespaces = {
  cluster: 'openshift-monitoring',
  workloads: clusterNamespaces.monitoring,
  dashboards: 'openshift-config-managed',
  certificates: 'cert-manager',
  secrets: 'external-secrets',
} as const;

/**
 * Metrics, alerts and dashboards: settings of OpenShift's monitoring, and the platform's own alerts and dashboards.
 *
 * @param ofServices dashboards of services, which come besides those of the platform
 */
export function monitoringApplication(
  context: Context,
  ofServices: readonly DashboardProps[],
  facts: Partial<Facts>,
): ClusterApplication {
  const name = 'monitoring';
  const waitsFor = missingStackFacts(facts, ['identity']);
  if (waitsFor.length > 0) return waitingApplication(context, name, waitsFor);

  const { environment, names } = context;
  const { contacts, metrics, probes } = environment.observability;
  const settings = { ...metrics, environment: environment.name, placement: infraPlacement(environment) };

  const cluster = namespacedManifests(context, namespaces.cluster, (chart) => {
    new MonitoringSettings(chart, 'settings', { of: 'cluster', ...settings });
    new PlatformAlertRules(chart, 'alerts', {
      name: 'platform',
      instead: replacedAlerts,
      alerts: platformAlerts(processLimits(context)),
    });
    new AlertReceivers(chart, 'receivers', {
      contacts,
      roleArn: names.roleArn('platform-secrets'),
      remoteName: names.secret('platform', 'alertmanager'),
    });
    new FederationRoute(chart, 'federation', { of: 'cluster', from: probes.federation });
  });
  const reader = clusterWideManifests(context, (chart) => {
    new FederationReader(chart, 'reader', { namespace: namespaces.cluster });
  });
  const workloads = namespacedManifests(context, namespaces.workloads, (chart) => {
    new MonitoringSettings(chart, 'settings', { of: 'workloads', ...settings });
    new FederationRoute(chart, 'federation', { of: 'workloads', from: probes.federation });
  });
  const dashboards = namespacedManifests(context, namespaces.dashboards, (chart) => {
    const platform = [stateDashboard, ingressDashboard, tenantsDashboard, servicesDashboard];
    for (const board of [...platform, ...ofServices]) new Dashboard(chart, board.name, board);
  });

  return platformApplication(
    context,
    {
      'monitoring/cluster.yaml': cluster,
      ...(probes.federation.length === 0 ? {} : { 'monitoring/federation.yaml': reader }),
      'monitoring/workloads.yaml': workloads,
      'monitoring/dashboards.yaml': dashboards,
      'monitoring/certificates.yaml': certificateMetrics(context),
      'monitoring/secrets.yaml': secretMetrics(context),
    },
    {
      name,
      description: 'Metrics, alerts and dashboards',
      namespaces: Object.values(namespaces),
      clusterKinds: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' }],
      wave: applicationWaves.platform,
    },
  );
}

function processLimits({ environment }: Context): ProcessLimits {
  const { nodes, pools } = environment.cluster;
  return {
    everywhere: nodes.podPidsLimit,
    pools: pools.flatMap(({ name, tuning }) =>
      tuning?.podPidsLimit === undefined ? [] : [{ name, limit: tuning.podPidsLimit }],
    ),
  };
}

/** Source: openshift/cert-manager-operator:bindata/cert-manager-deployment/controller/cert-manager-deployment.yaml. */
const certificateMetrics = (context: Context) =>
  namespacedManifests(context, namespaces.certificates, (chart) => {
    new ComponentMetrics(chart, 'metrics', {
      name: 'certificates',
      alerts: componentAlerts.certificates,
      labels: { 'app.kubernetes.io/name': 'cert-manager', 'app.kubernetes.io/component': 'controller' },
      port: { name: 'http-metrics', number: 9402 },
    });
  });

/** Source: openshift/external-secrets-operator:bindata/external-secrets/resources/deployment_external-secrets.yml. */
const secretMetrics = (context: Context) =>
  namespacedManifests(context, namespaces.secrets, (chart) => {
    new ComponentMetrics(chart, 'metrics', {
      name: 'external-secrets',
      alerts: componentAlerts.secrets,
      labels: { 'app.kubernetes.io/name': 'external-secrets', 'app.kubernetes.io/instance': 'external-secrets' },
      port: { name: 'metrics', number: 8080 },
    });
  });
