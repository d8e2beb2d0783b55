import { z } from 'zod';
import { ClusterLogin } from '../../../cdk8s/services/keycloak/cluster-login';
import { Keycloak, type KeycloakProps } from '../../../cdk8s/services/keycloak/keycloak';
import { RealmConfiguration } from '../../../cdk8s/services/keycloak/realm-configuration';
import { textInJson } from '../../../model/formats/text-in-json';
import { byName, objectsOf } from '../../support/charts';
import { keycloakProps, realmProps } from './keycloak-props';

const objectsWith = (changes: Partial<KeycloakProps> = {}) =>
  objectsOf((chart) => new Keycloak(chart, 'keycloak', { ...keycloakProps, ...changes }));
const objects = objectsWith();

const routeSpec = z.looseObject({ host: z.string(), path: z.string() });
const routesOf = (found: typeof objects) =>
  Object.values(byName(found, 'Route')).map((route) => ({ ...routeSpec.parse(route.spec), metadata: route.metadata }));

test('three pods by the operator, with TLS, and names of their own for logging in and administering', () => {
  expect(byName(objects, 'Keycloak').keycloak).toMatchObject({
    apiVersion: 'k8s.keycloak.org/v2beta1',
    spec: {
      instances: 3,
      hostname: { hostname: 'https://sso.example', admin: 'https://sso-admin.apps.cluster.example', strict: true },
      http: { httpEnabled: false, tlsSecret: 'keycloak-tls' },
      proxy: { headers: 'xforwarded' },
      ingress: { enabled: false },
      truststores: { directory: { configMap: { name: 'keycloak-directory' } } },
      bootstrapAdmin: { service: { secret: 'keycloak-administrator' } },
    },
  });
});

test('the database is reached past any pooler, and its connections are enough for all pods', () => {
  expect(byName(objects, 'Pooler')).toEqual({});
  expect(byName(objects, 'Keycloak').keycloak).toMatchObject({
    spec: { db: { host: 'keycloak-db-rw', usernameSecret: { name: 'keycloak-db-app' }, poolMaxSize: 25 } },
  });
});

test('the internet reaches the community’s realm and nothing else', () => {
  const open = routesOf(objects).filter(({ host }) => host === 'sso.example');
  expect(open.map(({ path }) => path).sort()).toEqual(['/realms/commons', '/resources']);
});

test('the administration is for the peers alone, and for nobody without one', () => {
  const inside = routesOf(objects).filter(({ host }) => host.startsWith('sso-admin'));
  expect(inside).toHaveLength(3);
  for (const { metadata } of inside) {
    expect(metadata).toMatchObject({
      annotations: {
        'haproxy.router.openshift.io/ip_allowlist': '203.0.113.8/29 203.0.113.64/28',
        'haproxy.router.openshift.io/set-forwarded-headers': 'replace',
      },
    });
  }
  const alone = objectsWith({ routes: { ...keycloakProps.routes, adminFrom: [] } });
  expect(routesOf(alone).filter(({ host }) => host.startsWith('sso-admin'))).toEqual([]);
});

const loginRoutesWith = (clientAddress: KeycloakProps['routes']['clientAddress']) =>
  Object.values(byName(objectsWith({ routes: { ...keycloakProps.routes, clientAddress } }), 'Route')).filter(
    ({ spec }) => JSON.stringify(spec).includes('"host":"sso.example"'),
  );

test.each<[string, KeycloakProps['routes']['clientAddress'], string, string | undefined, string | undefined]>([
  ['nobody else', { from: 'connection' }, 'replace', undefined, undefined],
  [
    'a CDN in a header of its own',
    { from: 'header', header: 'True-Client-IP', cdn: ['192.0.2.0/25', '198.51.100.0/26'] },
    'replace',
    '192.0.2.0/25 198.51.100.0/26',
    '%[req.hdr(True-Client-IP)]',
  ],
  [
    'a CDN that overwrites the usual one',
    { from: 'header', header: 'x-forwarded-for', cdn: ['192.0.2.0/25'] },
    'if-none',
    '192.0.2.0/25',
    undefined,
  ],
])('Keycloak learns who logs in from %s, and never from the person', (_, client, policy, allowed, value) => {
  const routes = loginRoutesWith(client);
  expect(routes).toHaveLength(2);
  const request = [{ name: 'X-Forwarded-For', action: { type: 'Set', set: { value } } }];
  for (const route of routes) {
    expect(route).toHaveProperty(
      ['metadata', 'annotations', 'haproxy.router.openshift.io/set-forwarded-headers'],
      policy,
    );
    expect(route).toHaveProperty(
      ['metadata', 'annotations'],
      expect.objectContaining(allowed === undefined ? {} : { 'haproxy.router.openshift.io/ip_allowlist': allowed }),
    );
    expect(JSON.stringify(route).includes('ip_allowlist')).toBe(allowed !== undefined);
    expect(JSON.stringify(route).includes('httpHeaders')).toBe(value !== undefined);
    if (value !== undefined) expect(route).toMatchObject({ spec: { httpHeaders: { actions: { request } } } });
  }
});

test('every route encrypts again towards Keycloak', () => {
  for (const route of routesOf(objects)) {
    expect(route).toMatchObject({ tls: { termination: 'reencrypt', insecureEdgeTerminationPolicy: 'Redirect' } });
  }
});

const policySpec = z.looseObject({
  ingress: z.array(z.looseObject({ from: z.array(z.unknown()), ports: z.array(z.object({ port: z.number() })) })),
  egress: z.array(z.looseObject({ to: z.array(z.unknown()), ports: z.array(z.object({ port: z.number() })) })),
});

test('it talks to its database, its like and the directory, and to nobody else', () => {
  const policy = (found: typeof objects) => policySpec.parse(byName(found, 'NetworkPolicy').keycloak?.spec);
  const ports = (rules: readonly { readonly ports: readonly { readonly port: number }[] }[]) =>
    rules.map((rule) => rule.ports.map(({ port }) => port));
  expect(ports(policy(objects).egress)).toEqual([[5432], [7800, 57800], [636]]);
  expect(policy(objects).egress.at(-1)?.to).toEqual([{ ipBlock: { cidr: '10.0.4.0/24' } }]);
  expect(ports(policy(objects).ingress)).toEqual([[8443], [9000], [7800, 57800]]);
  for (const { from } of policy(objects).ingress) expect(from.length).toBeGreaterThan(0);
  expect(ports(policy(objectsWith({ directory: undefined })).egress)).toEqual([[5432], [7800, 57800]]);
});

const applied = objectsOf((chart) => new RealmConfiguration(chart, 'realm', realmProps));
const containers = z.object({
  template: z.object({
    spec: z.looseObject({
      initContainers: z.array(z.looseObject({ name: z.string(), env: z.array(z.unknown()) })),
      containers: z.array(z.looseObject({ name: z.string(), env: z.array(z.unknown()) })),
    }),
  }),
});

test('the realm is applied with every change and by the clock, in the same way', () => {
  const change = byName(applied, 'Job')['realm-configuration-change'];
  expect(change?.metadata).toMatchObject({ annotations: { 'argocd.argoproj.io/hook': 'Sync' } });
  expect(byName(applied, 'CronJob')['realm-configuration']).toMatchObject({
    spec: { jobTemplate: { spec: change?.spec } },
  });
});

test('clients that nobody declared go from the community’s realm and stay in Keycloak’s own', () => {
  const { initContainers, containers: after } = containers.parse(
    byName(applied, 'Job')['realm-configuration-change']?.spec,
  ).template.spec;
  expect(initContainers).toMatchObject([{ name: 'master' }]);
  expect(initContainers[0]?.env).toContainEqual({ name: 'IMPORT_MANAGED_CLIENT', value: 'no-delete' });
  expect(after[0]?.env).toContainEqual({ name: 'IMPORT_MANAGED_CLIENT', value: 'full' });
  expect(after[0]?.env).toContainEqual({ name: 'IMPORT_CACHE_ENABLED', value: 'false' });
});

test('secrets come from AWS Secrets Manager as the variables that the realm names', () => {
  expect(byName(applied, 'ExternalSecret')['realm-configuration']).toMatchObject({
    spec: {
      data: [
        { secretKey: 'CLIENT_PAD_NOTES', remoteRef: { key: 'test/pad/notes/oauth2-client-secret' } },
        { secretKey: 'KEYCLOAK_CLIENTSECRET', remoteRef: { key: 'test/single-sign-on/administrator' } },
      ],
    },
  });
});

test('what a tenant may set can say nothing in the realm but the secret of its client', () => {
  expect(byName(applied, 'ExternalSecret')['realm-configuration']).toMatchObject({
    spec: {
      target: {
        template: {
          data: {
            CLIENT_PAD_NOTES: textInJson('CLIENT_PAD_NOTES'),
            KEYCLOAK_CLIENTSECRET: '{{ index . "KEYCLOAK_CLIENTSECRET" }}',
          },
        },
      },
    },
  });
});

test.each([
  [10, '\n  "clients": ['],
  [8000, ',"clients":['],
])('a realm of %d clients fits into its ConfigMap, for people if it can', (count, begins) => {
  const clients = Array.from({ length: count }, (_, index) => ({ id: `c${index}`, mappers: Array(10).fill({ a: 1 }) }));
  const realms = { ...realmProps.realms, community: [{ realm: 'commons', clients }] };
  const found = objectsOf((chart) => new RealmConfiguration(chart, 'realm', { ...realmProps, realms }));
  const data = byName(found, 'ConfigMap')['realm-configuration']?.data;
  expect(data).toEqual({
    'community-1.json': expect.stringContaining(begins) as unknown,
    'master-1.json': expect.stringContaining('"realm"') as unknown,
  });
  expect(JSON.stringify(data).length).toBeLessThan(1_500_000);
});

test('a Keycloak outside is reached by its administration’s address', () => {
  const outside = objectsOf(
    (chart) => new RealmConfiguration(chart, 'realm', { ...realmProps, server: { address: 'https://admin.example' } }),
  );
  expect(JSON.stringify(byName(outside, 'Job'))).toContain('"value":"https://admin.example"');
  expect(JSON.stringify(byName(outside, 'Job'))).not.toContain('keytool');
  expect(JSON.stringify(byName(outside, 'NetworkPolicy'))).toContain('0.0.0.0/0');
});

test('OpenShift takes people and groups from single sign-on, and claims nobody’s name', () => {
  const login = objectsOf(
    (chart) =>
      new ClusterLogin(chart, 'login', {
        provider: 'single-sign-on',
        issuer: 'https://sso.example',
        client: 'openshift',
        secretName: 'single-sign-on-login',
      }),
  );
  expect(byName(login, 'OAuth').cluster).toMatchObject({
    spec: {
      identityProviders: [
        { type: 'OpenID', mappingMethod: 'claim', openID: { clientID: 'openshift', claims: { groups: ['groups'] } } },
      ],
    },
  });
});

test('calls addresses outside only when clients want to know that a session ends', () => {
  const text = (found: typeof objects) => JSON.stringify(byName(found, 'NetworkPolicy').keycloak);
  expect(text(objects)).not.toContain('"port":443');
  expect(text(objectsWith({ callsClients: true }))).toContain('"ports":[{"port":443,"protocol":"TCP"}]');
});
