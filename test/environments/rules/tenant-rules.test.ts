import { changed, minimalTenant, report } from '../../support/environment-folder';

test.each([
  ...['openshift', 'openshift-pads', 'kube-pads', 'default', 'platform', 'platform-pads', 'applications'],
  ...['certificates', 'external-secrets', 'cert-manager', 'cnpg', 'cnpg-system'],
  ...['ingress', 'machine-pools', 'node-admission'],
  ...['bootstrap', 'ci', 'cluster', 'contributor', 'contributors', 'worker'],
])('no tenant is called %s', (name) => {
  expect(report({ [`tenants/${name}.yaml`]: minimalTenant })).toEqual([
    `tenants/${name}.yaml:1:1 ${name} is a name the cluster keeps for itself`,
    'rename the file: its name becomes a namespace, and part of the names of roles and secrets',
  ]);
});

test.each(['openshifters', 'kubernauts', 'defaults', 'my-platform'])('a tenant may be called %s', (name) => {
  expect(report({ [`tenants/${name}.yaml`]: minimalTenant })).toEqual([]);
});

test('one person under two entries is one person', () => {
  const text = changed(minimalTenant, 'ines-okafor', 'ines-okafor, elif-kaya');
  expect(report({ 'tenants/site.yaml': text })).toEqual([
    ...['tenants/site.yaml:2:39 maintainers[2]: repeats maintainers[0]', 'name a second person'],
  ]);
});

test.each([
  ['by name', '{ kind: hedgedoc, name: web, hosts: [pad.commons.example] }', '10:29 services[1].name'],
  [
    'by default',
    '{ kind: web-application, hosts: [pad.commons.example], image: quay.io/commons-example/pad:1 }',
    '10:5 services[1].name',
  ],
])('two services of one name are refused, the same %s', (_, service, place) => {
  const text = `${minimalTenant}    hosts: [site.commons.example]\n  - ${service}\n`;
  expect(report({ 'tenants/site.yaml': text.replace('hosts: [', 'hosts: [pad.commons.example, ') })).toEqual([
    `tenants/site.yaml:${place}: repeats the name of services[0]`,
    'give each service of a tenant a name of its own',
  ]);
});
