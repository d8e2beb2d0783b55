import { contextOf } from '../../../cdk8s/applications/application';
import { images } from '../../../cdk8s/applications/images';
import { applicationsOf } from '../../support/applications';
import { byName } from '../../support/charts';
import { changed, load, minimalTenant } from '../../support/environment-folder';

const { environment } = load();
const entry = (domainName: string) => ({ domainName, insecure: false });
const openshift = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'].map(entry);

/** Brings its image itself: no file of a tenant names it. */
const bridge = `purpose: A bridge for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: internal
hosts: [bridge.commons.example]
services:
  - kind: hookshot
    homeserver: { domain: commons.example, url: https://matrix.commons.example, calledFrom: [203.0.113.64/28] }
    administrators: ['@bao:commons.example']
`;

test('by TLS only, and without streams from OpenShift’s own registries alone', () => {
  const { files } = images(contextOf(environment), []);
  expect(byName(files['images/import.yaml'] ?? [], 'Image').cluster?.spec).toEqual({
    allowedRegistriesForImport: openshift,
  });
});

test('image streams of every kind of service import from registries that the cluster lets in', async () => {
  const loaded = load({
    'tenants/bridge.yaml': bridge,
    'tenants/site.yaml': changed(minimalTenant, 'quay.io/', 'registry.site.example/'),
  });
  const applications = await applicationsOf(loaded.environment, loaded.facts);
  const files = applications.find(({ name }) => name === 'images')?.files ?? {};
  expect(byName(files['images/import.yaml'] ?? [], 'Image').cluster?.spec).toEqual({
    allowedRegistriesForImport: [entry('ghcr.io'), ...openshift, entry('registry.site.example')],
  });
});
