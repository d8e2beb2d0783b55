import { load, minimalTenant } from '../../support/environment-folder';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

/** Warnings on the workers of a web application with these lines. */
const warnings = (...lines: readonly string[]) =>
  load({ 'tenants/site.yaml': web(...lines) }).environment.tenants.flatMap(({ services }) =>
    services.flatMap((service) => (service.warnings ?? []).map(({ path, reason }) => `${path.join('.')}: ${reason}`)),
  );

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
