import { load, minimalEnvironment, minimalTenant, report, changed } from '../../support/environment-folder';

const problems = (environment: string, tenant = minimalTenant) =>
  report({ 'environment.yaml': environment, 'tenants/site.yaml': tenant });

const cdn = changed(
  minimalEnvironment,
  "  cdn: { none: 'Nobody but the tests knows this environment' }\n",
  '  cdn: { canonicalName: commons.cdn.example, ranges: { ipv4: [192.0.2.0/24] } }\n',
);
const limited = (limits: string) => changed(minimalTenant, 'services:\n', `limits: ${limits}\nservices:\n`);
const edge = (limits: string, environment = minimalEnvironment) => `${environment}  limits: ${limits}\n`;

test('a tenant limits a host of its own', () => {
  const files = {
    'environment.yaml': minimalEnvironment,
    'tenants/site.yaml': limited('[{ host: site.commons.example, atOnce: 50 }]'),
  };
  expect(load(files).environment.tenants[0]?.limits).toEqual([{ host: 'site.commons.example', atOnce: 50 }]);
});

test.each<[string, string, string | undefined, readonly string[]]>([
  [
    'behind a CDN',
    cdn,
    limited('[{ host: site.commons.example, atOnce: 50 }]'),
    ['limits: count the CDN as one caller, and so would refuse everybody at once'],
  ],
  [
    'of a host that is not the tenant’s',
    minimalEnvironment,
    limited('[{ host: sso.commons.example, atOnce: 50 }]'),
    ['limits[0].host: sso.commons.example is no host at which a service of the tenant answers requests'],
  ],
  [
    'said twice',
    minimalEnvironment,
    limited('[{ host: site.commons.example, atOnce: 50 }, { host: site.commons.example, inTenSeconds: 50 }]'),
    ['limits[1].host: repeats limits[0].host'],
  ],
  ['without a figure', minimalEnvironment, limited('[{ host: site.commons.example }]'), ['limits[0]: limits nothing']],
  [
    'that refuse a browser',
    minimalEnvironment,
    limited('[{ host: site.commons.example, atOnce: 2 }]'),
    ['limits[0].atOnce: is below 10'],
  ],
  [
    'of the platform behind a CDN, about a host of nobody',
    edge('[{ host: site.commons.example, atOnce: 50 }]', cdn),
    undefined,
    [
      'edge.limits: count the CDN as one caller, and so would refuse everybody at once',
      'edge.limits[0].host: site.commons.example is no host of the platform that the routers serve',
    ],
  ],
])('limits %s', (_, environment, tenant, expected) => {
  const found = problems(environment, tenant);
  expect(found.filter((_, index) => index % 2 === 0).map((line) => line.replace(/^\S+ /, ''))).toEqual(expected);
});

test('the login beside the cluster has a firewall, whose limit is another field', () => {
  const ecs = changed(
    minimalEnvironment,
    '/realms/commons\n',
    "/realms/commons\n  keycloak: { placement: ecs, administrators: infrastructure, adminHost: sso-admin.commons.example, directory: { none: 'Keycloak keeps them' } }\n",
  );
  expect(problems(edge('[{ host: sso.commons.example, atOnce: 50 }]', ecs))).toEqual([
    expect.stringContaining('is not behind the routers, but behind a balancer with a firewall of its own'),
    'write singleSignOn.keycloak.requestsPerAddress',
  ]);
});
