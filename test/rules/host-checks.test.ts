import { hostChecks } from '../../model/data/host-checks';
import { manifests, values } from '../support/rendered';

/** Names of all alerts that the tests' home renders. */
const alerts = new Set(
  manifests
    .filter(({ kind }) => kind === 'PrometheusRule' || kind === 'AlertingRule')
    .flatMap(({ spec }) => [...values(spec)].flatMap(([path, value]) => (path.endsWith('.alert') ? [value] : []))),
);

test.each(Object.entries(hostChecks))('whoever answers for %s in the cluster has an alert', (_, { alert, cluster }) => {
  expect(alerts).toContain(alert.name);
  if ('none' in cluster) expect(cluster.none).toMatch(/^[A-Z].{20,}/);
  else expect(cluster.filter((name) => !alerts.has(name))).toEqual([]);
});
