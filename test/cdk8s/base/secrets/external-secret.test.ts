import {
  ExternalSecret,
  remoteProperties,
  type ExternalSecretProps,
} from '../../../../cdk8s/base/secrets/external-secret';
import { ServiceSecret } from '../../../../cdk8s/base/secrets/service-secret';
import { bucketVariables } from '../../../../cdk8s/base/storage/service-bucket';
import { byName, chartContext, objectsOf } from '../../../support/charts';

const everyProp: Required<ExternalSecretProps> = {
  name: 'site',
  values: { ...remoteProperties('test/team/site', ['API_TOKEN']), SALT: { whole: 'test/team/site/SALT' } },
  fixed: { username: 'site' },
  type: 'kubernetes.io/basic-auth',
  labels: { 'example.org/reload': 'true' },
};

const render = (props: ExternalSecretProps) =>
  byName(
    objectsOf((chart) => new ExternalSecret(chart, 'secret', props)),
    'ExternalSecret',
  ).site;

test('a value is a property of a secret that people fill, or all of one that was generated', () => {
  const { name, values } = everyProp;
  expect(render({ name, values })).toMatchObject({
    spec: {
      target: { name: 'site', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'API_TOKEN', remoteRef: { key: 'test/team/site', property: 'API_TOKEN' } },
        { secretKey: 'SALT', remoteRef: { key: 'test/team/site/SALT' } },
      ],
    },
  });
  expect(JSON.stringify(render({ name, values }))).not.toContain('template');
});

test('what is no secret stands beside the values, which are then named one by one', () => {
  expect(render(everyProp)).toMatchObject({
    spec: {
      target: {
        template: {
          engineVersion: 'v2',
          type: 'kubernetes.io/basic-auth',
          metadata: { labels: { 'example.org/reload': 'true' } },
          data: { username: 'site', API_TOKEN: '{{ index . "API_TOKEN" }}', SALT: '{{ index . "SALT" }}' },
        },
      },
    },
  });
});

test('a type alone leaves the values as they come', () => {
  const { name, values, type } = everyProp;
  expect(render({ name, values, type })).toMatchObject({ spec: { target: { template: { type } } } });
  expect(JSON.stringify(render({ name, values, type }))).not.toContain('index');
});

test('a Secret without values is refused', () => {
  expect(() => render({ name: 'site', values: {} })).toThrow('the Secret site would be empty');
});

test('a service finds its bucket and its place in it', () => {
  const bucket = {
    bucketName: 'test-tenant-team',
    prefix: 'site',
    roleArn: 'arn:aws:iam::1:role/x',
  };
  objectsOf((chart) => {
    expect(bucketVariables(chart, bucket)).toEqual({
      S3_BUCKET: 'test-tenant-team',
      S3_PREFIX: 'site',
      AWS_REGION: chartContext.region,
    });
  });
});

test('a service takes the keys of its own needs, and a mistyped one does not compile', () => {
  const secrets = { name: 'site', remoteName: 'test/team/site', typedIn: ['API_TOKEN'], generated: ['SALT'] } as const;
  objectsOf((chart) => {
    const secret = new ServiceSecret(chart, 'secret', { ...secrets, fixed: { username: 'site' } });
    expect([secret.value('API_TOKEN'), secret.value('SALT'), secret.value('username')]).toHaveLength(3);
    // @ts-expect-error -- no key that the kind declares
    expect(secret.value('SALTS')).toEqual({ secret: 'site', key: 'SALTS' });
  });
});
