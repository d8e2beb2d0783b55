import { parse } from 'yaml';
import { z } from 'zod';
import { Hookshot, type HookshotProps } from '../../../cdk8s/services/hookshot/hookshot';
import { byName, objectsOf } from '../../support/charts';

const everyProp: Required<HookshotProps> = {
  name: 'bridge',
  host: { host: 'bridge.example', certificate: 'acme' },
  homeserver: {
    domain: 'team.example',
    url: 'https://matrix.team.example',
    calledFrom: ['192.0.2.0/24', '2001:db8::/32'],
  },
  sources: { gitlab: { gitlab: 'https://gitlab.example' }, webhooks: true, feeds: true },
  administrators: ['@ada:team.example'],
  cache: { kind: 'own', memoryMiB: 64, eviction: 'none', remotePassword: 'test/team/bridge/cache-password' },
  remoteSecret: 'test/team/bridge',
};

const render = (change: Partial<HookshotProps> = {}) =>
  objectsOf((chart) => new Hookshot(chart, 'bridge', { ...everyProp, ...change }));

const files = z.object({ data: z.record(z.string(), z.string()) });
const settingsOf = (objects: ReturnType<typeof render>): unknown =>
  parse(files.parse(byName(objects, 'ConfigMap').bridge).data['config.yml'] ?? '');
const secretFiles = (objects: ReturnType<typeof render>) =>
  z
    .looseObject({ target: z.looseObject({ template: files.loose() }) })
    .parse(byName(objects, 'ExternalSecret').bridge?.spec).target.template.data;

const objects = render();

test('one pod, replaced and never doubled: two would post everything twice', () => {
  expect(byName(objects, 'Deployment').bridge).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
});

test('whoever may do what is said, since everybody might do everything otherwise', () => {
  expect(settingsOf(objects)).toMatchObject({
    permissions: [
      { actor: 'team.example', services: [{ service: '*', level: 'manageConnections' }] },
      { actor: '@ada:team.example', services: [{ service: '*', level: 'admin' }] },
    ],
    generic: { allowJsTransformationFunctions: false, enableHttpGet: false, requireExpiryTime: true },
  });
});

test.each(['webhooks', 'feeds'] as const)('%s are there when they are wanted, and not otherwise', (source) => {
  const key = { webhooks: 'generic', feeds: 'feeds' }[source];
  expect(settingsOf(objects)).toHaveProperty(key);
  const sources = { ...everyProp.sources, [source]: false };
  expect(settingsOf(render({ sources }))).not.toHaveProperty(key);
});

test('secrets are put in where they belong, and only their names are written', () => {
  const { 'secrets.yml': secrets, 'registration.yml': registration } = secretFiles(objects);
  expect(parse(secrets ?? '')).toEqual({
    cache: { redisUri: 'redis://:{{ index . "cache-password" }}@bridge-cache:6379' },
    gitlab: {
      instances: { gitlab: { url: 'https://gitlab.example' } },
      webhook: {
        secret: '{{ index . "gitlab-webhook-secret" }}',
        publicUrl: 'https://bridge.example/gitlab/webhook',
      },
    },
  });
  expect(parse(registration ?? '')).toMatchObject({
    url: 'https://bridge.example',
    as_token: '{{ index . "as-token" }}',
    hs_token: '{{ index . "hs-token" }}',
  });
});

test('it speaks for people of its own making and of no other server', () => {
  const registration = z.object({
    namespaces: z.object({ users: z.array(z.object({ regex: z.string() })) }).loose(),
  });
  const { namespaces } = registration.loose().parse(parse(secretFiles(objects)['registration.yml'] ?? ''));
  const may = (user: string) => namespaces.users.some(({ regex }) => new RegExp(`^${regex}$`).test(user));
  expect(may('@_gitlab_ada:team.example')).toBe(true);
  expect(may('@ada:team.example')).toBe(false);
  expect(may('@_gitlab_ada:teamXexample')).toBe(false);
});

test('the homeserver alone reaches what is its', () => {
  const { 'bridge-example-homeserver': own, 'bridge-example': rest } = byName(objects, 'Route');
  expect(own).toMatchObject({
    metadata: { annotations: { 'haproxy.router.openshift.io/ip_allowlist': '192.0.2.0/24 2001:db8::/32' } },
    spec: {
      path: '/_matrix/app',
      port: { targetPort: 'appservice' },
      tls: { externalCertificate: { name: 'bridge-example-tls' } },
    },
  });
  expect(rest).toMatchObject({ spec: { port: { targetPort: 'webhooks' } } });
});

test('a change of the settings is a new pod', () => {
  const podOf = (change: Partial<HookshotProps>) => JSON.stringify(byName(render(change), 'Deployment').bridge);
  expect(podOf({ administrators: ['@grace:team.example'] })).not.toBe(podOf({}));
});
