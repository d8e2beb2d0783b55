import { z } from 'zod';
import { ReleaseService, type ReleaseServiceProps } from '../../../cdk8s/services/release-service/release-service';
import { configurationFrom } from '../../../images/release-service/src/configuration';
import { byName, objectsOf } from '../../support/charts';

const everyProp: Required<ReleaseServiceProps> = {
  name: 'releases',
  image: 'quay.io/commons/release-service:stable',
  hosts: [{ host: 'release.example', certificate: 'acme' }],
  gitlab: 'https://gitlab.example',
  namespaces: ['desktop', 'core/libs'],
  projects: ['people/tool'],
  fileNames: ['{project}-{version}.tar.xz', '{project}-{version}.tar.xz.*'],
  maxSizeMiB: 512,
  downloads: 'https://download.example',
  bucket: {
    bucketName: 'test-tenant-team',
    prefix: 'releases',
    roleArn: 'arn:aws:iam::111122223333:role/test-team-releases',
  },
};

const objects = objectsOf((chart) => new ReleaseService(chart, 'releases', everyProp));

const deployment = z.looseObject({
  template: z.looseObject({
    spec: z.looseObject({
      containers: z.tuple([z.looseObject({ env: z.array(z.object({ name: z.string(), value: z.string() })) })]),
    }),
  }),
});

test('what is rendered is what the program reads', () => {
  const { template } = deployment.parse(byName(objects, 'Deployment').releases?.spec);
  const variables = template.spec.containers[0].env.map(({ name, value }) => [name, value] as const);
  expect(configurationFrom(Object.fromEntries(variables))).toMatchObject({
    port: 8080,
    issuer: 'https://gitlab.example',
    audience: 'https://release.example',
    namespaces: ['desktop', 'core/libs'],
    projects: ['people/tool'],
    fileNames: everyProp.fileNames,
    maxBytes: 512 * 1024 * 1024,
    maxUploads: 16,
    bodyGraceSeconds: 30,
    keysPauseSeconds: 10,
    downloadUrl: 'https://download.example',
    store: { kind: 's3', bucket: 'test-tenant-team', prefix: 'releases', region: 'eu-west-1' },
  });
});

test('it has a role and no key, and its figures are not for the internet', () => {
  expect(byName(objects, 'ServiceAccount').releases).toMatchObject({
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': everyProp.bucket.roleArn } },
  });
  expect(byName(objects, 'Route')['release-example-closed-1']?.spec).toMatchObject({ path: '/metrics' });
  expect(Object.keys(byName(objects, 'ExternalSecret'))).toEqual([]);
});

test('its alerts are about this service alone', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule')['releases-releases']?.spec);
  expect(rules.match(/namespace=\\"team\\",service=\\"releases\\"/g)).toHaveLength(3);
});
