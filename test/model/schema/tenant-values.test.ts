import { changed, minimalTenant, report } from '../../support/environment-folder';

const instead = (from: string) => (value: string) => changed(minimalTenant, from, value);
const top = (line: string) => changed(minimalTenant, 'dataClass: public\n', `dataClass: public\n${line}\n`);
/** A tenant with a line more about its web application, line 9 of the file. */
const web = (line: string) => `${minimalTenant}    ${line}\n`;
/** A tenant with HedgeDoc and a line more about it, line 8 of the file. */
const pad = (line: string) => minimalTenant.replace(/kind: web-[^]*/, `kind: hedgedoc\n    ${line}\n`);

const claim = (fields: string) => web(`claim: { path: /data, sizeGiB: 5, ${fields} }\n    replicas: 1`);
const shortReason = [
  'is too short to be a reason',
  'say in a sentence why the safe default does not fit here',
] as const;
const mendVariable = [
  'is not the name of an environment variable',
  'use letters, digits, _, - and ., without a digit or two dots at its beginning',
] as const;
const mendPath = ['is not an absolute path', 'write it like /var/lib/app'] as const;
const mendUrlPath = ['is not a path of a URL', 'write it like /healthz, without host or query'] as const;
const mendSecret = [
  'sounds like a secret',
  'list the name under secrets and put the value into AWS Secrets Manager; a setting with more text refers to it as $(NAME); if it is not a secret, write { value: <text>, notSecret: <reason> }',
] as const;
const mendDay = ['is not a calendar day', 'write it like 2027-06-30'] as const;
const mendImage = [
  'is not a full image reference',
  'write registry, repository and a tag or digest, like quay.io/commons/blog:stable',
] as const;
const day = instead('2027-03-15');
const image = instead('quay.io/commons-example/site:stable');

/** A text, and what is said of it: place and path, reason, remedy. */
const refusals: readonly (readonly [string, string, string, string])[] = [
  [
    instead('[elif-kaya, ines-okafor]')('[elif-kaya]'),
    '2:14 maintainers',
    'are fewer than two people',
    'name a second maintainer: a project must outlive one person’s holiday',
  ],
  [
    instead('ines-okafor')('Ines'),
    '2:26 maintainers[1]',
    'is not a name that AWS, DNS and Kubernetes all accept',
    'use lower-case letters, digits and single hyphens, beginning with a letter',
  ],
  [day('2027-02-29'), '3:11 reviewBy', ...mendDay],
  [day('15.3.2027'), '3:11 reviewBy', ...mendDay],
  [day('next-year'), '3:11 reviewBy', ...mendDay],
  [
    instead('public')('publik'),
    '4:12 dataClass',
    'is not one of the choices',
    'write one of: public, internal, personal; did you mean public?',
  ],
  [
    top('quota: tiny'),
    '5:8 quota',
    'is none of the choices',
    'expected: small, medium, large, or custom figures with a reason',
  ],
  [top('quota: { cpu: 2, memoryGiB: 4, storageGiB: 0, because: more }'), '5:56 quota.because', ...shortReason],
  [
    instead('site.commons.example')('site'),
    '5:9 hosts[0]',
    'is not a fully qualified domain name',
    'write it in lower case without a trailing dot, like pad.commons.example',
  ],
  [image('site:stable'), '8:12 services[0].image', ...mendImage],
  [image('quay.io/commons-example/site'), '8:12 services[0].image', ...mendImage],
  [image('quay.io/commons-example/site@sha256:12'), '8:12 services[0].image', ...mendImage],
  [image(`quay.io/commons-example/site:@sha256:${'0a'.repeat(32)}`), '8:12 services[0].image', ...mendImage],
  ...[
    'registry.commons.example:0/site:stable',
    'quay.io/a/../b:1',
    'quay.io/a/-b:1',
    'quay.io/a/b___c:1',
    'quay.io/a/b..c:1',
    'quay.io/a/b-:1',
    'quay.io//b:1',
    'quay.io/b:-1',
    'quay..io/a/b:1',
    '-quay.io/a/b:1',
    'quay-.io/a/b:1',
    'quay.io:99999/a/b:1',
    'quay.io:65536/a/b:1',
    '10.0.0.256:5000/a:1',
    'registry:5000/a:1',
  ].map((reference) => [image(reference), '8:12 services[0].image', ...mendImage] as const),
  [
    image(`quay.io/${'a'.repeat(248)}:1`),
    '8:12 services[0].image',
    'has more than 255 characters before its tag',
    'push it to a repository with a shorter name: container engines take no longer one',
  ],
  [
    web('architecture: x86'),
    '9:19 services[0].architecture',
    'is not one of the choices',
    'write one of: any, amd64, arm64',
  ],
  [
    web("port: '80'"),
    '9:11 services[0].port',
    'is none of the choices',
    'expected: port on which the application answers HTTP, a number; none if it answers none, like a bot',
  ],
  [web('health: healthz'), '9:13 services[0].health', ...mendUrlPath],
  [web('metrics: /metrics?all=1'), '9:14 services[0].metrics', ...mendUrlPath],
  [
    web('size: huge'),
    '9:11 services[0].size',
    'is none of the choices',
    'expected: resources of a pod: small, medium, large, or { cpu: <CPUs>, memoryGiB: <GiB> }',
  ],
  [web('settings: { site/url: x }'), '9:17 services[0].settings.site/url', ...mendVariable],
  [
    web('settings: { LOGIN_OIDC_KEY: { value: site, notSecret: none } }'),
    '9:59 services[0].settings.LOGIN_OIDC_KEY.notSecret',
    ...shortReason,
  ],
  [web('settings: { DEBUG: false }'), '9:24 services[0].settings.DEBUG', 'is not text', 'put it in quotes: "false"'],
  [web('secrets: [session/secret]'), '9:15 services[0].secrets[0]', ...mendVariable],
  ...["{ generated: 'X' }", "{ keyPair: vapid, private: 'X', public: SHORT }", "'X'"].map(
    (secret) =>
      [
        web(`secrets: [${secret.replace("'X'", 'X'.repeat(254))}]`),
        `9:${secret.startsWith('{') ? secret.indexOf("'X'") + 15 : 15} services[0].secrets[0]${/(\w+): 'X'/.exec(secret)?.[1]?.replace(/^/, '.') ?? ''}`,
        'is longer than 253 characters',
        'shorten it: it is a key of a Secret too, which is no longer',
      ] as const,
  ),
  [web('scratch: [/tmp, cache]'), '9:21 services[0].scratch[1]', ...mendPath],
  [web('claim: { path: data, sizeGiB: 5 }\n    replicas: 1'), '9:20 services[0].claim.path', ...mendPath],
  [claim('backup: { none: no }'), '9:55 services[0].claim.backup.none', ...shortReason],
  [
    claim('backup: false'),
    '9:47 services[0].claim.backup',
    'is none of the choices',
    'expected: hourly, daily, weekly, archive for backups kept longer than a year, or { none: <reason> }',
  ],
  [
    web('database: { engine: oracle }'),
    '9:25 services[0].database.engine',
    'is not one of the choices',
    'write one of: postgres, mysql',
  ],
  [
    web('database: { instances: 1 }'),
    '9:28 services[0].database.instances',
    'is none of the choices',
    'expected: 2 or 3 instances in different zones, or { single: <reason> }',
  ],
  [web('database: { instances: { single: cheap } }'), '9:38 services[0].database.instances.single', ...shortReason],
  [pad('guests: write'), '8:13 services[0].guests', 'is not one of the choices', 'write one of: none, read, edit'],
  [pad('guests: true'), '8:13 services[0].guests', 'is not one of the choices', 'write one of: none, read, edit'],
  ...['SMTP_PASSWORD', 'DB_PASSWD', 'SESSION_SECRET', 'API_TOKEN', 'S3_ACCESS_KEY_ID', 'MAIL_CREDENTIALS'].map(
    (name): [string, string, string, string] => [
      web(`settings: { ${name}: x }`),
      ...([`9:${19 + name.length} services[0].settings.${name}`, ...mendSecret] as const),
    ],
  ),
];

test.each(refusals.map(([text, place, ...said]) => [place, text, ...said]))(
  '%s is refused',
  (place, text, reason, remedy) => {
    expect(report({ 'tenants/site.yaml': text })).toEqual([`tenants/site.yaml:${place}: ${reason}`, remedy]);
  },
);

const sizeGiB = 'expected: size in GiB; can grow, never shrink';
const purpose = 'expected: what the project does, in one sentence';
const figures = (fields: string) => top(`quota: { ${fields}, because: 'The tests need figures of their own' }`);
const services = (count: number) =>
  minimalTenant.replace(/services:[^]*/, `services: [${Array<string>(count).fill('{ kind: hedgedoc }').join(', ')}]\n`);

/** Limits: how they are worded is the library's business, but not where and what would be right. */
test.each<[string, string, string, string]>([
  ['10', instead('A site for the tests')('Nine char'), '1:10 purpose', purpose],
  ['200', instead('A site for the tests')('x'.repeat(201)), '1:10 purpose', purpose],
  ['1', services(0), '6:11 services', 'expected: services of the tenant'],
  ['10', services(11), '6:11 services', 'expected: services of the tenant'],
  [
    '0',
    figures('cpu: 0, memoryGiB: 1, storageGiB: 0'),
    '5:15 quota.cpu',
    'expected: total CPU requests of its containers',
  ],
  [
    '64',
    figures('cpu: 65, memoryGiB: 1, storageGiB: 0'),
    '5:15 quota.cpu',
    'expected: total CPU requests of its containers',
  ],
  [
    '1',
    figures('cpu: 1, memoryGiB: 0, storageGiB: 0'),
    '5:29 quota.memoryGiB',
    'expected: total memory limit of its containers in GiB',
  ],
  [
    '512',
    figures('cpu: 1, memoryGiB: 513, storageGiB: 0'),
    '5:29 quota.memoryGiB',
    'expected: total memory limit of its containers in GiB',
  ],
  [
    '4096',
    figures('cpu: 1, memoryGiB: 1, storageGiB: 4097'),
    '5:44 quota.storageGiB',
    'expected: total size of its volumes in GiB',
  ],
  [
    '0',
    figures('cpu: 1, memoryGiB: 1, storageGiB: -1'),
    '5:44 quota.storageGiB',
    'expected: total size of its volumes in GiB',
  ],
  [
    '1',
    web('database: { storageGiB: 0 }'),
    '9:29 services[0].database.storageGiB',
    'expected: size of the data volume in GiB; can grow, never shrink',
  ],
  [
    '1',
    pad('uploadsGiB: 0'),
    '8:17 services[0].uploadsGiB',
    'expected: volume for uploaded images in GiB; can grow, never shrink',
  ],
  [
    '1',
    web('port: 0'),
    '9:11 services[0].port',
    'expected: port on which the application answers HTTP, a number; none if it answers none, like a bot',
  ],
  [
    '65535',
    web('port: 65536'),
    '9:11 services[0].port',
    'expected: port on which the application answers HTTP, a number; none if it answers none, like a bot',
  ],
  [
    '1',
    web('replicas: 0'),
    '9:15 services[0].replicas',
    'expected: number of pods; 2 if left out, 1 with port: none; must be 1 with a one-pod claim',
  ],
  [
    '10',
    web('replicas: 11'),
    '9:15 services[0].replicas',
    'expected: number of pods; 2 if left out, 1 with port: none; must be 1 with a one-pod claim',
  ],
  [
    '1',
    pad('hosts: []'),
    '8:12 services[0].hosts',
    'expected: hosts of the tenant that it serves; defaults to all of them if it is the only service',
  ],
  ['1', web('claim: { path: /data, sizeGiB: 0 }\n    replicas: 1'), '9:36 services[0].claim.sizeGiB', sizeGiB],
  ['1024', web('claim: { path: /data, sizeGiB: 1025 }\n    replicas: 1'), '9:36 services[0].claim.sizeGiB', sizeGiB],
  [
    '7',
    web('database: { backup: { keepDays: 6 } }'),
    '9:37 services[0].database.backup.keepDays',
    'expected: days of point-in-time recovery',
  ],
  [
    '365',
    web('database: { backup: { keepDays: 366 } }'),
    '9:37 services[0].database.backup.keepDays',
    'expected: days of point-in-time recovery',
  ],
  [
    '4096',
    web('database: { storageGiB: 4097 }'),
    '9:29 services[0].database.storageGiB',
    'expected: size of the data volume in GiB; can grow, never shrink',
  ],
  [
    '500',
    pad('uploadsGiB: 501'),
    '8:17 services[0].uploadsGiB',
    'expected: volume for uploaded images in GiB; can grow, never shrink',
  ],
])('a value beyond its limit of %s is refused', (limit, text, place, remedy) => {
  const [said = '', ...rest] = report({ 'tenants/site.yaml': text });
  expect(rest).toEqual([remedy]);
  const start = `tenants/site.yaml:${place}: `;
  expect(said.slice(0, start.length)).toBe(start);
  expect(said.slice(start.length).split(/\D+/)).toContain(limit);
});

test.each([
  [
    'values at their limits',
    web('port: 1\n    replicas: 10\n    database: { storageGiB: 1024, backup: { keepDays: 365 } }'),
  ],
  ['a quota of its own figures', figures('cpu: 0.5, memoryGiB: 1, storageGiB: 0')],
  ['an image by digest', image(`quay.io/commons-example/site@sha256:${'0a'.repeat(32)}`)],
  ['an image by tag and digest', image(`quay.io/a/b:1@sha256:${'0a'.repeat(32)}`)],
  ['an image of a registry with a port', image('registry.commons.example:5000/site:stable')],
  ['an image of the greatest port', image('registry.commons.example:65535/site:stable')],
  ['an image of a registry by address', image('10.0.0.1:5000/a:1')],
  ['an image of the machine’s own registry', image('localhost:5000/a:1')],
  ['an image with every separator', image('quay.io/a.b/c_d__e---f:V1.0_x-y')],
  ['an image with the longest name', image(`quay.io/${'a'.repeat(247)}:1`)],
  ['a leap day', day('2028-02-29')],
  ['settings that name no secret', web('settings: { KEYCLOAK_URL: x, FORGEJO__server__ROOT: y }')],
  [
    'a setting that only looks like a secret, with a reason',
    web("settings: { LOGIN_OIDC_KEY: { value: site, notSecret: 'It is the id of the client' } }"),
  ],
])('%s are taken', (_, text) => {
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
});
