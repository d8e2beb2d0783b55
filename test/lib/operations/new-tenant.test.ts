import { parse } from 'yaml';
import { hedgedocKind } from '../../../cdk8s/services/hedgedoc/hedgedoc-kind';
import { webApplicationKind } from '../../../cdk8s/services/web-application/web-application-kind';
import { newTenantFile, type NewTenantProps } from '../../../lib/operations/new-tenant';
import { report } from '../../support/environment-folder';

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
  ['HedgeDoc', hedgedocKind, props, { kind: 'hedgedoc', guests: 'read' }],
  ['a web application', webApplicationKind, site, { kind: 'web-application', image, port: 8080, health: '/' }],
])('the file of a tenant with %s says what was said about it', (_, kind, said, service) => {
  const text = newTenantFile(said, kind);
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
  const { purpose, maintainers, reviewBy, host } = said;
  expect(parse(text)).toEqual({
    purpose,
    maintainers,
    reviewBy,
    hosts: [host],
    dataClass: 'internal',
    quota: 'small',
    services: [service],
  });
});

/** The comments are instructions: taking out their marks must give a tenant too. */
test('what the comments offer is valid as it stands', () => {
  const text = newTenantFile(site, webApplicationKind).replaceAll(
    /^( +)# (database|claim|replicas|settings|secrets):/gm,
    '$1$2:',
  );
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
  expect(parse(text)).toMatchObject({
    services: [
      {
        database: { storageGiB: 5 },
        claim: { path: '/var/lib/app', sizeGiB: 5 },
        replicas: 1,
        settings: { SITE_TITLE: 'Our site' },
        secrets: ['SESSION_SECRET'],
      },
    ],
  });
});

test('an editor is told the schema', () => {
  expect(newTenantFile(props, hedgedocKind).split('\n')[0]).toBe(
    '# yaml-language-server: $schema=../../tenant.schema.json',
  );
});
