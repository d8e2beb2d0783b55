import { byName } from '../../support/charts';
import { changed, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

/** A web application with a bucket, and a gateway that shows what is in it. */
const shown = (scope: 'folder' | 'whole', content: string) =>
  `${changed(minimalTenant, 'hosts: [site.commons.example]', 'hosts: [site.commons.example, media.commons.example]')}    hosts: [site.commons.example]
    bucket: { scope: ${scope} }
    workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' } }]
  - kind: web-gateway
    hosts: [media.commons.example]
    content: ${content}
    serves: { kind: downloads }
`;

const env = (...expected: readonly object[]) => ({
  spec: { template: { spec: { containers: [{ env: expect.arrayContaining([...expected]) as unknown }] } } },
});

const own = 'testing-tenant-site-web-111122223333-us-east-1';
const ofTenant = 'testing-tenant-site-111122223333-us-east-1';

test.each([
  ['folder', '{ service: web, folder: media }', ofTenant, '/web/media'],
  ['folder', '{ service: web }', ofTenant, '/web'],
  ['whole', '{ service: web, folder: media }', own, '/media'],
  ['whole', '{ service: web }', own, ''],
] as const)('a gateway shows a %s of a bucket as %s', async (scope, content, bucket, prefix) => {
  const text = shown(scope, content);
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
  const deployments = byName(await tenantObjects(text), 'Deployment');
  expect(deployments.web).toMatchObject(env({ name: 'S3_BUCKET', value: bucket }));
  expect(deployments.gateway).toMatchObject(
    env({ name: 'S3_BUCKET_NAME', value: bucket }, { name: 'PREFIX_LEADING_DIRECTORY_PATH', value: prefix }),
  );
});

test('all processes with the variables of the bucket have the account with its role', async () => {
  const objects = await tenantObjects(shown('whole', '{ service: web }'));
  expect(byName(objects, 'ServiceAccount').web).toMatchObject({
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/testing-site-web' } },
  });
  for (const name of ['web', 'web-worker-w']) {
    const deployment = byName(objects, 'Deployment')[name];
    expect(deployment).toMatchObject({ spec: { template: { spec: { serviceAccountName: 'web' } } } });
    expect(deployment).toMatchObject(env({ name: 'S3_BUCKET', value: own }));
    expect(JSON.stringify(deployment)).not.toContain('S3_PREFIX');
  }
});
