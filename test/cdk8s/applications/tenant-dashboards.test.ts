import { tenantDashboards } from '../../../cdk8s/applications/tenant-dashboards';
import { kinds } from '../../../cdk8s/services/kinds';
import { load, minimalTenant } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

test('a kind of service has its dashboard where somebody runs one, and nowhere else', async () => {
  const boards = async (files: Parameters<typeof load>[0]) =>
    (await tenantDashboards(load(files).environment.tenants, kinds)).map(({ name }) => name);
  expect(await boards(fullEnvironment)).toEqual(['hedgedoc']);
  expect(await boards({ 'tenants/site.yaml': minimalTenant })).toEqual([]);
});
