import { TenantResources } from '../../../constructs/tenancy/tenant-resources';
import { tenancySettings, tenantsStackSpecs } from '../../../lib/platform/tenants';
import { tenantResources } from '../../../model/tenant-stacks';
import { changed, load, minimalTenant } from '../../support/environment-folder';
import { templateOf } from '../../support/stacks';

const { environment } = load({
  'tenants/site.yaml': `${changed(minimalTenant, 'hosts: [', 'hosts: [media.commons.example, ')}    hosts: [site.commons.example]
    bucket: { scope: whole }
  - { kind: web-gateway, hosts: [media.commons.example], content: { service: web, folder: media } }
`,
});

test('a bucket of a service is made once, counted for its stack, and read by the gateway that shows a folder of it', () => {
  const settings = tenancySettings(environment, 'https://issuer.example');
  const template = templateOf((stack) => {
    for (const { tenants } of tenantsStackSpecs(environment))
      for (const tenant of tenants) new TenantResources(stack, settings, tenant);
  });
  const { Resources }: { Resources?: object } = template.toJSON();
  expect(environment.tenants.map(tenantResources)).toEqual([Object.keys(Resources ?? {}).length]);
  template.resourceCountIs('AWS::S3::Bucket', 1);
  const bucket = 'testing-tenant-site-web-111122223333-us-east-1';
  template.hasResourceProperties('AWS::S3::Bucket', { BucketName: bucket });
  expect(JSON.stringify(Resources)).toContain(`arn:aws:s3:::${bucket}/media/*`);
});
