import { externalMonitoring } from '../../../lib/operations/external-monitoring';
import { externalProbes } from '../../../lib/operations/probes';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const { environment, facts } = load(fullEnvironment);
const files = externalMonitoring(environment, facts);
const closed = externalMonitoring(load().environment, {});

test('each host is a target of its own, with whose it is and the module that knows the answer', () => {
  expect(files['targets.json']).toEqual(
    externalProbes(environment, facts).map(({ url, expects, tenant, service }) => ({
      targets: [url],
      labels: { environment: 'testing', tenant, service, module: `https-${expects}` },
    })),
  );
  expect(files['blackbox.yaml']).toMatchObject({
    modules: {
      'https-200': { http: { valid_status_codes: [200], fail_if_not_ssl: true } },
      'https-503': { http: { valid_status_codes: [503] } },
    },
  });
});

test('metrics of the cluster are fetched with a token, and missed when they stop, where the environment allows it', () => {
  const host = 'apps.commons.openshift.commons.example';
  expect(files['scrape.yaml']).toMatchObject({
    scrape_configs: [
      { metrics_path: '/probe' },
      {
        job_name: 'testing-cluster',
        scheme: 'https',
        authorization: { credentials_file: 'testing/token' },
        static_configs: [{ targets: [`prometheus-k8s-federate-openshift-monitoring.${host}`] }],
      },
      { static_configs: [{ targets: [`federate-openshift-user-workload-monitoring.${host}`] }] },
      {
        job_name: 'testing-tunnel-monitoring',
        metrics_path: '/metrics',
        static_configs: [
          {
            targets: ['mirror-a.internal.commons.example:9101', 'mirror-b.internal.commons.example:9101'],
            labels: { environment: 'testing', host: 'mirror' },
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(files['rules.yaml'])).toContain('job=\\"testing-cluster\\"');
});

test('otherwise only hosts are asked, and nothing waits for what cannot come', () => {
  expect(closed['scrape.yaml']).toMatchObject({ scrape_configs: [{ job_name: 'testing-probes' }] });
  expect(closed['scrape.yaml']).not.toHaveProperty('scrape_configs.1');
  expect(JSON.stringify(closed['rules.yaml'])).not.toContain('Watchdog');
});

test('every alert leads to its section', () => {
  const text = JSON.stringify(files['rules.yaml']);
  const sections = [...text.matchAll(/docs\/alerts\.md#([a-z-]+)"/g)].map(([, section]) => section);
  expect(sections).toEqual([
    'probe-failed',
    'closed-path-answers',
    'certificate-expiring',
    'cluster-monitoring-silent',
  ]);
  expect(text.match(/"alert":/g)).toHaveLength(sections.length);
});
