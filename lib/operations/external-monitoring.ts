import { alertsPage } from '../../model/documentation';
import { prometheusAlert, type Alert } from '../../model/formats/prometheus-alert';
import { clusterDomain, type Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { hostMachinePlaces, type HostMachinePlace } from '../../model/host-machines';
import { externalProbes, type Probe } from './probes';

/**
 * Configuration of a Prometheus outside the cluster, as plain data by file name: targets for `file_sd_configs`, modules of the
 * blackbox exporter, jobs for `scrape_config_files`, and alerts. Metrics of the cluster are only included if the environment
 * allows federation.
 */
export function externalMonitoring(environment: Environment, facts: Partial<Facts>): Readonly<Record<string, object>> {
  const federated = environment.observability.probes.federation.length > 0;
  return {
    'targets.json': externalProbes(environment, facts).map((probe) => toTarget(probe, environment.name)),
    'blackbox.yaml': { modules: { 'https-200': toModule(200), 'https-503': toModule(503) } },
    'scrape.yaml': {
      scrape_configs: [
        probeJob(environment.name),
        ...(federated ? federationJobs(environment) : []),
        ...tunnelJobs(environment),
      ],
    },
    'rules.yaml': { groups: [{ name: `${environment.name}-outside`, rules: rules(environment, federated) }] },
  };
}

const toTarget = ({ url, expects, tenant, service }: Probe, environment: string) => ({
  targets: [url],
  labels: { environment, tenant, service, module: `https-${expects}` },
});

/** Blackbox module that does not follow redirects: otherwise a login page in front of a broken service would look healthy. */
const toModule = (status: Probe['expects']) => ({
  prober: 'http',
  timeout: '10s',
  http: { valid_status_codes: [status], fail_if_not_ssl: true, follow_redirects: false, preferred_ip_protocol: 'ip4' },
});

/** Scrape job of the blackbox exporter, which runs on the same host as this Prometheus. */
const probeJob = (environment: string) => ({
  job_name: `${environment}-probes`,
  metrics_path: '/probe',
  scrape_interval: '60s',
  scrape_timeout: '15s',
  file_sd_configs: [{ files: [`${environment}/targets.json`] }],
  relabel_configs: [
    { source_labels: ['module'], target_label: '__param_module' },
    { source_labels: ['__address__'], target_label: '__param_target' },
    { source_labels: ['__address__'], target_label: 'instance' },
    { target_label: '__address__', replacement: '127.0.0.1:9115' },
  ],
});

/**
 * Scrape jobs for metrics of the cluster. They select only a few series, because OpenShift asks to federate fewer than
 * a thousand samples, at most every 30 seconds (openshift/cluster-monitoring-operator:Documentation/resources.md).
 */
function federationJobs(environment: Environment): readonly object[] {
  const { name } = environment;
  const job = (suffix: string, host: string, match: readonly string[]) => ({
    job_name: `${name}-${suffix}`,
    metrics_path: '/federate',
    scheme: 'https',
    honor_labels: true,
    scrape_interval: '60s',
    scrape_timeout: '30s',
    params: { 'match[]': match },
    authorization: { credentials_file: `${name}/token` },
    static_configs: [{ targets: [`${host}.apps.${clusterDomain(environment)}`], labels: { environment: name } }],
  });
  return [
    job('cluster', 'prometheus-k8s-federate-openshift-monitoring', [
      'ALERTS{alertstate="firing"}',
      'cluster_operator_up',
      'kube_node_status_condition{condition="Ready",status="true"}',
    ]),
    job('workloads', 'federate-openshift-user-workload-monitoring', ['cnpg_collector_up', 'cnpg_pg_replication_lag']),
  ];
}

/**
 * Scrape jobs for hosts whose metrics a Prometheus fetches through the tunnel, one for each peer and path. Targets are names in a private
 * zone, or else the addresses that their entry has.
 */
function tunnelJobs(environment: Environment): readonly object[] {
  const peers = environment.access.wireguard?.peers ?? [];
  return peers.flatMap((peer) => {
    const asked = peer.reaches.flatMap((reach) =>
      typeof reach === 'object' && reach.metrics !== undefined ? [{ ...reach, path: reach.metrics }] : [],
    );
    return [...new Set(asked.map(({ path }) => path))].map((path, index) => ({
      job_name: `${environment.name}-tunnel-${peer.name}${index === 0 ? '' : `-${index + 1}`}`,
      metrics_path: path,
      scrape_interval: '60s',
      static_configs: asked
        .filter((reach) => reach.path === path)
        .map(({ host, port }) => ({
          targets: hostMachinePlaces(environment)
            .filter((place) => place.host.name === host)
            .map((place) => `${toAddress(place)}:${port}`),
          labels: { environment: environment.name, host },
        })),
    }));
  });
}

const toAddress = ({ host, name, zone }: HostMachinePlace): string =>
  host.records.private === undefined ? (host.privateAddresses[zone] ?? name) : `${name}.${host.records.private}`;

function rules(environment: Environment, federated: boolean): readonly object[] {
  const ours = `job="${environment.name}-probes"`;
  const alerts: readonly Alert[] = [
    {
      name: 'ProbeFailed',
      expression: `probe_success{${ours},module="https-200"} == 0`,
      lasting: '5m',
      severity: 'critical',
      summary: '{{ $labels.instance }} does not answer as it should.',
    },
    {
      name: 'ClosedPathAnswers',
      expression: `probe_success{${ours},module="https-503"} == 0 and on (instance) probe_http_status_code{${ours}} < 400 and on (instance) probe_http_status_code{${ours}} > 0`,
      lasting: '5m',
      severity: 'critical',
      summary: '{{ $labels.instance }} answers the internet, and must not.',
    },
    {
      name: 'ServedCertificateExpiring',
      expression: `probe_ssl_earliest_cert_expiry{${ours}} - time() < 1209600`,
      lasting: '1h',
      severity: 'critical',
      runbook: 'certificate-expiring',
      summary: 'The certificate of {{ $labels.instance }} ends within two weeks.',
    },
    ...(federated ? [silence(environment.name)] : []),
  ];
  const place = { page: alertsPage(environment), labels: { environment: environment.name } };
  return alerts.map((alert) => prometheusAlert(alert, place));
}

const silence = (environment: string): Alert => ({
  name: 'ClusterMonitoringSilent',
  // OpenShift's alert Watchdog always fires, so if it is missing, monitoring does not work.
  expression: `absent(ALERTS{alertname="Watchdog",alertstate="firing",job="${environment}-cluster"})`,
  lasting: '10m',
  severity: 'critical',
  summary: 'The monitoring of the cluster says nothing any more.',
});
