import { join } from 'node:path';
import { z } from 'zod';
import { applicationsOf } from '../../support/applications';
import { loadFixture } from '../../support/fixture-home';
import { environmentsUnderTest } from '../../support/homes-under-test';
import { readRendered } from '../../../bin/rendered-files';
import { tenantName } from '../../../model/tenant';
import { resourcesOfType } from '../../../lib/rendered';
import { minimalTenant, report } from '../../support/environment-folder';

const { environment, facts } = loadFixture('production');
/** Names of applications and namespaces of the platform that could be a tenant's. */
async function namesOfPlatform(): Promise<readonly string[]> {
  const applications = await applicationsOf({ ...environment, tenants: [] }, facts);
  const namespaces = applications.flatMap(({ files }) =>
    Object.values(files).flatMap((manifests) =>
      manifests.flatMap(({ kind, metadata }) => [
        ...(kind === 'Namespace' ? [metadata.name] : []),
        ...(metadata.namespace === undefined ? [] : [metadata.namespace]),
      ]),
    ),
  );
  const all = new Set([...applications.map(({ name }) => name), ...namespaces]);
  return [...all].filter((name) => tenantName.safeParse(name).success);
}

test('no tenant takes the name of an application or namespace of the platform', async () => {
  const taken = await namesOfPlatform();
  const free = taken.filter(
    (name) =>
      report({ [`tenants/${name}.yaml`]: minimalTenant })[0]?.includes('is a name that the cluster reserves') !== true,
  );
  expect(taken.length).toBeGreaterThan(5);
  expect(free).toEqual([]);
});

/** Every way to read a role's name as that of a tenant and of a service of it. */
const readings = (role: string): readonly (readonly [string, string])[] => {
  const parts = role.split('-');
  return parts.slice(1).map((_, index) => [parts.slice(0, index + 1).join('-'), parts.slice(index + 1).join('-')]);
};

const platformRoles = environmentsUnderTest.flatMap(({ home, name }) =>
  resourcesOfType(readRendered(join(home.rendered, name)).resources, 'AWS::IAM::Role')
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
