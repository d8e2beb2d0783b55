import { readdirSync, readFileSync } from 'node:fs';
import { join, parse as parsePath } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { webApplicationSchema } from '../../../../cdk8s/services/web-application/web-application-schema';
import { verify } from '../../../../lib/verify/verify';
import { draftedTenant, leftOver } from '../../../support/drafted-tenant';
import { changed, minimalEnvironment, report } from '../../../support/environment-folder';
import { minimalPools } from '../../../support/pools';
import { renderedHome } from '../../../support/rendered-home';

const folder = 'test/fixtures/imports';

/** Inputs as people have them, modelled on those of well-known applications. */
const inputs = ['compose', 'manifests'].flatMap((format) =>
  readdirSync(join(folder, format)).map((file) => ({
    format,
    name: parsePath(file).name,
    file: join(folder, format, file),
  })),
);

const draftFor = (name: string) => {
  const found = inputs.find((input) => input.name === name);
  if (found === undefined) throw new Error(`there is no input ${name}`);
  return draftedTenant([readFileSync(found.file, 'utf8')], undefined, name);
};

const tenant = z.looseObject({ hosts: z.array(z.string()), services: z.array(webApplicationSchema) });

const servicesIn = (name: string) => tenant.parse(parse(draftFor(name).draft)).services;

const serviceIn = (name: string, service: string) => {
  const found = servicesIn(name).find((each) => each.name === service);
  if (found === undefined) throw new Error(`${name} has no service ${service}`);
  return found;
};

const domain = '  baseDomain: openshift.commons.example\n';
const environment = {
  'environment.yaml': changed(minimalEnvironment, domain, `${domain}  pools:\n${minimalPools}`),
};

test.each(inputs)('the draft of $name loads', ({ name }) => {
  expect(report({ ...environment, [`tenants/${name}.yaml`]: draftFor(name).draft })).toEqual([]);
});

test('every rule holds for what the drafts render to', async () => {
  const files = Object.fromEntries(inputs.map(({ name }) => [`tenants/${name}.yaml`, draftFor(name).draft]));
  const { rendered, known } = await renderedHome({ ...environment, ...files });
  expect(rendered.waiting).toEqual([]);
  expect(verify(rendered, known)).toEqual([]);
}, 120_000);

/** Values of secrets in the inputs. */
const secretValues = [
  'hunter2-of-the-mail-account',
  'mmuser_password',
  'root-of-everything',
  'letmein',
  'generate_a_new_key',
  '0d3c7b8f8a2b4b0b9d6f1b1c2d3e4f5a',
  'weblate-itself',
  'first-login-only',
  'change-this-insecure-key',
  'listmonk-word',
  'c2VjcmV0LW9mLXRoZS1jaGFydA',
  'word-in-a-configmap',
];

test('no value of a secret is in any draft or list', () => {
  const all = inputs.map(({ file }) => readFileSync(file, 'utf8')).join('\n');
  expect(secretValues.filter((value) => !all.includes(value))).toEqual([]);
  for (const { name } of inputs) {
    const { draft, left } = draftFor(name);
    const text = `${draft}\n${JSON.stringify(left)}`;
    expect({ name, found: secretValues.filter((value) => text.includes(value)) }).toEqual({ name, found: [] });
  }
});

test('processes of one image are workers of the one that people reach, with settings of their own', () => {
  const web = serviceIn('weblate', 'web');
  expect(web).toMatchObject({
    image: 'docker.io/weblate/weblate:5.14',
    port: 8080,
    replicas: 1,
    database: { version: '18' },
    cache: { memoryMiB: 512, keep: {} },
    settings: { WEBLATE_SERVICE: 'web', POSTGRES_HOST: '$(DATABASE_HOST)', POSTGRES_PASSWORD: '$(DATABASE_PASSWORD)' },
    secrets: ['WEBLATE_ADMIN_PASSWORD'],
    claim: { path: '/app/data', sharing: 'many-pods' },
    workers: [
      { name: 'celery-backup', settings: { WEBLATE_SERVICE: 'celery-backup' } },
      { name: 'celery-memory', settings: { WEBLATE_SERVICE: 'celery-memory' } },
    ],
  });
});

test('an image that shares the database is a worker, at the path that the labels say', () => {
  const web = serviceIn('mastodon', 'web');
  expect(web).toMatchObject({
    port: 3000,
    health: '/health',
    args: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'],
    settings: { DB_HOST: '$(DATABASE_HOST)', DB_USER: '$(DATABASE_USER)', REDIS_PORT: '$(CACHE_PORT)' },
    secrets: [
      { keyPair: 'vapid', private: 'VAPID_PRIVATE_KEY', public: 'VAPID_PUBLIC_KEY' },
      { generated: 'SECRET_KEY_BASE' },
      { generated: 'OTP_SECRET' },
      'SMTP_PASSWORD',
    ],
    workers: [
      {
        name: 'streaming',
        image: 'ghcr.io/mastodon/mastodon-streaming:v4.5',
        port: 4000,
        paths: ['/api/v1/streaming'],
        alive: { get: '/api/v1/streaming/health' },
      },
      { name: 'jobs', stopSeconds: 60, settings: { QUEUES: 'default' } },
    ],
  });
});

test('addresses of databases become references, with the options behind them', () => {
  const { settings, port, stopSeconds, size, claim, scratch } = serviceIn('mattermost', 'web');
  expect({ settings, port, stopSeconds, size, scratch }).toMatchObject({
    settings: {
      MM_SQLSETTINGS_DRIVERNAME: 'postgres',
      MM_SQLSETTINGS_DATASOURCE:
        'postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)?sslmode=disable&connect_timeout=10',
    },
    port: 8065,
    stopSeconds: 90,
    size: { cpu: 1, memoryGiB: 4 },
    scratch: ['/tmp'],
  });
  expect(claim).toMatchObject({ path: '/mattermost/config', sizeGiB: 5 });
  expect(serviceIn('mattermost', 'web').volumes).toMatchObject([{ name: 'files', sizeGiB: 50 }, { name: 'plugins' }]);
  expect(leftOver(draftFor('mattermost').left)).toEqual(
    expect.arrayContaining([
      'mattermost port 8443/udp',
      'nginx process nginx',
      'mattermost pids_limit',
      'mattermost read_only',
    ]),
  );
  expect(settings.MM_SERVICESETTINGS_SITEURL).toBe('https://chat.commons.example');
});

test('secrets in files are variables, and what the platform provides takes their place', () => {
  const web = serviceIn('nextcloud', 'web');
  expect(web).toMatchObject({
    database: { engine: 'mysql' },
    settings: {
      MYSQL_HOST: '$(DATABASE_HOST)',
      MYSQL_DATABASE: '$(DATABASE_NAME)',
      MYSQL_USER: '$(DATABASE_USER)',
      MYSQL_PASSWORD: '$(DATABASE_PASSWORD)',
      REDIS_HOST_PASSWORD: '$(CACHE_PASSWORD)',
    },
    secrets: [],
    workers: [{ name: 'cron', command: ['/cron.sh'] }],
  });
  expect(tenant.parse(parse(draftFor('nextcloud').draft)).hosts).toEqual(['files.commons.example']);
  expect(leftOver(draftFor('nextcloud').left)).toContain('proxy process proxy');
});

test('a process of its own that is called is a service without hosts', () => {
  expect(serviceIn('immich', 'server')).toMatchObject({
    hosts: ['immich.commons.example'],
    calls: ['machine-learning'],
    settings: { IMMICH_MACHINE_LEARNING_URL: 'http://machine-learning', DB_DATABASE_NAME: '$(DATABASE_NAME)' },
    database: { version: '17', extensions: [] },
    claim: { path: '/data' },
  });
  expect(serviceIn('immich', 'machine-learning')).toMatchObject({ hosts: [], port: 3003, claim: { path: '/cache' } });
  expect(leftOver(draftFor('immich').left)).toEqual(
    expect.arrayContaining([
      'immich-machine-learning deploy.resources.reservations.devices',
      'immich-server database.extensions[0]',
      'immich-server volume at /etc/localtime',
    ]),
  );
  expect(serviceIn('paperless', 'webserver').calls).toEqual(['gotenberg', 'tika']);
});

test('a variable that the platform sets itself is not written again', () => {
  expect(serviceIn('outline', 'web')).toMatchObject({
    health: '/_health',
    startSeconds: 240,
    cache: { keep: {} },
    settings: { REDIS_URL: '$(CACHE_URL)', URL: 'https://wiki.commons.example' },
    secrets: [{ generated: 'SECRET_KEY' }, { generated: 'UTILS_SECRET' }, 'OIDC_CLIENT_SECRET'],
  });
  expect(serviceIn('outline', 'web').settings).not.toHaveProperty('DATABASE_URL');
  expect(leftOver(draftFor('outline').left)).toContain('https-portal service https-portal');
});

test('a setting that the input leaves to a variable is a comment', () => {
  const { draft } = draftFor('plausible');
  expect(draft).toContain("      # BASE_URL: '${BASE_URL}'\n");
  expect(serviceIn('plausible', 'plausible').settings).toEqual({
    CLICKHOUSE_DATABASE_URL: 'http://plausible-events/plausible_events_db',
    HTTP_PORT: '8000',
  });
});

test('services behind a proxy that the platform has are reached by the hosts of their labels', () => {
  expect(tenant.parse(parse(draftFor('gitea').draft)).hosts).toEqual(['git.commons.example']);
  expect(serviceIn('gitea', 'web')).toMatchObject({
    port: 3000,
    database: { locale: 'C', parameters: { statement_timeout: '60s' } },
    settings: {
      GITEA__database__DB_TYPE: 'postgres',
      GITEA__database__HOST: '$(DATABASE_HOST):$(DATABASE_PORT)',
      GITEA__database__PASSWD: '$(DATABASE_PASSWORD)',
    },
  });
  expect(leftOver(draftFor('gitea').left)).toEqual(
    expect.arrayContaining([
      'server port 22/tcp',
      'server cap_add',
      'server networks',
      'server database.version',
      'server database.parameters.wal_level',
    ]),
  );
});

test('what speaks no HTTP is a service of its own that is asked for a connection', () => {
  expect(serviceIn('rocketchat', 'rocketchat').settings.MONGO_URL).toBe(
    'mongodb://mongodb:80/rocketchat?replicaSet=rs0',
  );
  expect(leftOver(draftFor('rocketchat').left)).toEqual(
    expect.arrayContaining(['rocketchat label traefik.http.routers.rocketchat.rule']),
  );
  expect(serviceIn('rocketchat', 'mongodb')).toMatchObject({ port: 27017, health: { tcp: true } });
  expect(leftOver(draftFor('rocketchat').left)).not.toEqual(expect.arrayContaining([expect.stringContaining('27017')]));
});

test('processes that share volumes, databases or caches are one service', () => {
  expect(serviceIn('penpot', 'web')).toMatchObject({
    image: 'docker.io/penpotapp/frontend:2.11',
    claim: { path: '/opt/data/assets', sharing: 'many-pods' },
    workers: [
      {
        name: 'backend',
        settings: {
          PENPOT_DATABASE_URI: 'postgresql://$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)',
          PENPOT_DATABASE_USERNAME: '$(DATABASE_USER)',
          PENPOT_REDIS_URI: '$(CACHE_URL)',
        },
      },
      { name: 'exporter' },
    ],
  });
  expect(leftOver(draftFor('penpot').left)).toEqual(
    expect.arrayContaining(['penpot-mailcatch process penpot-mailcatch', 'penpot-exporter variable PENPOT_PUBLIC_URI']),
  );
});

test('anchors and merged keys are written out', () => {
  expect(serviceIn('listmonk', 'web')).toMatchObject({
    args: ['sh', '-c', "./listmonk --upgrade --yes --config '' && ./listmonk --config ''"],
    settings: { LISTMONK_db__user: '$(DATABASE_USER)', LISTMONK_db__port: '$(DATABASE_PORT)' },
  });
});

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
    schedule: [{ name: 'cleanup', at: '30 3 * * *', command: ['/app/vikunja/vikunja', 'repair'] }],
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
    workers: [{ name: 'socket', port: 9000, paths: ['/socket'], alive: { tcp: true } }],
  });
  expect(leftOver(draftFor('hedgehog').left)).toEqual(
    expect.arrayContaining(['- DaemonSet agent', 'socket nodeSelector', 'web healthcheck', 'web migrate']),
  );
});
