import type { EnvironmentFiles } from './environment-folder';

const about = (purpose: string, ...hosts: readonly string[]): string => `purpose: ${purpose}
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: internal
quota: { cpu: 60, memoryGiB: 400, storageGiB: 2000, pods: 120, because: 'The tests say everything at once' }
hosts: [${hosts.join(', ')}]
services:
`;

/** Secrets in every form. */
const everyForm = [
  '{ generated: CODES, form: { hex: 32 }, generation: 2 }',
  '{ generated: SEAL, form: { base64: 16 } }',
  '{ generated: STAMP, form: { characters: 22 } }',
  '{ generated: PLACE, form: uuid }',
  '{ keyPair: ed25519, private: SIGNING_KEY, public: CHECKING_KEY }',
].join(', ');

const forum = `${about('Where people ask and answer', 'forum.commons.example', 'uploads.commons.example')}
  - kind: discourse
    name: forum
    image: quay.io/commons-example/discourse@sha256:${'7d0f'.repeat(16)}
    architecture: arm64
    hosts: [forum.commons.example]
    uploadsHost: uploads.commons.example
    administrators: [sre@commons.example]
    size: medium
    web: { least: 2, most: 3 }
    jobs: 1
    mail:
      from: forum@commons.example
      relay: { host: mail.commons.example, port: 465 }
      answers: { host: mail.commons.example, port: 9955, address: 'forum+%{reply_key}@commons.example' }
    database:
      engine: postgres
      operator: cloudnative-pg
      version: '17'
      storageGiB: 40
      speed: fast
      size: large
      instances: { single: 'One copy is enough for the tests' }
      extensions: [vector]
      locale: C.UTF-8
      parameters: { work_mem: 12MB }
      pooling: transaction
      backup: { keepDays: 60 }
    cache: { shared: forum }
    bucket: { keepDeletedDays: 90 }
  - kind: web-gateway
    name: uploads
    image: quay.io/commons-example/gateway:stable
    updates: automatic
    hosts: [uploads.commons.example]
    content: { service: forum, folder: uploads }
    serves: { kind: downloads }
    health: /health
    cacheSeconds: 60
    replicas: 3
`;

const chat = `${about('Asks and answers beside the other forum', 'chat.commons.example', 'chat-uploads.commons.example')}
  - kind: discourse
    image: quay.io/commons-example/discourse@sha256:${'7d0f'.repeat(16)}
    hosts: [chat.commons.example]
    uploadsHost: chat-uploads.commons.example
    mail: { from: chat@commons.example, relay: { host: mail.commons.example } }
    database: { backup: { none: 'The tests miss nothing' } }
    cache: { memoryMiB: 256, eviction: none }
  - kind: web-gateway
    hosts: [chat-uploads.commons.example]
    content: { service: discourse, folder: uploads }
    serves: { kind: downloads }
`;

const talk = `${about('A third forum', 'talk.commons.example', 'talk-uploads.commons.example', 'pages.commons.example')}
  - kind: discourse
    image: quay.io/commons-example/discourse@sha256:${'7d0f'.repeat(16)}
    hosts: [talk.commons.example]
    uploadsHost: talk-uploads.commons.example
    mail: { from: talk@commons.example, relay: { host: mail.commons.example } }
    cache: { keep: { backup: { none: 'Its jobs are made again' } } }
    database: { shared: general, extensions: [hstore, pg_trgm, unaccent, vector], locale: C }
  - kind: web-gateway
    hosts: [talk-uploads.commons.example]
    content: { service: discourse, folder: uploads }
    serves: { kind: downloads }
  - kind: web-gateway
    name: pages
    hosts: [pages.commons.example, { host: talk.commons.example, paths: [/.well-known/talk] }]
    content: { keepDeletedDays: 60 }
    serves: { kind: site }
    answers:
      /.well-known/talk/server: { json: { server: 'talk.commons.example:443' }, allowOrigin: '*' }
      /.well-known/security.txt: { text: 'Contact: mailto:sre@commons.example', contentType: text/plain; charset=utf-8, allowOrigin: 'https://talk.commons.example' }
      /rules: { redirect: 'https://talk.commons.example/faq', status: 308 }
      /blog: { redirect: /news/, status: 301, below: true }
    headers: { Content-Security-Policy: "default-src 'self'" }
    notFound: { text: '<!doctype html><title>Not here</title>', contentType: text/html; charset=utf-8 }
`;

const notes = `${about('Notes beside the other notes', 'notes.commons.example', 'minutes.commons.example')}
  - kind: hedgedoc
    name: notes
    hosts: [notes.commons.example]
    database:
      engine: postgres
      operator: cloudnative-pg
      version: '18'
      speed: standard
      size: small
      instances: { single: 'The tests may lose a day' }
      extensions: [vector]
      locale: C
      parameters: { lock_timeout: 1min }
      pooling: session
      backup: { none: 'The tests miss nothing' }
  - kind: hedgedoc
    name: minutes
    hosts: [minutes.commons.example]
    database: { shared: general }
`;

const bridge = `${about('Posts into rooms what happens elsewhere', 'hookshot.commons.example', 'feeds.commons.example')}
  - kind: hookshot
    name: bridge
    hosts: [hookshot.commons.example]
    homeserver: { domain: commons.example, url: 'https://matrix.commons.example', calledFrom: [203.0.113.64/28] }
    sources: { gitlab: { commons: 'https://gitlab.commons.example' }, webhooks: false, feeds: false }
    administrators: ['@bao:commons.example']
    cache: { memoryMiB: 128, eviction: none, keep: { backup: { none: 'Messages are posted again' } } }
  - kind: hookshot
    name: feeds
    hosts: [feeds.commons.example]
    homeserver: { domain: commons.example, url: 'https://matrix.commons.example', calledFrom: [203.0.113.64/28] }
    administrators: ['@bao:commons.example']
    cache: { shared: rooms }
`;

const fetches = `${about('Answers fetches in place of GitLab', 'fetch.commons.example', 'clone.commons.example')}
  - kind: git-fetch-cache
    name: fetch
    hosts: [fetch.commons.example]
    image: quay.io/commons-example/git-fetch-cache:stable
    updates: automatic
    gitlab: https://gitlab.commons.example
    cache: { memoryMiB: 128, eviction: least-recently-used }
    sizeGiB: 20
    keepDays: 7
    replicas: 3
  - kind: git-fetch-cache
    name: clone
    hosts: [clone.commons.example]
    image: quay.io/commons-example/git-fetch-cache:stable
    gitlab: https://gitlab.commons.example
    cache: { shared: clones }
`;

const releases = `${about('Takes the tarballs of releases', 'publish.commons.example', 'download.commons.example')}
  - kind: release-service
    name: publish
    image: quay.io/commons-example/release-service:stable
    hosts: [publish.commons.example]
    gitlab: https://gitlab.commons.example
    namespaces: [desktop]
    projects: [libraries/png]
    fileNames: ['{project}-{version}.tar.xz']
    maxSizeMiB: 512
    downloads: https://download.commons.example
    keepDeletedDays: 90
  - kind: web-gateway
    name: downloads
    hosts: [download.commons.example]
    content: { service: publish }
    serves: { kind: downloads, listing: true }
`;

const hooks = `${about('Makes the accounts that people ask for', 'hooks.commons.example')}
  - kind: automation
    name: accounts
    hosts: [hooks.commons.example]
    receiver: quay.io/commons-example/automation-hooks:stable
    image: quay.io/commons-example/accounts-automation:stable
    updates: reviewed
    gitlab: https://gitlab.commons.example
    account: accounts-bot
    settings: { ACCESS_TOKEN: { value: 'public', notSecret: 'Everybody may know it' } }
    secrets: [DIRECTORY_BIND_PASSWORD, { encoded: BIND_PASSWORD_URL, of: DIRECTORY_BIND_PASSWORD, as: url }, { generated: SESSION_SECRET }, ${everyForm}]
    scratch: [/tmp, { path: /var/cache/accounts, sizeGiB: 0.5, content: none }]
    hooks:
      - { name: request, project: infrastructure/accounts, on: [issue], run: [bin/accounts, request], size: { cpu: 0.5, memoryGiB: 1 } }
      - name: approval
        project: infrastructure/accounts
        on: [note, merge-request]
        run: [bin/accounts, approve]
        token: signing
        timeoutMinutes: 10
        retries: 1
        size: medium
    callsOut: [{ port: 636, to: hosts, because: 'The directory is told of people by LDAPS' }]
`;

const shelf = `${about('Says what the other web applications do not', 'shelf.commons.example', 'attic.commons.example', 'cellar.commons.example', 'vats.commons.example', 'pipes.commons.example', 'taps.commons.example')}
  - kind: web-application
    name: shelf
    hosts: [shelf.commons.example, { host: cellar.commons.example, paths: [/catalogue] }]
    image: quay.io/commons-example/shelf:stable
    files: { /etc/shelf.ini: 'dsn = $(DATABASE_URL), counts = $(DATABASE_STATISTICS_URL), cache = $(CACHE_URL), from = $(ROUTER_NETWORKS)' }
    health: { path: /healthz, host: own, port: 8081, headers: { X-Forwarded-Proto: https } }
    secrets: [SHELF_TOKEN, { encoded: SHELF_TOKEN_URL, of: SHELF_TOKEN, as: url }, { encoded: SHELF_TOKEN_JSON, of: SHELF_TOKEN, as: json }]
    metrics: { path: /metrics/all, port: 9090, credentials: { token: SHELF_TOKEN } }
    updates: reviewed
    replicas: 1
    settings: { MAP_TOKEN: { value: 'public', notSecret: 'Browsers send it' }, BASE: $(SERVICE_URL), NAME: $(SERVICE_HOST), TRUSTED: $(PROXY_NETWORKS) }
    login: { callback: [/oauth/callback, /oauth/link], afterLogout: [/, /goodbye], backchannelLogout: /oauth/logout, pkce: { none: 'Its library sends no challenge' } }
    database:
      engine: postgres
      speed: fast
      storageGiB: 30
      extensions: [postgis, vector, pgaudit]
      locale: de
      parameters: { statement_timeout: 30s, jit: false, max_connections: 120, 'pgaudit.log': ddl }
      further: [{ name: statistics, extensions: [pg_trgm], locale: C.UTF-8 }]
      readFrom: copies
      backup: { none: 'It is made again from its files' }
    cache: { memoryMiB: 64, eviction: least-recently-used }
    claim: { path: /var/lib/shelf, sizeGiB: 5, backup: { none: 'It is made again every night' } }
    before:
      - name: labels
        image: quay.io/commons-example/labels:stable
        command: [bin/labels]
        args: [--into, /var/lib/shelf]
        scratch: [/tmp, { path: /etc/labels, sizeGiB: 0.5, content: of-image }]
        settings: { LABELS: all, LABEL_TOKEN: { value: 'public', notSecret: 'Browsers send it' } }
        size: { cpu: 0.5, memoryGiB: 1 }
    workers:
      - { name: sweeper, pod: web, image: quay.io/commons-example/sweeper:stable, port: 9000, paths: [/sweeper], hosts: [{ host: attic.commons.example, paths: [/sweeper] }], metrics: { port: 9101 }, volumes: [data], startSeconds: 900, scratch: [{ path: /etc/sweeper, sizeGiB: 0.5, content: of-image }], alive: { get: /swept, port: 9001, host: own, headers: { X-Forwarded-Proto: https } } }
      - { name: ring, pod: web, command: [bin/shelf, ring], port: 9001, ports: [{ name: chimes, port: 9002, protocol: UDP }, { name: gong, port: 9003, outside: { host: taps.commons.example, port: 9003, because: 'People ring the gong by it' } }], metrics: { path: /rings, credentials: { token: SHELF_TOKEN } }, alive: { tcp: true, port: 9003 } }
      - { name: bell, pod: web, command: [bin/shelf, bell], volumes: [], alive: { none: 'It has nothing to ask' } }
      - name: index
        command: [bin/index]
        args: [--all]
        volumes: []
        claim: { path: { /var/lib/index: words }, sizeGiB: 30, sharing: one-pod, speed: fast, backup: { none: 'It is filled again' } }
        alive: { none: 'It has nothing to ask' }
    schedule:
      - name: build
        at: '5 1 * * *'
        image: quay.io/commons-example/builder:stable
        command: [bin/shelf, build]
        args: [--all]
        scratch: [/tmp, { path: /build, sizeGiB: 5, content: none }]
        settings: { BUILD: all, BUILD_TOKEN: { value: 'public', notSecret: 'Browsers send it' } }
        volumes: []
        size: large
      - { name: dust, at: '5 2 * * *', command: [bin/shelf, dust], size: { cpu: 0.5, memoryGiB: 1 } }
  - kind: web-application
    name: attic
    hosts: [attic.commons.example]
    image: quay.io/commons-example/attic@sha256:${'7d0f'.repeat(16)}
    files: { /etc/attic.ini: 'dsn = $(DATABASE_URL), seal = $(SEAL), place = $(PLACE)/$(attic.floor), codes = $(CODES)', /tmp/attic.sh: { text: 'exec attic $(DATABASE_URL)', executable: true } }
    settings: { DATABASE_URL: '$(DATABASE_URL)?tls=true', attic.floor: '2', FLOORS: $(attic.floor)-$(stair-case) }
    secrets: [stair-case, ${everyForm}]
    health: { command: [bin/attic, check] }
    migrate:
      image: quay.io/commons-example/attic-tools@sha256:${'7d0f'.repeat(16)}
      command: [bin/attic]
      scratch: [/tmp, { path: /var/attic, sizeGiB: 1, content: of-image }]
      args: [migrate, --floor, $(attic.floor), --steps, $(attic.steps)]
      settings: { attic.steps: all, STEP_TOKEN: { value: 'public', notSecret: 'Browsers send it' } }
    database:
      engine: mysql
      speed: standard
      size: medium
      parameters: { max_allowed_packet: 64MB, local_infile: true, sql_mode: 'STRICT_TRANS_TABLES,NO_ZERO_DATE' }
      further: [{ name: statistics }]
      backup: { keepDays: 60 }
  - kind: web-application
    name: cellar
    hosts: [cellar.commons.example]
    image: quay.io/commons-example/cellar:stable
    calls: [larder, cellar]
    secrets: [VATS_PASSWORD]
    metrics: { path: /measures, credentials: { user: prometheus, password: VATS_PASSWORD } }
    login: { callback: /in, appCallbacks: [{ uri: 'app.cellar:///oauth-callback', because: 'The app for phones' }, { uri: 'http://127.0.0.1/callback', because: 'The program for the desk' }] }
    command: [bin/cellar]
    args: [--serve]
    port: 80
    ports:
      - name: taps
        port: 2222
        outside: { host: taps.commons.example, port: 22, because: 'People pull by SSH', clientAddress: proxy-protocol }
      - { name: pipes, port: 9090, protocol: TCP, hosts: [pipes.commons.example, { host: shelf.commons.example, paths: [/pipes] }], paths: [/pipes] }
    startSeconds: 900
    stopSeconds: 60
    size: { cpu: 0.5, memoryGiB: 1.5 }
    scratch: [/tmp, { path: /etc/cellar, sizeGiB: 1, content: of-image }]
    claim: { path: { /var/lib/cellar: racks, /var/cache/cellar: notes }, sizeGiB: 5, sharing: many-pods }
    volumes:
      - { name: barrels, path: /var/lib/barrels, sizeGiB: 20, sharing: many-pods, speed: standard, backup: { none: 'They are filled again' } }
    workers:
      - name: vats
        command: [bin/cellar, vats]
        alive: { get: /vats/health }
        image: quay.io/commons-example/vats:stable
        port: 81
        paths: [/vats]
        ports:
          - { name: steam, port: 8443, protocol: UDP, outside: { host: taps.commons.example, port: 8443, because: 'Voices come by UDP', clientAddress: hidden } }
          - { name: steam-tcp, port: 8443, outside: { host: taps.commons.example, port: 8443, because: 'Voices where UDP is dropped' } }
          - { name: valve, port: 8444, hosts: [{ host: attic.commons.example, paths: [/valve] }], paths: [/valve] }
        hosts: [vats.commons.example, { host: shelf.commons.example, paths: [/vats] }]
        metrics: { path: /vats/metrics, port: 9100, credentials: { user: prometheus, password: VATS_PASSWORD } }
        settings: { QUEUE: vats, VAT_TOKEN: { value: 'public', notSecret: 'Browsers send it' } }
        stopSeconds: 600
        size: { cpu: 0.25, memoryGiB: 0.5 }
      - { name: hoses, command: [bin/cellar, hoses], alive: { none: 'It has nothing to ask' } }
      - { name: taps, command: [bin/cellar, taps], port: 8082, alive: { tcp: true }, metrics: /metrics }
    database: { engine: mysql, backup: { none: 'It is made again from its files' } }
  - kind: web-application
    name: larder
    hosts: []
    image: quay.io/commons-example/larder:stable
    mail: { from: larder@commons.example, user: larder }
    bucket: { scope: whole, keepDeletedDays: 60, expireDays: 400 }
    health: { tcp: true, port: 8080 }
    cache: { memoryMiB: 256, eviction: none, keep: { backup: { none: 'Jobs are made again' } } }
    database:
      shared: general
      extensions: [citext]
      locale: C
      pooling: transaction
      further: [{ name: statistics, extensions: [hstore], locale: und }]
  - kind: web-application
    name: mouser
    image: quay.io/commons-example/mouser:stable
    port: none
    health: { none: 'It only connects to the chat' }
`;

/** Tenants that together have every kind of service, each with everything that it can say. */
export const everyKindTenants: EnvironmentFiles = {
  'tenants/bridge.yaml': bridge,
  'tenants/chat.yaml': chat,
  'tenants/fetches.yaml': fetches,
  'tenants/forum.yaml': forum,
  'tenants/hooks.yaml': hooks,
  'tenants/notes.yaml': notes,
  'tenants/releases.yaml': releases,
  'tenants/shelf.yaml': shelf,
  'tenants/talk.yaml': talk,
};
