import { leftOver } from '../../../support/drafted-tenant';
import { draftFor, serviceIn } from '../../../support/imported-inputs';

test('a chart gives hosts, probes, sizes, files, volumes and jobs', () => {
  const web = serviceIn('vikunja', 'web');
  expect(web).toMatchObject({
    image: 'docker.io/vikunja/vikunja:1.0.0',
    args: ['--config', '/etc/vikunja/config.yml', '--greeting', 'Hello $(VIKUNJA_SERVICE_INTERFACE) $5 $$(NOBODY)'],
    port: 3456,
    health: '/health',
    startSeconds: 600,
    stopSeconds: 45,
    size: { cpu: 0.25, memoryGiB: 1 },
    replicas: 2,
    database: { version: '17' },
    settings: {
      VIKUNJA_DATABASE_TYPE: 'postgres',
      VIKUNJA_DATABASE_HOST: '$(DATABASE_HOST)',
      VIKUNJA_DATABASE_PASSWORD: '$(DATABASE_PASSWORD)',
    },
    secrets: ['VIKUNJA_MAILER_PASSWORD'],
    scratch: ['/tmp', '/var/cache/vikunja'],
    claim: { path: { '/app/vikunja/files': 'files' }, sizeGiB: 20, sharing: 'many-pods' },
    schedule: [{ name: 'cleanup', at: '30 3 * * *', command: ['/app/vikunja/vikunja', 'repair'], volumes: [] }],
  });
  expect(web.files['/etc/vikunja/config.yml']).toContain('path: $$(dirname /x)');
  expect(leftOver(draftFor('vikunja').left)).toEqual([
    '- ServiceAccount tasks-vikunja',
    '- HorizontalPodAutoscaler tasks-vikunja',
    'tasks-vikunja serviceAccountName',
    'tasks-vikunja securityContext',
    'tasks-vikunja init container wait-for-db',
    'tasks-vikunja variable POD_IP',
    'tasks-vikunja container tasks-vikunja-metrics',
    'tasks-test Pod tasks-test',
    'tasks-vikunja-metrics process tasks-vikunja-metrics',
    'tasks-vikunja variable VIKUNJA_MAILER_PASSWORD',
    'tasks-vikunja file /etc/vikunja/smtp.ini',
    'tasks-postgresql process tasks-postgresql',
  ]);
});

test('paths of one host lead to workers of one service', () => {
  expect(serviceIn('hedgehog', 'web')).toMatchObject({
    port: 8000,
    health: '/up',
    cache: { eviction: 'least-recently-used' },
    settings: {
      SOCKET_URL: 'http://web-worker-socket/',
      REDIS_URL: 'redis://:$(CACHE_PASSWORD)@$(CACHE_HOST):$(CACHE_PORT)/1',
    },
    before: [{ name: 'migrate', command: ['hedgehog', 'migrate'] }],
    workers: [{ name: 'socket', port: 9000, paths: ['/socket'], alive: { tcp: true } }],
  });
  expect(leftOver(draftFor('hedgehog').left)).toEqual(
    expect.arrayContaining(['- DaemonSet agent', 'socket nodeSelector', 'web healthcheck']),
  );
});
