import { readFileSync } from 'node:fs';
import { verify } from '../../../../lib/verify/verify';
import { leftOver } from '../../../support/drafted-tenant';
import { draftedFields, draftFor, importedInputs, serviceIn } from '../../../support/imported-inputs';
import { changed, minimalEnvironment, report } from '../../../support/environment-folder';
import { minimalPools } from '../../../support/pools';
import { renderedHome } from '../../../support/rendered-home';

const domain = '  baseDomain: openshift.commons.example\n';
const environment = {
  'environment.yaml': changed(minimalEnvironment, domain, `${domain}  pools:\n${minimalPools}`),
};

test.each(importedInputs)('the draft of $name loads', ({ name }) => {
  expect(report({ ...environment, [`tenants/${name}.yaml`]: draftFor(name).draft })).toEqual([]);
});

test('every rule holds for what the drafts render to', async () => {
  const files = Object.fromEntries(importedInputs.map(({ name }) => [`tenants/${name}.yaml`, draftFor(name).draft]));
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
  const all = importedInputs.map(({ file }) => readFileSync(file, 'utf8')).join('\n');
  expect(secretValues.filter((value) => !all.includes(value))).toEqual([]);
  for (const { name } of importedInputs) {
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
  expect(draftedFields('nextcloud').hosts).toEqual(['files.commons.example']);
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
  expect(draftedFields('gitea').hosts).toEqual(['git.commons.example']);
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
    calls: ['web'],
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
      { name: 'exporter', settings: { PENPOT_PUBLIC_URI: 'http://web' } },
    ],
  });
  expect(leftOver(draftFor('penpot').left)).toEqual(
    expect.arrayContaining(['penpot-mailcatch process penpot-mailcatch', 'penpot-exporter port of penpot-exporter']),
  );
});

test('anchors and merged keys are written out', () => {
  expect(serviceIn('listmonk', 'web')).toMatchObject({
    args: ['sh', '-c', "./listmonk --upgrade --yes --config '' && ./listmonk --config ''"],
    settings: { LISTMONK_db__user: '$(DATABASE_USER)', LISTMONK_db__port: '$(DATABASE_PORT)' },
  });
});
