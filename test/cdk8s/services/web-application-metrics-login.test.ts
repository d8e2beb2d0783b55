import { byName } from '../../support/charts';
import { minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => minimalTenant + lines.map((line) => `    ${line}\n`).join('');

const secrets = 'secrets: [PLAIN, { generated: TOKEN, generation: 2 }]';

test('Prometheus logs in with a token of the service, which closes the path to the internet as before', async () => {
  const text = web(secrets, 'metrics: { path: /m, credentials: { token: TOKEN } }');
  const objects = await tenantObjects(text);
  expect(byName(objects, 'ServiceMonitor').web).toMatchObject({
    spec: {
      endpoints: [{ port: 'http', path: '/m', authorization: { credentials: { name: 'web', key: 'TOKEN-2' } } }],
    },
  });
  expect(byName(objects, 'Route')['site-commons-example-closed-1']).toMatchObject({ spec: { path: '/m' } });
});

test('or with the name and password of an account, at a port of its own and at a worker', async () => {
  const worker = "{ name: w, command: [w], alive: { none: 'It has nothing to ask' }";
  const objects = await tenantObjects(
    web(
      secrets,
      'metrics: { port: 9000, credentials: { user: reader, password: PLAIN } }',
      `workers: [${worker}, port: 81, metrics: { path: /m, credentials: { user: other, password: PLAIN } } }]`,
    ),
  );
  const login = (key: string) => ({
    basicAuth: { username: { name: 'web', key }, password: { name: 'web', key: 'PLAIN' } },
  });
  const monitors = byName(objects, 'PodMonitor');
  expect(monitors.web).toMatchObject({
    spec: { podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', ...login('metrics-user') }] },
  });
  expect(monitors['web-worker-w']).toMatchObject({
    spec: { podMetricsEndpoints: [{ port: 'http', path: '/m', ...login('metrics-user-w') }] },
  });
  expect(byName(objects, 'ExternalSecret').web).toMatchObject({
    spec: {
      target: {
        template: {
          data: { 'metrics-user': 'reader', 'metrics-user-w': 'other', PLAIN: '{{ index . "PLAIN" }}' },
        },
      },
    },
  });
  // The names are for Prometheus alone.
  expect(JSON.stringify(byName(objects, 'Deployment').web)).not.toContain('metrics-user');
});

test('credentials are of the secrets of the service', () => {
  const said = report({
    'tenants/site.yaml': web(
      secrets,
      'metrics: { path: /m, credentials: { token: TOKN } }',
      "workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' }, metrics: { port: 81, credentials: { user: a, password: OTHER } } }]",
    ),
  }).join('\n');
  expect(said).toContain('metrics.credentials.token: TOKN is not one of the secrets of the service');
  expect(said).toContain('did you mean TOKEN?');
  expect(said).toContain('workers[0].metrics.credentials.password: OTHER is not one of the secrets of the service');
});
