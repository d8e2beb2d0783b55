import { dkimKey } from './dkim-key';
import { completeFacts, minimalTenant, type EnvironmentFiles } from './environment-folder';
import { signingKey } from './signing-key';

const sshKeys = {
  ines: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
  tomasz:
    'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAICFo/k5LU8863u66YC9eUO2170QduohPURkQnbLa/dczAAAABHNzaDo=',
};
const peerKeys = {
  monitoring: 'jNQKGxQoVuB2f1QrE9NNYNm3I0tS7uSbD1VUoUZaMzA=',
  office: 'gQ3FQ5sT5mCzHkqI0mVYV2wGf5YQd5rjvQm8p0yQ0Fg=',
};

/** An environment that says everything it can say. */
const environment = `# yaml-language-server: $schema=../environment.schema.json
community: The Commons
account: '111122223333'
region: us-east-1
zones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d]
domains: [commons.example, commonsconf.example]
repository:
  url: https://gitlab.commons.example/platform.git
  branch: stable
  delivery: { signedBy: [ines-okafor], branch: delivered/testing }
  mirror: { url: https://git.example/commons/platform.git, readBy: everyone }
  follow: mirror
singleSignOn:
  issuer: https://sso.commons.example/realms/commons
certificates:
  contact: infrastructure@commons.example
  challenges:
    - kind: rfc2136
      name: conference
      domains: [commonsconf.example]
      server: 192.0.2.53
      port: 5353
      key: { name: commons-challenges, algorithm: hmac-sha512 }
network:
  block: 10.0.0.0/16
  addressFamily: dual-stack
  nat: { single: us-east-1a, because: 'The tests may be offline for a day' }
  addressPool: { id: ipv4pool-ec2-012345678abcdef01, for: [nat, ports, hosts] }
  additionalTiers: [hosts, directory]
  interfaceEndpoints: [ec2, sts]
  flowLogs:
    keepDays: 30
  securityGroupRules: 100
privateZones:
  - internal.commons.example
resolver:
  inbound: [{ block: 192.168.50.0/24, because: 'The office resolves our private zones' }]
  forward: [{ zone: office.example, to: [192.168.50.53, 192.168.50.54], because: 'Pods call the office’s services by name' }]
  queryLogs: { keepDays: 14 }
cluster:
  name: commons
  baseDomain: openshift.commons.example
  release: '4.18'
  addressFamily: ipv4
  payload: multi
  phase: running
  api: { everyone: 'The tests come from everywhere' }
  proxy: { http: 'http://10.0.16.9:3128', https: 'https://proxy.internal.commons.example:3129', except: [partner.example, 192.0.2.0/24] }
  ingress: { balancer: network, idleTimeoutSeconds: 60, replicas: 2, pool: workers }
  nodes:
    podPidsLimit: 8192
    systemReserved: { cpu: 0.8, memoryMiB: 1536 }
    registryMirrors: [{ source: docker.io, mirrors: [mirror.commons.example/docker] }]
  toolsImage: quay.io/commons-example/platform:stable
  pools:
    - name: masters
      role: control-plane
      owner: cloudformation
      architecture: amd64
      instanceTypes: [m6i.xlarge]
      size: 3
      zones: [us-east-1a, us-east-1b, us-east-1c]
      volume: { sizeGiB: 200, iops: 6000, throughputMiBps: 250 }
    - name: workers
      architecture: arm64
      instanceTypes: [m7g.2xlarge]
      size: { minimum: 2, maximum: 4 }
      labels: { commons-platform/purpose: ci }
      taints: [{ key: commons-platform/purpose, value: ci, effect: NoSchedule }]
      capacity: { spot: 'Whatever runs here is started again' }
      tuning: { sysctls: { vm.max_map_count: '262144' }, podPidsLimit: 16384, systemReserved: automatic }
    - { name: legacy, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.large, m5.large], size: 1 }
dns:
  providers:
    - kind: rfc2136
      domains: [commons.example]
      server: ns1.dns.example
      port: 5353
      key: { name: commons-platform, algorithm: hmac-sha512, value: { variable: DNS_KEY } }
    - { kind: route53, domains: [commonsconf.example], profile: domains }
edge:
  ports: { pool: workers }
  shield: { monthlyCost: 3000, protect: [nat, ports, hosts, zones] }
  cdn:
    canonicalName: commons.cdn.example
    clientAddressHeader: X-Forwarded-For
    apexAddresses:
      ipv4: [192.0.2.10]
      ipv6: ['2001:db8:1::10']
    ranges:
      from: { url: https://cdn.example/ranges.txt }
      ipv4:
        - 192.0.2.0/25
        - 198.51.100.0/26
      ipv6: ['2001:db8:1::/48']
  peers:
    - { block: 203.0.113.8/29, because: 'Whoever runs the tests' }
  denied:
    - block: 203.0.113.96/28
      slot: 1
      until: 2027-06-30
      because: Scrapes every issue in a loop
    - { block: '2001:db8:bad::/48', slot: 1, until: 2027-06-30, because: Scrapes every issue in a loop }
access:
  contributors:
    - name: pad-maintainers
      who: { group: pad-maintainers }
      purpose: They look after the notes and their backups
      grants: [{ kind: tenant-secrets, tenant: pad }, { kind: tenant-bucket, tenant: pad, access: write }]
    - name: traffic
      who: { person: elif-kaya }
      purpose: She finds out which mirror causes which traffic
      grants: [{ kind: network-logs }, { kind: tenant-backups, tenant: pad }]
  ci: { issuer: 'https://gitlab.commons.example', project: infrastructure/platform, branches: [main],
    approvals: { by: [elif-kaya], above: routine } }
  sessions: { keepDays: 731 }
  bastion:
    host: bastion
    people:
      - { name: ines-okafor, keys: ['${sshKeys.ines}'] }
      - { name: tomasz-berg, keys: ['${sshKeys.tomasz} tomasz@desk'] }
  wireguard:
    host: gateway
    tunnel: 10.8.0.0/24
    tunnelIpv6: fd5c:71b2:9e0a:8::/64
    peers:
      - name: monitoring
        because: The Prometheus of a sister community watches us from outside
        publicKey: ${peerKeys.monitoring}
        address: 10.8.0.2
        ipv6Address: 'fd5c:71b2:9e0a:8::2'
        endpoint: { address: 203.0.113.9, port: 51821 }
        reaches: [cluster-api, { host: mirror, port: 9101, metrics: /metrics }, { host: mirror, port: 873, protocol: TCP }]
      - name: office
        because: The second site keeps the directory and sends its logs
        publicKey: ${peerKeys.office}
        address: 10.8.0.3
        networks: [192.168.50.0/24]
        endpoint: { anywhere: 'Its provider gives it another address every night' }
        presence: at-times
        reaches: [private-zones, bastion, directory, cluster-api]
        answers:
          - { port: 636, from: cluster }
          - { port: 873, protocol: UDP, from: { hosts: [mirror] } }
storage:
  standard: { iops: 3000, throughputMiBps: 200 }
  fast: { iops: 12000, throughputMiBps: 750 }
backup:
  copies: { region: us-west-2 }
  lock: { irreversibleAfterDays: 30, because: 'The auditors ask for it from the second year on' }
  keepDays: { hourly: 2, daily: 40, weekly: 180, monthly: 800 }
databases:
  shared:
    - name: general
      version: '18'
      storageGiB: 80
      speed: standard
      size: large
      instances: 2
      synchronous: false
      backup: { keepDays: 14 }
mail: { host: mail.commons.example, port: 465 }
caches:
  - name: general
    nodeType: cache.t4g.small
    eviction: least-recently-used
    replicas: { none: 'The tests may log in again' }
    snapshots: { none: 'Nothing in it is missed' }
  - { name: sessions, nodeType: cache.m7g.large, replicas: 2, snapshots: { keepDays: 3 } }
directory:
  name: idm
  domain: internal.commons.example
  image: { system: rhel, id: ami-0fedcba9876543213 }
  architecture: arm64
  instanceType: m7g.large
  zones: [us-east-1b, us-east-1d]
  generations: { us-east-1d: 2 }
  sizeGiB: 60
  backup: hourly
  web: { host: accounts.commons.example, requestsPerAddress: 4000, from: peers }
  clients:
    - { from: hosts, as: member, because: 'People log in to hosts by their accounts' }
    - { from: { blocks: [192.0.2.0/24] }, as: reader, because: 'The mail server of the sponsor looks people up' }
    - { from: { blocks: [192.168.50.0/25] }, as: member, because: 'Machines of the second site are in the realm' }
hosts:
  images: { amd64: ami-0123456789abcdef0, arm64: ami-0fedcba9876543210 }
  runners:
    - name: builds
      gitlab: https://gitlab.commons.example
      architecture: arm64
      instanceTypes: [c7g.2xlarge, c6g.2xlarge]
      hosts: 2
      jobs: 6
      volume: { sizeGiB: 300, iops: 4000, throughputMiBps: 500 }
      lifetime: { days: 14, because: 'Its jobs are the community’s own alone' }
    - name: releases
      gitlab: https://gitlab.commons.example
      architecture: amd64
      instanceTypes: [c7i.2xlarge]
      purpose: { releases: ['registry.commons.example/release/*'] }
  machines:
    - name: mirror
      purpose: Pulls the mirrors of other communities every night
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a, us-east-1b]
      stack: 2
      root: { sizeGiB: 30, iops: 4000, throughputMiBps: 200 }
      disks:
        - { name: files, path: /srv/mirror, sizeGiB: 500, iops: 4000, throughputMiBps: 250, backup: weekly }
        - { name: cache, path: /var/lib/rsync-cache, sizeGiB: 50, backup: { none: 'The next night fills it again' } }
      privateAddresses: { us-east-1a: 10.0.20.10 }
      ports:
        - { port: 873, from: cluster, because: 'Services copy files of mirrors' }
        - { port: 873, from: { hosts: [tunnel] }, because: 'The other site copies them too' }
        - { port: 9100, from: { blocks: [10.0.32.0/24] }, because: 'The monitoring asks how it is' }
        - { port: 9101, from: tunnel, because: 'The monitoring outside asks how it is' }
        - { port: 8080, from: balancers, because: 'A balancer shows the state of the mirrors' }
      calls: [{ port: 873, to: internet, because: 'Other communities offer their mirrors by rsync' }]
      secrets: [upstream-password]
      objects: { may: read, purpose: 'Lists of mirrors, which people maintain' }
      access: bastion
      records: { private: internal.commons.example }
      packages: [rsync]
      commands: ['systemctl enable --now rsync']
    - name: bastion
      purpose: Where engineers come in on their way to hosts
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.nano
      zones: [us-east-1a]
    - name: gateway
      purpose: 'Gateways of the tunnel to the monitoring and the office'
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.small
      zones: [us-east-1a, us-east-1b]
      address: { public: 'Peers call it from outside' }
    - name: tunnel
      purpose: 'Tunnel to the site of the community’s sponsor'
      image: { system: rhel, id: ami-0fedcba9876543211 }
      architecture: amd64
      instanceType: t3.small
      zones: [us-east-1c]
      lifecycle: { kept: 'Its identity is in the configuration of the other site', generation: 2, backup: daily,
        roles: [tunnel_peers],
        checks: [
          { kind: backup, name: state, folder: /data/backups, hours: 30 },
          { kind: certificate, name: tunnel, file: /etc/ssl/tunnel.pem, days: 21 },
          { kind: mail-queue, messages: 50 },
          { kind: replication, seconds: 120 },
          { kind: program, name: handshakes, command: /usr/local/libexec/handshakes,
            alert: { when: below, limit: 1, lastingMinutes: 10, severity: critical, summary: 'No peer has called for long' } }] }
      disks: [{ name: state, path: /data, sizeGiB: 10, snapshot: snap-0123456789abcdef0 }]
      address: { public: 'The other site calls it from the internet', addressFamily: dual-stack }
      access: session-manager
      ports: [{ port: 4500, lastPort: 4501, protocol: UDP, from: internet, because: 'Peers have no fixed addresses' }]
      calls: [{ port: 5000, lastPort: 5010, protocol: UDP, to: { blocks: [192.0.2.0/24] }, because: 'The other site answers there' }]
      records: { private: internal.commons.example, public: [tunnel.commons.example] }
    - name: build-lab
      purpose: Where packagers try things before they ask for more
      image: { system: fedora, id: ami-0fedcba9876543212 }
      architecture: arm64
      instanceType: t4g.large
      zones: [us-east-1b]
      lifecycle: { kept: 'People install on it what they try', backup: { none: 'Nothing on it would be missed' } }
      privateAddresses: { us-east-1b: 10.0.52.20 }
logs:
  size: 1x.small
  keepDays: { application: 60, infrastructure: 7, audit: 90 }
  auditArchive: { keepDays: 730 }
  syslog: { from: [10.0.0.0/16] }
observability:
  contacts: [sre@commons.example, board@commons.example]
  monthlyBudget: 9000
  metrics: { keepDays: 30, sizeGiB: 200 }
  probes: { federation: [203.0.113.8/29] }
tenancy: { stacks: 3 }
`;

const pad = `purpose: Shared notes for meetings
maintainers: [ines-okafor, tomasz-berg]
reviewBy: 2027-06-30
dataClass: personal
quota: medium
hosts: [pad.commons.example, pad.commonsconf.example]
services:
  - kind: hedgedoc
    guests: none
    members: pad-people
    limits: { noteCharacters: 200000, newNotes: 40, sessionDays: 2 }
    uploadsGiB: 5
    database:
      storageGiB: 2
      instances: 3
      backup: { keepDays: 90 }
    backup: { none: "Nobody misses a picture of a whiteboard" }
`;

const grants = `purpose: "Applications for travel money, and the decisions"
maintainers:
  - amara-nwosu
  - ewa-kowalczyk
reviewBy: 2027-10-15
dataClass: personal
quota: { cpu: 6, memoryGiB: 24, storageGiB: 120, because: 'Receipts are scanned as large pictures' }
hosts: [commons.example, travel.commons.example, shop.commons.example, votes.commons.example]
logKeepDays: 90
services:
  - kind: web-application
    name: grants
    hosts: [travel.commons.example]
    image: quay.io/commons-example/travel-grants:1.11
    architecture: amd64
    port: 3000
    health: /healthz
    metrics: /metrics
    size: medium
    replicas: 1
    settings:
      SITE_URL: https://travel.commons.example
      RECEIPT_DEADLINE_DAYS: "42"
    secrets: [{ generated: SESSION_SECRET }, MAIL_API_TOKEN]
    scratch: [/tmp, /var/cache/grants]
    files: { /etc/grants.ini: '[committee]' }
    # The auditors ask for receipts of the year before.
    database:
      instances: { single: 'One copy is enough for the tests' }
      backup: { keepDays: 365 }
    cache: { memoryMiB: 64 }
    bucket: { keepDeletedDays: 90, expireDays: 800 }
    claim:
      path: /var/lib/grants/receipts
      sizeGiB: 24
      speed: fast
      backup: archive
    timeoutSeconds: 120
    schedule:
      - { name: reminders, at: '30 7 * * mon-fri', command: [bin/grants, remind], timeoutMinutes: 10, retries: 1 }
  - kind: web-application
    hosts: [commons.example]
    image: quay.io/commons-example/about:stable
    replicas: 3
    database: { shared: general, extensions: [vector], pooling: transaction }
    cache: { shared: general }
    claim: { path: /srv/pictures, sizeGiB: 10, sharing: many-pods, backup: daily }
  - kind: web-application
    name: shop
    hosts: [shop.commons.example]
    image: quay.io/commons-example/shop@sha256:${'0f9e'.repeat(16)}
    callsOut: [{ port: 587, to: internet, because: 'Receipts go through the mail relay' }]
    migrate: [bin/shop, migrate]
    workers:
      - { name: orders, command: [bin/shop, work], alive: [bin/shop, ping], replicas: 2, size: medium }
      - { name: stock, command: [bin/shop, watch], alive: { none: 'It has no command that would tell' } }
    database: { engine: mysql, storageGiB: 3, instances: { single: 'The tests may lose a day' } }
  - kind: web-application
    name: votes
    hosts: [votes.commons.example]
    image: quay.io/commons-example/votes:stable
    database: { operator: crunchy, version: '16', size: medium, readFrom: copies, further: [{ name: counts, extensions: [hypopg] }] }
`;

/** Records of every type. */
const records = `# yaml-language-server: $schema=../../records.schema.json
records:
  - name: commons.example
    type: MX
    ttlSeconds: 300
    values: [{ preference: 10, host: mail.sponsor.example }]
    because: Mail of the community goes to its sponsor
  - { name: lists.commons.example, type: MX, ttlSeconds: 300, values: none, because: Nobody writes to it }
  - name: commons.example
    type: TXT
    ttlSeconds: 300
    values:
      - v=spf1 include:_spf.sponsor.example -all
      - 'A note; with "quotes", and a comma'
    because: Mail of the community comes from its sponsor
  - name: mail._domainkey.commons.example
    type: TXT
    ttlSeconds: 300
    values: ['v=DKIM1; k=rsa; p=${dkimKey}']
    because: The key by which the sponsor signs mail
  - name: commons.example
    type: CAA
    ttlSeconds: 300
    values:
      - { tag: issue, value: letsencrypt.org }
      - { tag: issue, value: amazon.com }
      - { tag: issuewild, value: letsencrypt.org, critical: true }
      - { tag: iodef, value: 'mailto:sre@commons.example' }
    because: Nobody else issues certificates for us
  - name: _xmpp-server._tcp.commons.example
    type: SRV
    ttlSeconds: 300
    values: [{ priority: 5, weight: 10, port: 5269, target: chat.sponsor.example }]
    because: Chat servers of others find ours
  - { name: old.commons.example, type: A, ttlSeconds: 300, values: [192.0.2.9], because: The old wiki at a sponsor }
  - { name: old.commons.example, type: AAAA, ttlSeconds: 300, values: ['2001:db8::9'], because: The old wiki at a sponsor }
  - name: old.commons.example
    type: SSHFP
    ttlSeconds: 300
    values:
      - { algorithm: ed25519, fingerprint: ${'0a1b2c3d'.repeat(8)} }
      - { algorithm: rsa, hash: sha-1, fingerprint: ${'0a1b2c3d'.repeat(5)} }
    because: Who logs in there knows its keys
  - name: _443._tcp.old.commons.example
    type: TLSA
    ttlSeconds: 300
    values:
      - { usage: dane-ee, data: ${'0a1b2c3d'.repeat(8)} }
      - { usage: pkix-ta, selector: cert, matching: sha-512, data: ${'0a1b2c3d'.repeat(16)} }
    because: Its certificate is its own
  - { name: '*.old.commons.example', type: CNAME, ttlSeconds: 300, target: old.commons.example, because: Old names of wikis }
  - { name: lab.commons.example, type: NS, ttlSeconds: 300, values: [ns1.lab.example, ns2.lab.example], because: The laboratory keeps its own names }
`;

/** An environment with facts and tenants that together use nearly everything their files can say. */
export const fullEnvironment: EnvironmentFiles = {
  'environment.yaml': environment,
  'facts.json': completeFacts,
  'records/commons.example.yaml': records,
  'signing-keys/ines-okafor.asc': signingKey('subkey'),
  '../../ansible/roles/tunnel_peers/tasks/main.yml':
    '---\n- name: Write the peers\n  ansible.builtin.copy:\n    content: ""\n    dest: /etc/peers\n    mode: "0600"\n',
  'tenants/grants.yaml': grants,
  'tenants/pad.yaml': pad,
  'tenants/site.yaml': minimalTenant,
};
