import { clusterApplications } from '../../../cdk8s/cluster';
import { folders } from '../../../bin/project';
import { loadEnvironment } from '../../../environments/load';
import { tenantName } from '../../../environments/tenant';
import { minimalTenant, report } from '../../support/environment-folder';

const { environment, facts } = loadEnvironment(folders.environments, 'production');
const applications = [...clusterApplications({ ...environment, tenants: [] }, facts)];
const namespaces = applications.flatMap(({ files }) =>
  Object.values(files).flatMap((manifests) =>
    manifests.flatMap(({ kind, metadata }) => [...(kind === 'Namespace' ? [metadata.name] : []), metadata.namespace]),
  ),
);
const taken = [...new Set([...applications.map(({ name }) => name), ...namespaces])].filter(
  (name) => typeof name === 'string' && tenantName.safeParse(name).success,
);

test.each(taken)('no tenant takes the name %s from an application or namespace of the platform', (name) => {
  expect(report({ [`tenants/${String(name)}.yaml`]: minimalTenant })[0]).toContain(
    'is a name the cluster keeps for itself',
  );
});

test('the platform has names', () => {
  expect(taken.length).toBeGreaterThan(5);
});
