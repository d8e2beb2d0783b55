import { z } from 'zod';
import { HedgeDoc, type HedgeDocProps } from '../../../cdk8s/services/hedgedoc/hedgedoc';
import { hedgedocSettings } from '../../../cdk8s/services/hedgedoc/hedgedoc-settings';
import { byName, objectsOf } from '../../support/charts';
import { hedgedocVariables } from './hedgedoc-variables';

const everyProp: Required<HedgeDocProps> = {
  name: 'notes',
  namespace: 'team',
  hosts: [
    { host: 'pad.example', certificate: 'acme' },
    { host: 'notes.example', certificate: 'acme' },
  ],
  guests: 'read',
  members: '/board',
  limits: { noteCharacters: 50_000, newNotes: 5, sessionDays: 2 },
  uploadsGiB: 10,
  uploadsBackup: 'daily',
  database: {
    kind: 'cloudnative-pg',
    version: '17',
    storageGiB: 5,
    size: 'small',
    speed: 'standard',
    extensions: [],
    pooling: 'session',
    instances: 2,
    backup: { keepDays: 30 },
    backupTarget: { bucket: 'backups', prefix: 'team/notes', roleArn: 'arn:aws:iam::111122223333:role/r' },
  },
  issuer: 'https://sso.example/realms/commons',
  remoteSecret: 'test/team/notes',
};

const objects = objectsOf((chart) => new HedgeDoc(chart, 'notes', everyProp));

test('one pod, replaced and never doubled: it keeps the sessions of a note in memory', () => {
  expect(byName(objects, 'Deployment').notes).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
});

test('its two secrets come from AWS Secrets Manager', () => {
  expect(byName(objects, 'ExternalSecret').notes).toMatchObject({
    spec: {
      data: [
        { secretKey: 'oauth2-client-secret', remoteRef: { key: 'test/team/notes/oauth2-client-secret' } },
        { secretKey: 'session-secret', remoteRef: { key: 'test/team/notes/session-secret' } },
      ],
    },
  });
});

const deploymentSpec = z.looseObject({
  template: z.looseObject({
    spec: z.looseObject({
      containers: z.array(
        z.looseObject({
          image: z.string(),
          env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
        }),
      ),
    }),
  }),
});

test('it knows its database by one address, made of variables that come before it', () => {
  const { template } = deploymentSpec.parse(byName(objects, 'Deployment').notes?.spec);
  const variables = template.spec.containers.flatMap(({ env }) => env);
  const names = variables.map(({ name }) => name);
  const url = variables.at(-1)?.value ?? '';
  expect(names.at(-1)).toBe('CMD_DB_URL');
  expect(url).toBe('postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@notes-db-pooler:5432/$(DATABASE_NAME)');
  for (const [, variable] of url.matchAll(/\$\((\w+)\)/g)) expect(names).toContain(variable);
});

test('HedgeDoc knows each of its variables', () => {
  const { template } = deploymentSpec.parse(byName(objects, 'Deployment').notes?.spec);
  const names = template.spec.containers.flatMap(({ env }) => env.map(({ name }) => name));
  expect(names.filter((name) => name.startsWith('CMD_') && !hedgedocVariables.has(name))).toEqual([]);
  expect(names.filter((name) => hedgedocVariables.has(name)).length).toBeGreaterThan(25);
  // The list is of the release that runs.
  expect(template.spec.containers.map(({ image }) => image)).toEqual(['quay.io/hedgedoc/hedgedoc:1.12.0']);
});

test('who is not in the group does not get in, and a login ends some day', () => {
  const { template } = deploymentSpec.parse(byName(objects, 'Deployment').notes?.spec);
  const values = Object.fromEntries(
    template.spec.containers.flatMap(({ env }) => env.map(({ name, value }) => [name, value])),
  );
  expect(values).toMatchObject({
    CMD_OAUTH2_ROLES_CLAIM: 'groups',
    CMD_OAUTH2_ACCESS_ROLE: '/board',
    CMD_DOCUMENT_MAX_LENGTH: '50000',
    CMD_RATE_LIMIT_NEW_NOTES: '5',
    CMD_SESSION_LIFE: '172800000',
  });
  expect(settings('read')).not.toHaveProperty('CMD_OAUTH2_ACCESS_ROLE');
});

test('it tells when it is too busy, fails, or is not measured', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule'));
  for (const alert of ['WorkloadDown', 'HedgeDocTooBusy', 'HedgeDocErrors', 'HedgeDocUnmeasured'])
    expect(rules).toContain(`"alert":"${alert}"`);
});

test('uploads are on a volume where HedgeDoc writes them', () => {
  expect(byName(objects, 'PersistentVolumeClaim')['notes-data']).toMatchObject({
    spec: { resources: { requests: { storage: '10Gi' } } },
  });
  expect(JSON.stringify(byName(objects, 'Deployment'))).toContain('"mountPath":"/hedgedoc/public/uploads"');
});

test('every host has a route, and none shows metrics or status', () => {
  const routes = Object.values(byName(objects, 'Route')).map(({ spec }) => JSON.stringify(spec));
  expect(routes).toHaveLength(8);
  const closed = routes.filter((route) => route.includes('notes-closed'));
  expect(closed).toHaveLength(6);
  // The same figures in another form, which a route for /metrics does not cover.
  expect(closed.filter((route) => route.includes('"/metrics.json"'))).toHaveLength(2);
});

const settings = (guests: HedgeDocProps['guests']) =>
  hedgedocSettings({
    host: 'pad.example',
    guests,
    issuer: everyProp.issuer,
    client: 'team-notes',
    limits: everyProp.limits,
  });

test.each([
  ['none', 'limited', 'false'],
  ['read', 'editable', 'false'],
  ['edit', 'editable', 'true'],
] as const)('guests: %s makes new notes %s', (guests, permission, edits) => {
  expect(settings(guests)).toMatchObject({
    CMD_DEFAULT_PERMISSION: permission,
    CMD_ALLOW_ANONYMOUS_EDITS: edits,
    CMD_ALLOW_ANONYMOUS: 'false',
  });
});

test('people log in by the community’s single sign-on and nothing else', () => {
  expect(settings('read')).toMatchObject({
    CMD_EMAIL: 'false',
    CMD_ALLOW_EMAIL_REGISTER: 'false',
    CMD_OAUTH2_CLIENT_ID: 'team-notes',
    CMD_OAUTH2_TOKEN_URL: 'https://sso.example/realms/commons/protocol/openid-connect/token',
  });
});
