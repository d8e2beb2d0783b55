import { byName } from '../../support/charts';
import { changed, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

/** A tenant with a web application that has a host, and a private one with lines more. */
const two = (calls: string, ...lines: readonly string[]) =>
  changed(minimalTenant, '    image:', `    hosts: [site.commons.example]\n    ${calls}\n    image:`) +
  `  - kind: web-application\n    name: search\n    hosts: []\n    port: 9200\n    image: quay.io/commons-example/search:v1\n` +
  lines.map((line) => `    ${line}\n`).join('');

test('a private service has no route, and both ends of a call that one of them declares', async () => {
  const objects = await tenantObjects(two('calls: [search]'));
  expect(Object.keys(byName(objects, 'Route'))).toEqual(['site-commons-example']);
  expect(byName(objects, 'Service').search).toMatchObject({ spec: { ports: [{ port: 80, targetPort: 'http' }] } });
  const policies = byName(objects, 'NetworkPolicy');
  const ports = [{ port: 9200, protocol: 'TCP' }];
  const callee = { matchLabels: { 'app.kubernetes.io/name': 'search' } };
  expect(policies['search-processes-from-web']).toMatchObject({
    spec: {
      podSelector: callee,
      ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }], ports }],
    },
  });
  expect(policies.web).toMatchObject({
    spec: { egress: expect.arrayContaining([{ to: [{ podSelector: callee }], ports }]) as unknown },
  });
});

test('workers and jobs reach the web pods of their service that names itself, and no others do', async () => {
  const calling = (calls: string) =>
    changed(minimalTenant, '    image:', `    ${calls}\n    ports: [{ name: feed, port: 9989 }]\n    image:`) +
    `    schedule: [{ name: cron, at: '5 1 * * *', command: [curl, 'http://web/cron'] }]\n`;
  const web = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } };
  const processes = {
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/component': 'process' } },
  };
  const ports = [{ port: 8080, protocol: 'TCP' }];
  const policies = byName(await tenantObjects(calling('calls: [web]')), 'NetworkPolicy');
  expect(policies['web-processes-from-web']).toMatchObject({
    spec: { podSelector: web.podSelector, ingress: [{ from: [web, processes], ports }] },
  });
  expect(policies['web-processes']).toMatchObject({
    spec: { egress: expect.arrayContaining([{ to: [web], ports }]) as unknown },
  });
  const closed = byName(await tenantObjects(calling('calls: []')), 'NetworkPolicy');
  expect(Object.keys(closed)).not.toContain('web-processes-from-web');
});

test('a private service that only its own jobs call still needs somebody who calls it', () => {
  const text =
    two('calls: []', 'calls: [search]') +
    `    schedule: [{ name: cron, at: '5 1 * * *', command: [curl, 'http://search/cron'] }]\n`;
  expect(report({ 'tenants/site.yaml': text })[0]).toContain('services[1].hosts: are none');
});

test.each([
  [two('calls: []'), 'services[1].hosts: are none, and no service of this tenant calls it'],
  [two('calls: [serach]'), 'services[0].calls[0]: serach is not a service of this tenant that others may call'],
  [two('calls: [search, web]'), 'services[0].calls[1]: is the service itself, which has neither jobs nor workers'],
  [two('calls: [search]', 'login: { callback: /back }'), 'services[1].login: brings people back to a host'],
])('what cannot be called is refused: %#', (text, problem) => {
  expect(report({ 'tenants/site.yaml': text }).filter((line) => line.includes(problem))).toHaveLength(1);
});
