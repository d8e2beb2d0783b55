import { newTenantFile, type NewTenantProps } from '../../../lib/operations/new-tenant';
import { load, report } from '../../support/environment-folder';

const props: NewTenantProps = {
  purpose: 'What the site does: "everything"',
  maintainers: ['elif-kaya', 'ines-okafor'],
  reviewBy: '2027-06-30',
  host: 'site.commons.example',
  service: { kind: 'hedgedoc' },
};
const image = 'quay.io/commons-example/site:stable';
const site: NewTenantProps = { ...props, service: { kind: 'web-application', image } };

test.each([
  ['HedgeDoc', props, { kind: 'hedgedoc', guests: 'read' }],
  ['a web application', site, { kind: 'web-application', image, port: 8080, health: '/' }],
])('the file of a tenant with %s says what was said about it', (_, said, service) => {
  const { tenants } = load({ 'tenants/site.yaml': newTenantFile(said) }).environment;
  const { purpose, maintainers, reviewBy, host } = said;
  expect(tenants).toMatchObject([
    {
      name: 'site',
      purpose,
      maintainers,
      reviewBy,
      hosts: [host],
      dataClass: 'internal',
      quota: 'small',
      services: [service],
    },
  ]);
});

/** The comments are instructions: taking out their marks must give a tenant too. */
test('what the comments offer is valid as it stands', () => {
  const text = newTenantFile(site).replaceAll(/^( +)# (database|claim|replicas|settings|secrets):/gm, '$1$2:');
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
  const [tenant] = load({ 'tenants/site.yaml': text }).environment.tenants;
  expect(tenant?.services).toMatchObject([
    {
      database: { storageGiB: 5 },
      claim: { path: '/var/lib/app', sizeGiB: 5 },
      replicas: 1,
      settings: { SITE_TITLE: 'Our site' },
      secrets: ['SESSION_SECRET'],
    },
  ]);
});

test('an editor is told the schema', () => {
  expect(newTenantFile(props).split('\n')[0]).toBe('# yaml-language-server: $schema=../../tenant.schema.json');
});
