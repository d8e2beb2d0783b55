import { join } from 'node:path';
import { z } from 'zod';
import { clusterApplications } from '../../../cdk8s/cluster';
import { fixtureHome } from '../../support/fixture-home';
import { environmentsUnderTest } from '../../support/homes-under-test';
import { readRendered } from '../../../bin/rendered-files';
import { loadEnvironment } from '../../../model/load';
import { tenantName } from '../../../model/tenant';
import { ofType } from '../../../lib/rendered';
import { minimalTenant, report } from '../../support/environment-folder';

const { environment, facts } = loadEnvironment(fixtureHome.environments, 'production');
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

/** Every way to read a role's name as that of a tenant and of a service of it. */
const readings = (role: string): readonly (readonly [string, string])[] => {
  const parts = role.split('-');
  return parts.slice(1).map((_, index) => [parts.slice(0, index + 1).join('-'), parts.slice(index + 1).join('-')]);
};

const platformRoles = environmentsUnderTest.flatMap(({ home, name }) =>
  ofType(readRendered(join(home.rendered, name)).resources, 'AWS::IAM::Role')
    .filter(({ stack }) => !/-tenants-\d+$/.test(stack))
    .flatMap(({ resource }) => {
      const roleName = z.string().safeParse(resource.Properties.RoleName);
      return roleName.success ? [roleName.data.slice(name.length + 1)] : [];
    }),
);

const withService = (tenant: string, service: string) =>
  report({ [`tenants/${tenant}.yaml`]: `${minimalTenant}    name: ${service}\n    bucket: {}\n` });

test.each([...new Set(platformRoles.flatMap(readings).map((reading) => reading.join('+')))])(
  'no tenant and service get the role of the platform that %s would be',
  (reading) => {
    const [tenant = '', service = ''] = reading.split('+');
    expect(withService(tenant, service)).not.toEqual([]);
  },
);

test('other names are taken', () => {
  expect(withService('library', 'books')).toEqual([]);
});
