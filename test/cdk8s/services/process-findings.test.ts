import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

/** A tenant with lines more about its web application, from line 9 of the file on. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const byDigest = (...lines: readonly string[]) =>
  changed(web(...lines), 'site:stable', `site@sha256:${'0f9e'.repeat(16)}`);
const said = (text: string) => report({ 'tenants/site.yaml': text });

const fetch = "{ name: fetch, at: '*/30 * * * *', command: [bin/site, fetch] }";
const mail = '{ name: mail, command: [bin/site, mail], alive: [bin/site, ping] }';

test.each([
  ['jobs', web(`schedule: [${fetch}]`)],
  ['a job beside a disk', web(`schedule: [${fetch}]`, 'claim: { path: /srv, sizeGiB: 5 }', 'replicas: 1')],
  ['a worker and a job of one name', web(`schedule: [${fetch}]`, `workers: [${mail.replace('mail', 'fetch')}]`)],
  [
    'a worker beside a shared folder',
    web(`workers: [${mail}]`, 'claim: { path: /srv, sizeGiB: 5, sharing: many-pods }'),
  ],
  ['a migration', byDigest('migrate: [bin/site, migrate]', 'database: {}')],
  ['files', web("files: { /etc/site.ini: 'mode = quiet' }")],
  ['calls by mail', web('callsOut: [{ port: 587, because: Mail goes through the relay }]')],
  ['a long answer', web('timeoutSeconds: 300')],
])('%s are taken', (_, text) => {
  expect(said(text)).toEqual([]);
});

test.each([
  [
    'two jobs of one name',
    web(`schedule: [${fetch}, ${fetch}]`),
    '9:89 services[0].schedule[1].name: repeats the name of schedule[0]',
    'give each job of a service a name of its own',
  ],
  [
    'two workers of one name',
    web(`workers: [${mail}, ${mail}]`),
    '9:91 services[0].workers[1].name: repeats the name of workers[0]',
    'give each worker of a service a name of its own',
  ],
  [
    'a time that does not exist',
    web(`schedule: [${fetch.replace('*/30 *', '0 24')}]`),
    '9:35 services[0].schedule[0].at: has 24 for the hour',
    'hour: *, 0 to 23, a range like 0-3, or a step like */2',
  ],
  [
    'a migration of a tag',
    web('migrate: [bin/site, migrate]', 'database: {}'),
    '9:14 services[0].migrate: needs an image with a digest, because new builds of a tag are rolled out without a migration',
    'write the image with its digest, or have the application migrate by itself when it starts',
  ],
  [
    'a migration of nothing',
    byDigest('migrate: [bin/site, migrate]'),
    '9:14 services[0].migrate: has no database to migrate',
    'add database: {}, or remove it',
  ],
  [
    'a worker beside a disk',
    web(`workers: [${mail}]`, 'claim: { path: /srv, sizeGiB: 5 }', 'replicas: 1'),
    '9:15 services[0].workers[0]: mounts the claim, which is a disk: a worker that holds it on one node keeps the web pod from moving to another',
    'write volumes: [] if it can do without, pod: web to run it in the web pod, or sharing: many-pods in the claim',
  ],
  [
    'what is open already',
    web('callsOut: [{ port: 443, because: Mail goes through the relay }]'),
    '9:24 services[0].callsOut[0].port: is 443, to which every service may connect',
    'remove it',
  ],
  [
    'a host where there is none',
    web('callsOut: [{ port: 636, to: hosts, because: The directory is asked }]'),
    '9:33 services[0].callsOut[0].to: is hosts, and the environment has neither hosts nor a directory',
    'remove it for a server on the internet',
  ],
  [
    'a port twice',
    web('callsOut: [{ port: 25, because: Mail for the board }, { port: 25, because: Mail for all others }]'),
    '9:67 services[0].callsOut[1].port: repeats callsOut[0]',
    'name each port once for the internet, and once for hosts',
  ],
  [
    'an answer that the balancer does not wait for',
    web('timeoutSeconds: 301'),
    '9:21 services[0].timeoutSeconds: is more than the 300 seconds after which the load balancer cuts a silent connection',
    'write less, or raise cluster.ingress.idleTimeoutSeconds of the environment',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(said(text)).toEqual([`tenants/site.yaml:${place}`, remedy]);
});

test('an answer may take as long as it likes behind a network balancer', () => {
  const environment = changed(
    minimalEnvironment,
    'openshift.commons.example\n',
    'openshift.commons.example\n  ingress: { balancer: network }\n',
  );
  expect(report({ 'environment.yaml': environment, 'tenants/site.yaml': web('timeoutSeconds: 3600') })).toEqual([]);
});
