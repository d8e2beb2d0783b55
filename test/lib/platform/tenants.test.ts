import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { loadFixture } from '../../support/fixture-home';
import { resourceNames } from '../../../model/naming';
import { tenantResources, tenantStack } from '../../../model/tenant-stacks';
import { cloudApp } from '../../../lib/cloud-app';
import { TenantsStack } from '../../../lib/stacks/tenants-stack';
import { tenancySettings, tenantsStackSpecs } from '../../../lib/platform/tenants';
import { propertiesOf } from '../../support/stacks';

const { environment } = loadFixture('production');
const { name, account, region, zones } = environment;
const names = resourceNames(environment);
const issuer = 'https://d111111abcdef8.cloudfront.net';

const app = cloudApp({ context: cdkContext() });
const stacks = tenantsStackSpecs(environment).map(({ noun, tenants }) => {
  const place = { stackName: names.stack(noun), environment: name, account, region, zones };
  const stack = new TenantsStack(app, place.stackName, {
    ...place,
    tenancy: tenancySettings(environment, issuer),
    tenants,
  });
  return { noun, tenants, stack };
});
const templates = stacks.map((each) => ({ ...each, template: Template.fromStack(each.stack) }));

test('every tenant is in the stack of its number, and no stack is empty', () => {
  const found = templates.flatMap(({ noun, tenants }) => tenants.map((tenant) => [tenant.name, noun] as const));
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(environment.tenants.map((tenant) => [tenant.name, `tenants-${tenantStack(tenant.name, 8)}`])),
  );
  expect(found).toHaveLength(environment.tenants.length);
  expect(templates.filter(({ tenants }) => tenants.length === 0)).toEqual([]);
});

test('the resources that the check counts are those that are made', () => {
  for (const { tenants, template } of templates) {
    const { Resources }: { Resources?: object } = template.toJSON();
    const declared = environment.tenants.filter((tenant) => tenants.some((each) => each.name === tenant.name));
    const counted = declared.reduce((sum, tenant) => sum + tenantResources(tenant), 0);
    expect(Object.keys(Resources ?? {})).toHaveLength(counted);
  }
});

test('names are those that the cluster looks for', () => {
  const all = (type: string, property: string) =>
    templates.flatMap(({ template }) =>
      Object.values(propertiesOf(template, type)).map(
        (properties) => z.looseObject({ [property]: z.string() }).parse(properties)[property],
      ),
    );
  const secrets = [names.serviceSecret('help-desk', 'desk'), names.serviceSecret('pad', 'hedgedoc', 'session-secret')];
  expect(all('AWS::SecretsManager::Secret', 'Name')).toEqual(expect.arrayContaining(secrets));
  const roles = [names.tenantSecretsRole('pad'), names.serviceRole('pad', 'hedgedoc', 'backup')];
  expect(all('AWS::IAM::Role', 'RoleName')).toEqual(expect.arrayContaining(roles));
  expect(all('AWS::S3::Bucket', 'BucketName')).toContain(names.tenantBucket('podcasts'));
});

test('the stacks are protected', () => {
  expect(templates.filter(({ stack }) => !stack.terminationProtection)).toEqual([]);
});
