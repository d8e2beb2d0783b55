import { folders } from '../../../bin/project';
import { contextOf } from '../../../cdk8s/applications/application';
import { images } from '../../../cdk8s/applications/images';
import { loadEnvironment } from '../../../environments/load';
import { byName } from '../../support/charts';

test('image streams import from registries that a reviewed file names, and by TLS only', () => {
  const { environment } = loadEnvironment(folders.environments, 'production');
  const [tenant] = environment.tenants.flatMap((each) =>
    each.services.flatMap((service) =>
      service.kind === 'web-application' ? [{ ...each, services: [{ ...service, image: 'ghcr.io/team/site:1' }] }] : [],
    ),
  );
  const registries = (tenants: typeof environment.tenants) => {
    const { files } = images(contextOf({ ...environment, tenants }));
    return byName(files['images/import.yaml'] ?? [], 'Image').cluster?.spec;
  };
  const entry = (domainName: string) => ({ domainName, insecure: false });
  const own = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'].map(entry);
  expect(registries([])).toEqual({ allowedRegistriesForImport: own });
  expect(registries(tenant === undefined ? [] : [tenant])).toEqual({
    allowedRegistriesForImport: [entry('ghcr.io'), ...own],
  });
});
