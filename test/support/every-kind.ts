import { authorityPem } from './authority-pem';
import { changed, minimalEnvironment, type EnvironmentFiles } from './environment-folder';
import { everyKindTenants } from './every-kind-tenants';
import { sendingTenants } from './sending-tenants';
import { fullEnvironment } from './full-environment';
import { gitlabDeclaration } from './with-gitlab';
import { mailMachine, ownMail } from './with-own-mail';

type Changes = readonly (readonly [from: string, to: string])[];

const withChanges = (text: string, changes: Changes): string =>
  changes.reduce((done, [from, to]) => changed(done, from, to), text);

/** A key with which nobody signs. */
const publicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMyjMll5xhECn7cNpZkB8pd1bp3pN
QRlzOVEG14BjD6PSP+jUGJuPRiQlE92vltj5CjsSwKaVNpmRfX7yh654wQ==
-----END PUBLIC KEY-----
`;

/** A list below `key` with everything that a FreeIPA can say. */
const directory = `    directory:
      hosts: [idm01.commons.example, idm02.commons.example]
      baseDn: dc=commons,dc=example
      readAs: uid=keycloak,cn=sysaccounts,cn=etc,dc=commons,dc=example
      addresses: [10.0.240.0/28]
      authority: ${JSON.stringify(authorityPem)}
`;

const gitlab = withChanges(gitlabDeclaration, [
  ['pool: workers', 'pool: general'],
  [
    '  repositories: { pool: gitaly }\n',
    `  size: M
  repositories: { shards: 2, sizeGiB: 200, pool: gitaly }
  database:
    engine: postgres
    operator: cloudnative-pg
    version: '17'
    storageGiB: 100
    speed: fast
    size: large
    instances: 2
    backup: { keepDays: 60 }
`,
  ],
  ['host: smtp.commons.example,', 'host: smtp.commons.example, port: 465,'],
]);

/** What the full environment has besides, so that a GitLab, its runners and a Keycloak have their places. */
const environment = withChanges(fullEnvironment['environment.yaml'] ?? '', [
  [
    'domains: [commons.example, commonsconf.example]\n',
    'domains: [commons.example, commons-pages.example, commonsconf.example]\ndocsUrl: https://docs.commons.example/platform\n',
  ],
  [
    '  issuer: https://sso.commons.example/realms/commons\n',
    `  issuer: https://sso.commons.example/realms/commons
  keycloak:
    placement: cluster
    administrators: infrastructure
    database: { storageGiB: 30, size: large, backup: { keepDays: 60 } }
${directory}`,
  ],
  [
    '    - { name: legacy, owner: cloudformation',
    `    - name: gitaly
      architecture: arm64
      instanceTypes: [m7g.4xlarge]
      size: 3
      taints: [{ key: commons-platform/purpose, value: gitaly, effect: NoSchedule }]
      tuning: { systemReserved: { cpu: 1, memoryMiB: 2048 } }
    - { name: general, architecture: arm64, instanceTypes: [m7g.4xlarge], size: 12 }
    - name: ci
      architecture: arm64
      instanceTypes: [c7g.4xlarge]
      size: { minimum: 0, maximum: 4 }
      taints: [{ key: commons-platform/purpose, value: ci, effect: NoSchedule }]
    - name: releases
      architecture: amd64
      instanceTypes: [c7i.2xlarge]
      size: 1
      taints: [{ key: commons-platform/purpose, value: releases, effect: NoSchedule }]
    - { name: legacy, owner: cloudformation`,
  ],
  [
    '  payload: multi\n',
    `  payload: multi\n  cryptography: standard\n  additionalTrustBundle: ${JSON.stringify(authorityPem)}\n`,
  ],
  [
    'caches:\n',
    `caches:
  - { name: gitlab, nodeType: cache.m7g.large }
  - { name: gitlab-cache, nodeType: cache.m7g.large, eviction: least-recently-used, snapshots: { none: 'It is filled again by itself' } }
  - { name: forum, nodeType: cache.t4g.medium }
  - { name: clones, nodeType: cache.t4g.small, eviction: least-recently-used }
  - { name: rooms, nodeType: cache.t4g.small }
`,
  ],
  [
    '      synchronous: false\n',
    '      synchronous: false\n      image: postgis\n      parameters: { max_connections: 320, jit: false }\n',
  ],
  ['hosts:\n  images', `${gitlab}hosts:\n  images`],
]);

/** The full environment with a service of every kind, and everything else that an environment may declare. */
export const everyKind: EnvironmentFiles = {
  ...fullEnvironment,
  ...everyKindTenants,
  'environment.yaml': environment,
};

/** An environment that takes the other choice wherever `everyKind` could take one only. */
export const otherwise: EnvironmentFiles = {
  ...Object.fromEntries(Object.entries(fullEnvironment).filter(([file]) => !/^(tenants|records)\//.test(file))),
  ...sendingTenants,
  'environment.yaml': withChanges(environment, [
    [
      /  challenges:\n[^]*?(?=network:)/.exec(environment)?.[0] ?? '',
      '  challenges: [{ kind: cloudflare, name: sponsor, domains: [commons.example] }]\n',
    ],
    [
      /dns:\n {2}providers:\n[^]*?(?=edge:)/.exec(environment)?.[0] ?? '',
      `dns:
  providers:
    - { kind: cloudflare, domains: [commons.example], token: { variable: DNS_TOKEN } }
    - { kind: desec, domains: [commons-pages.example], token: { secret: testing/dns/desec } }
    - kind: rfc2136
      domains: [commonsconf.example]
      server: 192.0.2.53
      key: { name: commons-platform, value: { secret: testing/dns/key } }
`,
    ],
    ['approvals: { by: [elif-kaya], above: routine }', "approvals: { none: 'The tests deploy nothing' }"],
    [
      `    placement: cluster
    administrators: infrastructure
    database: { storageGiB: 30, size: large, backup: { keepDays: 60 } }
`,
      `    placement: ecs
    administrators: infrastructure
    adminHost: sso-admin.commons.example
    requestsPerAddress: 4000
    database: { storageGiB: 30, instanceType: db.t4g.large, keepDays: 14 }
`,
    ],
    [
      /  cdn:\n {4}canonicalName[^]*?\n {2}peers/.exec(environment)?.[0] ?? '',
      `  cdn: { none: 'The tests need none' }
  limits: [{ host: gitlab.commons.example, atOnce: 200, inThreeSeconds: 600, inTenSeconds: 1500 }]
  peers`,
    ],
    ['mail: { host: mail.commons.example, port: 465 }\n', ownMail],
    ['    - name: tunnel\n', `${mailMachine}    - name: tunnel\n`],
    ['host: smtp.commons.example, port: 465, user: gitlab, from', 'from'],
    ['  backup: hourly\n  web:', "  backup: { none: 'The tests miss nobody' }\n  web:"],
    [', from: peers }', ", from: { everybody: 'The tests come from everywhere' } }"],
    [
      'shield: { monthlyCost: 3000, protect: [nat, ports, hosts, zones] }',
      "shield: { monthlyCost: { paidElsewhere: 'The foundation pays for all its accounts' }, protect: [single-sign-on, git-ssh] }",
    ],
    ['  sessions: { keepDays: 731 }\n', "  sessions: { none: 'The tests type nothing that matters' }\n"],
    ['  queryLogs: { keepDays: 14 }', "  queryLogs: { none: 'The tests ask for nothing' }"],
    ['  copies: { region: us-west-2 }', "  copies: { none: 'The tests make everything again' }"],
    [
      "  release: '4.18'\n",
      `  release: '4.20'
  signatures: [{ name: tools, repositories: [quay.io/commons-example/platform], publicKey: ${JSON.stringify(publicKey)} }]
`,
    ],
    ['  auditArchive: { keepDays: 730 }', "  auditArchive: { none: 'Nobody asks for it' }"],
    [
      '      instances: 2\n      synchronous: false',
      "      instances: { single: 'One copy is enough' }\n      synchronous: false",
    ],
    [
      '    instances: 2\n    backup: { keepDays: 60 }\n',
      "    instances: { single: 'One copy is enough' }\n    backup: { none: 'The tests miss nothing' }\n",
    ],
  ]),
  'tenants/pad.yaml': changed(
    fullEnvironment['tenants/pad.yaml'] ?? '',
    'services:\n',
    'limits: [{ host: pad.commons.example, atOnce: 100, inThreeSeconds: 300, inTenSeconds: 600 }]\nservices:\n',
  ),
};

const keeper = (more: string): EnvironmentFiles => ({
  'environment.yaml': changed(
    minimalEnvironment,
    '/realms/commons\n',
    `/realms/commons
  keycloak:
    administrators: infrastructure
    directory: { none: 'Keycloak keeps them' }
${more}`,
  ),
});

const besideCluster = keeper('    placement: ecs\n    adminHost: sso-admin.commons.example\n');

/** Environments whose Keycloak keeps the people, in the cluster and beside it, or reads them in a directory of the environment. */
export const keepers = {
  cluster: keeper("    placement: cluster\n    database: { backup: { none: 'The tests miss nobody' } }\n"),
  ecs: besideCluster,
  directory: {
    'environment.yaml': withChanges(besideCluster['environment.yaml'] ?? '', [
      ["{ none: 'Keycloak keeps them' }", 'people'],
      [
        '  block: 10.0.0.0/16\n',
        `  block: 10.0.0.0/16
  additionalTiers: [directory]
privateZones: [commons.internal]
directory:
  name: people
  domain: commons.internal
  image: { system: centos-stream, id: ami-0fedcba9876543214 }
  architecture: amd64
  instanceType: m7i.large
  zones: [us-east-1a, us-east-1c]
  web: { host: people.commons.example }
`,
      ],
    ]),
  },
} as const;
