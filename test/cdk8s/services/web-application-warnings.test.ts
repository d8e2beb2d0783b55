import { tenantWarnings } from '../../../model/rules/warnings';
import { load, minimalTenant } from '../../support/environment-folder';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

/** Warnings on the services of a tenant, the first of which is a web application with these lines. */
const warnings = (...lines: readonly string[]) => warningsOn(web(...lines));

const warningsOn = (text: string) => {
  const { environment } = load({ 'tenants/site.yaml': text });
  return tenantWarnings(environment.tenants, environment).flatMap(({ path: [list, , ...path], reason }) =>
    list === 'services' ? [`${path.join('.')}: ${reason}`] : [],
  );
};

const silent = "alive: { none: 'It has nothing to ask' }";

test('a port that nobody calls is told, and one that somebody names or that has paths is not', () => {
  const worker = (more = '') => `workers: [{ name: w, command: [w], port: 81, ${more}${silent} }]`;
  expect(warnings(worker())).toEqual([
    'workers.0.port: is called by nobody: the worker has no paths or hosts, and no setting, command or file names web-worker-w',
  ]);
  expect(warnings(worker('paths: [/w], '))).toEqual([]);
  expect(warnings(worker('hosts: [{ host: site.commons.example, paths: [/w] }], '))).toEqual([]);
  expect(warnings(worker('metrics: /m, '))).toEqual([]);
  expect(warnings(worker('metrics: { port: 82 }, '))).toHaveLength(1);
  expect(warnings(worker('pod: web, '))).toEqual([]);
  expect(warnings('workers: [{ name: w, command: [w], port: 81, alive: { tcp: true } }]')).toEqual([]);
  expect(warnings('workers: [{ name: w, command: [w], port: 81, alive: { get: /, port: 82 } }]')).toHaveLength(1);
  expect(warnings(worker(), "settings: { W: 'http://web-worker-w/' }")).toEqual([]);
  expect(warnings(worker(), "files: { /w.ini: 'http://web-worker-w/' }")).toEqual([]);
  expect(warnings(worker(), 'args: [http://web-worker-w]')).toEqual([]);
});

test('a worker that shares nothing with its service is told', () => {
  const worker = (more = '') => `workers: [{ name: w, command: [w], ${more}${silent} }]`;
  expect(warnings(worker())).toEqual([
    'workers.0: shares nothing with the service: there is no database, cache, bucket or volume, and nobody calls it',
  ]);
  for (const more of [
    'database: {}',
    'cache: {}',
    'bucket: {}',
    'callsOut: [{ port: 25, because: Mail of the board }]',
  ])
    expect(warnings(worker(), more)).toEqual([]);
  const shared = 'volumes: [{ name: uploads, path: /u, sizeGiB: 1, sharing: many-pods }]';
  expect(warnings(worker(), shared)).toEqual([]);
  expect(warnings(worker('volumes: [], '), shared)).toHaveLength(1);
  expect(warnings(worker('claim: { path: /w, sizeGiB: 1 }, '))).toEqual([]);
});

test('a job or worker that calls the web pods, which the service does not let it, is told', () => {
  const job = "schedule: [{ name: cron, at: '5 1 * * *', command: [curl, 'http://web/cron'] }]";
  expect(warnings(job)).toEqual(['schedule.0: calls http://web, whose pods admit none of its calls']);
  expect(warnings(job, 'calls: [web]')).toEqual([]);
  expect(warnings(job.replace('http://web/', 'https://web.commons.example/'))).toEqual([]);
  expect(
    warnings('cache: {}', `workers: [{ name: w, command: [w], settings: { W: 'ws://web:80/socket' }, ${silent} }]`),
  ).toEqual(['workers.0: calls http://web, whose pods admit none of its calls']);
});

test('a service that names another one without calls is told, wherever it names it', () => {
  const beside = (...lines: readonly string[]) =>
    web('hosts: [site.commons.example]', ...lines) +
    '  - { kind: web-application, name: office, hosts: [], image: "quay.io/commons-example/office:stable", calls: [office, other], schedule: [{ name: j, at: "5 1 * * *", command: [j] }] }\n' +
    '  - { kind: web-application, name: other, hosts: [], image: "quay.io/commons-example/other:stable", calls: [office, other], schedule: [{ name: j, at: "5 1 * * *", command: [j] }] }\n';
  const told = (at: string) => [`${at}: calls http://office, whose pods admit none of its calls`];
  expect(warningsOn(beside("settings: { OFFICE: 'http://office/hosting' }"))).toEqual(told('settings.OFFICE'));
  expect(warningsOn(beside("settings: { OFFICE: 'office:9980' }"))).toEqual(told('settings.OFFICE'));
  expect(warningsOn(beside("files: { /office.ini: 'url = http://office:80' }"))).toEqual(told('files./office.ini'));
  expect(warningsOn(beside('args: [--office, http://office]'))).toEqual(told('args'));
  expect(warningsOn(beside("before: [{ name: b, command: [curl, 'http://office'] }]"))).toEqual(told('before.0'));
  expect(warningsOn(beside("settings: { OFFICE: 'http://office/hosting' }", 'calls: [office]'))).toEqual([]);
  for (const text of ['https://office.commons.example', 'http://offices', 'office', 'http://web'])
    expect(warningsOn(beside(`settings: { OFFICE: '${text}' }`))).toEqual([]);
});

test('an address with a port that the Service does not have is told, since HTTP is at 80', () => {
  const workers = `workers: [{ name: events, command: [e], port: 8123, ports: [{ name: native, port: 9000 }], ${silent} }]`;
  const told = (port: number) => [
    `settings.EVENTS: calls web-worker-events at port ${port}, and its Service has 80 and 9000`,
  ];
  const calling = (address: string) => warnings(workers, `settings: { EVENTS: '${address}' }`);
  expect(calling('http://web-worker-events:8123/db')).toEqual(told(8123));
  expect(calling('web-worker-events:8123')).toEqual(told(8123));
  for (const address of [
    'http://web-worker-events/db',
    'http://web-worker-events:80',
    'tcp://u@web-worker-events:9000',
  ])
    expect(calling(address)).toEqual([]);
  const siblings = (address: string) =>
    warningsOn(
      `${web('hosts: [site.commons.example]', 'calls: [search]', `args: [--search, '${address}']`)}  - { kind: web-application, name: search, hosts: [], port: 7700, image: "quay.io/commons-example/search:stable" }\n`,
    );
  expect(siblings('http://search:7700')).toEqual(['args: calls search at port 7700, and its Service has 80']);
  for (const address of ['http://search', 'http://research:7700', 'https://search.commons.example:7700'])
    expect(siblings(address)).toEqual([]);
});

test('a user that a setting chooses is told once for each process, since OpenShift chooses another', () => {
  const reason = 'chooses the user that an image which starts as root changes to, and no pod starts as root';
  const worker = `workers: [{ name: w, command: [w], settings: { PGID: '100' }, ${silent} }]`;
  expect(warnings('database: {}', "settings: { PUID: '1000', PGID: '1000' }", worker)).toEqual([
    `settings.PUID: ${reason}`,
    `workers.0.settings.PGID: ${reason}`,
  ]);
  for (const name of ['USERMAP_UID', 'USERMAP_GID', 'USER_UID', 'USER_GID', 'LOCAL_USER_ID'])
    expect(warnings(`settings: { ${name}: '1000' }`)).toEqual([`settings.${name}: ${reason}`]);
  expect(warnings("settings: { UID_FIELD: '1000', MY_PUID: x }")).toEqual([]);
});

test('a secret in a file is told, and a reference to one is not', () => {
  expect(warnings("files: { /etc/site.ini: 'password = hunter2' }")).toEqual([
    'files./etc/site.ini: has a line with password, which sounds like a secret',
  ]);
  expect(
    warnings('secrets: [SITE_PASSWORD]', "files: { /etc/site.ini: 'password = $(SITE_PASSWORD)' }").filter((line) =>
      line.startsWith('files'),
    ),
  ).toEqual([]);
});
