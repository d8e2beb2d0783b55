import { changed, load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { withOwnMail } from '../../support/with-own-mail';

const environment = withOwnMail['environment.yaml'] ?? '';

/** What the environment is told with one passage changed, without lines and columns. */
const told = (from: string, to: string, tenants: Readonly<Record<string, string>> = {}) =>
  report({ 'environment.yaml': changed(environment, from, to), ...tenants }).map((line) =>
    line.replace(/^(environment|tenants\/\w+)\.yaml:\d+:\d+ /, ''),
  );

test('a mail host opens the ports of mail, calls other servers and installs its programs', () => {
  const [host] = load(withOwnMail).environment.hosts.machines;
  expect(host?.ports.map(({ port, from }) => [port, from])).toEqual([
    [25, 'internet'],
    [587, 'cluster'],
    [587, { blocks: ['203.0.113.8/29'] }],
    [465, 'cluster'],
    [465, { blocks: ['203.0.113.8/29'] }],
  ]);
  expect(host?.calls.map(({ port, protocol, to }) => [port, protocol, to])).toEqual([
    [25, 'TCP', 'internet'],
    [53, 'UDP', 'internet'],
    [53, 'TCP', 'internet'],
    [8024, 'TCP', { blocks: ['10.0.0.0/16'] }],
  ]);
  expect(host?.packages).toContain('rspamd');
});

test('the relay of somebody else is still said with its host alone', () => {
  const files = { 'environment.yaml': `${minimalEnvironment}mail: { host: smtp.provider.example }\n` };
  expect(load(files).environment.mail).toEqual({ host: 'smtp.provider.example', port: 587 });
});

const aliases = 'sre@elsewhere.example\n';

test.each<[string, string, string, readonly string[]]>([
  [
    'a host that there is not',
    'machine: mx',
    'machine: my',
    ['mail.machine: my is not a host of hosts.machines', 'did you mean mx?'],
  ],
  [
    'another system',
    'system: debian',
    'system: rhel',
    [
      'hosts.machines[0].image.system: is rhel, which does not package rspamd and lego',
      'write debian, with an image of Debian 13: the mail host’s configuration is for its programs',
    ],
  ],
  [
    'two machines for one address',
    'zones: [us-east-1a]\n      disks',
    'zones: [us-east-1a, us-east-1b]\n      disks',
    [
      'hosts.machines[0].zones: would be two hosts for the addresses of mail, each with a queue of its own',
      'name one zone: mail waits at its senders while the machine is replaced',
    ],
  ],
  [
    'a name that is not the host’s',
    'name: mail.commons.example',
    'name: smtp.commons.example',
    ['mail.name: smtp.commons.example is not a public record of host mx', 'add it to records.public of the host'],
  ],
  [
    'no private name',
    'private: internal.commons.example, ',
    '',
    [
      'hosts.machines[0].records.private: is missing, and services would reach the mail host through the internet',
      'write a zone of privateZones below one of: commons.example',
    ],
  ],
  [
    'no disk for the queue',
    '/var/spool/postfix',
    '/srv/mail',
    [
      'hosts.machines[0].disks: has none on /var/spool/postfix, and mail that waits would go with the machine',
      'add { name: queue, path: /var/spool/postfix, sizeGiB: 20, backup: hourly }',
    ],
  ],
  [
    'a queue without copies',
    'backup: hourly }',
    "backup: { none: 'Mail is not missed' } }",
    [
      'hosts.machines[0].disks[0].backup: leaves mail that waits without a copy',
      'write a class of backups: hourly fits, as most mail waits for minutes only',
    ],
  ],
  [
    'a port that mail opens',
    'zones: [us-east-1a]\n      disks',
    "zones: [us-east-1a]\n      ports: [{ port: 24, lastPort: 26, from: cluster, because: 'The tests want to' }]\n      disks",
    ['hosts.machines[0].ports[0].port: opens 25, as mail does', 'remove it'],
  ],
  [
    'a domain that is not ours',
    '- name: lists.commons.example',
    '- name: lists.other.example',
    [
      'mail.accounts[0].from[0]: lists.commons.example is not a domain of mail.domains',
      'did you mean commons.example?',
      'mail.domains[1].name: lists.other.example is not ours',
      'write one of domains, or a name below one: commons.example',
    ],
  ],
  [
    'a domain in a zone of ours',
    '- name: lists.commons.example',
    '- name: openshift.commons.example',
    [
      'mail.accounts[0].from[0]: lists.commons.example is not a domain of mail.domains',
      'did you mean commons.example?',
      'mail.domains[1].name: openshift.commons.example is in the zone openshift.commons.example, whose records are not at the DNS provider',
      'choose a domain outside it',
    ],
  ],
  [
    'lists at the mail host itself',
    'host: lists.internal.commons.example',
    'host: mx.internal.commons.example',
    [
      'mail.domains[1].delivers.host: is the mail host itself, to which mail would come back',
      'name the server of mailing lists, or write delivers: aliases',
    ],
  ],
  [
    'a selector twice',
    '[y2027, y2026]',
    '[y2027, y2027]',
    ['mail.selectors[1]: repeats selectors[0]', 'name each selector once: it has one key'],
  ],
  [
    'an alias of itself',
    aliases,
    'postmaster@commons.example\n',
    ['mail.aliases.postmaster@commons.example: is an alias of itself', 'name an address that somebody reads'],
  ],
  [
    'aliases in a ring',
    aliases,
    'abuse@commons.example\n',
    [
      'mail.aliases.postmaster@commons.example: is in a ring: postmaster@commons.example → abuse@commons.example → postmaster@commons.example',
      'name an address that somebody reads',
      'mail.aliases.abuse@commons.example: is in a ring: abuse@commons.example → postmaster@commons.example → abuse@commons.example',
      'name an address that somebody reads',
    ],
  ],
  [
    'an alias of nobody',
    aliases,
    'sre@commons.example\n',
    [
      'mail.aliases.postmaster@commons.example: sre@commons.example is an address of ours that nobody gets the mail of',
      'add it to mail.aliases, or name an address elsewhere',
    ],
  ],
  [
    'no address for complaints',
    '    abuse@commons.example: postmaster@commons.example\n',
    '',
    [
      'mail.aliases: has no abuse@commons.example, to which others write when something is wrong with our mail',
      'add abuse@commons.example: <who reads it>',
    ],
  ],
  [
    'two hosts for one address',
    'board@commons.example',
    'board@lists.commons.example',
    [
      'mail.aliases.board@lists.commons.example: has two hosts: all mail of lists.commons.example goes to the server that its domain delivers to',
      'make it an address there, or give the domain delivers: aliases',
    ],
  ],
  [
    'an alias of a domain that is not of mail',
    'board@commons.example',
    'board@common.example',
    [
      'mail.aliases.board@common.example: common.example is not a domain of mail.domains',
      'did you mean commons.example?',
    ],
  ],
  [
    'an alias for reports',
    'board@commons.example',
    'dmarc-reports@commons.example',
    [
      'mail.aliases.dmarc-reports@commons.example: is where the mail host takes reports of others itself',
      'remove it; reportsTo of the domain names further addresses',
    ],
  ],
  [
    'an account twice',
    'name: monitoring',
    'name: lists',
    ['mail.accounts[1].name: repeats the name of accounts[0]', 'give each sender an account of its own'],
  ],
  [
    'an SPF record that includes itself',
    'include: spf.letters.example',
    'include: commons.example',
    [
      'mail.domains[0].alsoSentBy[0].include: leads back to commons.example itself, and no receiver reads such a record to its end',
      'remove it: name the others who send, not this domain',
    ],
  ],
  [
    'SPF records that include each other',
    /include: spf[^]*name: lists.commons.example\n/.exec(environment)?.[0] ?? '',
    `include: lists.commons.example, because: 'The lists send in its name' }
    - name: lists.commons.example
      alsoSentBy: [{ include: commons.example, because: 'The board sends in its name' }]
`,
    [
      'mail.domains[0].alsoSentBy[0].include: leads back to commons.example itself, and no receiver reads such a record to its end',
      'remove it: name the others who send, not this domain',
      'mail.domains[1].alsoSentBy[0].include: leads back to lists.commons.example itself, and no receiver reads such a record to its end',
      'remove it: name the others who send, not this domain',
    ],
  ],
  ['an SPF record with an underscore', 'include: spf.letters.example', 'include: _spf.google.com', []],
  [
    'an SPF record at a name that is none',
    'include: spf.letters.example',
    'include: spf..letters.example',
    [
      'mail.domains[0].alsoSentBy[0].include: is not a full name',
      'write all of it in lower case, without a dot at the end, like www.commons.example',
    ],
  ],
  ...['0.0.0.0/0', '128.0.0.0/1'].map((block): [string, string, string, readonly string[]] => [
    `${block} as a sender`,
    "203.0.113.8/29, because: 'The monitoring",
    `${block}, because: 'The monitoring`,
    [
      'mail.domains[0].alsoSentBy[1].block: has more addresses than any sender, so strangers could send in the name of the domain',
      'name the blocks that the sender tells',
    ],
  ]),
  [
    'private addresses as a sender',
    "203.0.113.8/29, because: 'The monitoring",
    "10.0.16.0/20, because: 'The monitoring",
    [
      'mail.domains[0].alsoSentBy[1].block: is in 10.0.0.0/8, from which no mail reaches another server',
      'name the public addresses of the sender: of its NAT, if it is behind one',
    ],
  ],
  [
    'an SPF record of too many look-ups',
    "        - { include: spf.letters.example, because: 'The newsletter is sent from there' }\n",
    Array.from(
      { length: 10 },
      (_, index) =>
        `        - { include: spf-${index}.letters.example, because: 'The newsletter is sent from there' }\n`,
    ).join(''),
    [
      'mail.domains[0].alsoSentBy: makes an SPF record of 11 look-ups, and others stop at 10',
      'name blocks of addresses instead of some names, or let a sender use a domain of its own',
    ],
  ],
])('%s is found where it is', (_, from, to, lines) => {
  expect(told(from, to)).toEqual(lines);
});

const sending = `${minimalTenant}    mail: { from: site@commons.example }\n`;

test.each<[string, string, readonly string[]]>([
  ['an account of the service’s own', sending, []],
  [
    'a sender of another domain',
    changed(sending, 'site@commons.example', 'site@letters.example'),
    [
      'services[0].mail.from: letters.example is not a domain of mail.domains',
      'write an address of: commons.example, lists.commons.example',
    ],
  ],
  [
    'a site at a domain of mail',
    changed(sending, '[site.commons.example]', '[lists.commons.example]'),
    [
      'hosts[0]: lists.commons.example is a domain of mail, and the alias of a site in DNS allows no records of mail beside it',
      'serve the site at another name',
    ],
  ],
  [
    'an account that people made',
    changed(sending, 'example }', 'example, user: site }'),
    [
      'services[0].mail.user: is an account at a relay of somebody else’s, and the environment has a mail host of its own',
      'remove it: each sender gets an account there',
    ],
  ],
  ...(
    [
      ['Monitoring@commons.example', 'account monitoring'],
      ['devel@lists.commons.example', 'account lists'],
      ['postmaster@commons.example', 'whoever looks after the domain'],
      ['tls-reports@commons.example', 'whoever looks after the domain'],
    ] as const
  ).map(([from, of]): [string, string, string[]] => [
    `the name of ${of}: ${from}`,
    changed(sending, 'site@commons.example', from),
    [
      `services[0].mail.from: ${from} is an address of ${of}, for whose letters those of this service would be taken`,
      'write an address of its own',
    ],
  ]),
])('a tenant with %s', (_, tenant, lines) => {
  expect(told('messageMiB: 10', 'messageMiB: 11', { 'tenants/site.yaml': tenant })).toEqual(lines);
});

test('the mail host has no IPv6 address, since nobody could name it', () => {
  const dual = environment
    .replace('/16\n', '/16\n  addressFamily: dual-stack\n')
    .replace(/address: \{ public: ([^}]*) \}/, 'address: { public: $1, addressFamily: dual-stack }');
  expect(dual).toContain(', addressFamily: dual-stack }');
  expect(report({ 'environment.yaml': dual }).join()).toContain('is dual-stack on the mail host');
});
