import { pascalCase } from '../../../model/formats/pascal-case';
import { changed, minimalEnvironment, report, type EnvironmentFiles } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { withGitLab } from '../../support/with-gitlab';
import { withOwnMail } from '../../support/with-own-mail';

const full = fullEnvironment['environment.yaml'] ?? '';
const mail = withOwnMail['environment.yaml'] ?? '';

/** A copy of the entry of a list that begins with `first`, up to the next line at its depth, behind it, with changes. */
function twice(text: string, first: string, changes: readonly (readonly [from: string, to: string])[]): string {
  const start = text.indexOf(first);
  const indent = first.search(/\S/);
  const lines = text.slice(start).split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.search(/\S/) <= indent);
  const entry = `${lines.slice(0, end).join('\n')}\n`;
  const copy = changes.reduce((done, [from, to]) => changed(done, from, to), entry);
  const at = start + entry.length;
  return `${text.slice(0, at)}${copy}${text.slice(at)}`;
}

const files = (text: string, more: EnvironmentFiles = {}): EnvironmentFiles => ({ ...more, 'environment.yaml': text });
const inFull = (text: string) => files(text, fullEnvironment);
const inMail = (text: string) => files(text, withOwnMail);
/** A name of the full environment, and a second entry that differs from it by a hyphen before a digit. */
const renamed = (from: string, text = full) => text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), `${from}1`);

test.each<[string, EnvironmentFiles, string]>([
  [
    'a host',
    files(
      `${changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n')}hosts:\n  machines:\n${[
        'web-1',
        'web1',
      ]
        .map(
          (name) =>
            `    - { name: ${name}, purpose: 'Whatever the tests need', image: { system: debian, id: ami-0123456789abcdef0 }, architecture: arm64, instanceType: t4g.small, zones: [us-east-1a] }\n`,
        )
        .join('')}`,
    ),
    'hosts.machines[1].name: web1 differs from web-1 only in punctuation, at hosts.machines[0].name',
  ],
  [
    'records of hosts in two zones',
    files(
      `${changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n')}privateZones: [b.in.commons.example, in.commons.example]\nhosts:\n  machines:\n${[
        ['a', 'b.in.commons.example'],
        ['a-b', 'in.commons.example'],
      ]
        .map(
          ([name = '', zone = '']) =>
            `    - { name: ${name}, purpose: 'Whatever the tests need', image: { system: debian, id: ami-0123456789abcdef0 }, architecture: arm64, instanceType: t4g.small, zones: [us-east-1c], records: { private: ${zone} } }\n`,
        )
        .join('')}`,
    ),
    'hosts.machines[1].name: a-b.in.commons.example differs from a.b.in.commons.example only in punctuation, at hosts.machines[0].name',
  ],
  [
    'a disk',
    inFull(
      changed(
        changed(full, 'name: files, path', 'name: files-1, path'),
        'name: cache, path: /var',
        'name: files1, path: /var',
      ),
    ),
    'hosts.machines[0].disks[1].name: files1 differs from files-1 only in punctuation, at hosts.machines[0].disks[0].name',
  ],
  [
    'a secret',
    inFull(changed(full, '[upstream-password]', '[token-1, token1]')),
    'hosts.machines[0].secrets[1]: mirror/token1 differs from mirror/token-1 only in punctuation, at hosts.machines[0].secrets[0]',
  ],
  [
    'a secret of another host',
    inFull(
      changed(
        changed(full, '[upstream-password]', '[lab-token]').replace('name: build-lab\n', 'name: mirror-lab\n'),
        '      privateAddresses: { us-east-1b: 10.0.52.20 }\n',
        '      privateAddresses: { us-east-1b: 10.0.52.20 }\n      secrets: [token]\n',
      ),
    ),
    'hosts.machines[4].secrets[0]: mirror-lab/token differs from mirror/lab-token only in punctuation, at hosts.machines[0].secrets[0]',
  ],
  [
    'a secret that the platform has',
    inMail(
      changed(
        mail,
        '      disks:\n        - { name: queue',
        '      secrets: [dkim-y2027]\n      disks:\n        - { name: queue',
      ),
    ),
    'hosts.machines[0].secrets[0]: mx/dkim-y2027 is what mail.selectors[0] is called too',
  ],
  [
    'a directory',
    inFull(changed(changed(full, 'name: idm\n', 'name: idm-1\n'), 'name: build-lab\n', 'name: idm1\n')),
    'directory.name: idm-1-b differs from idm1-b only in punctuation, at hosts.machines[4].name',
  ],
  [
    'a runner on hosts',
    inFull(changed(changed(full, 'name: builds\n', 'name: x-1\n'), 'name: releases\n', 'name: x1\n')),
    'hosts.runners[1].name: x1 differs from x-1 only in punctuation, at hosts.runners[0].name',
  ],
  [
    'a runner in the cluster',
    files(
      changed(changed(withGitLab, 'name: arm64, pool', 'name: x-1, pool'), 'name: releases, pool', 'name: x1, pool'),
    ),
    'gitlab.runners[1].name: x1 differs from x-1 only in punctuation, at gitlab.runners[0].name',
  ],
  [
    'a cache',
    inFull(
      twice(renamed('sessions').replace('sessions1:', 'sessions:'), '  - { name: sessions1,', [
        ['sessions1', 'sessions-1'],
      ]),
    ),
    'caches[2].name: sessions-1 differs from sessions1 only in punctuation, at caches[1].name',
  ],
  [
    'a pool',
    inFull(twice(renamed('legacy'), '    - { name: legacy1,', [['legacy1', 'legacy-1']])),
    'cluster.pools[3].name: legacy-1 differs from legacy1 only in punctuation, at cluster.pools[2].name',
  ],
  [
    'a contributor',
    inFull(changed(changed(full, 'name: pad-maintainers\n', 'name: x-1\n'), 'name: traffic\n', 'name: x1\n')),
    'access.contributors[1].name: x1 differs from x-1 only in punctuation, at access.contributors[0].name',
  ],
  [
    'a peer',
    inFull(changed(changed(full, 'name: monitoring\n', 'name: x-1\n'), 'name: office\n', 'name: x1\n')),
    'access.wireguard.peers[1].name: x1 differs from x-1 only in punctuation, at access.wireguard.peers[0].name',
  ],
  [
    'a person',
    inFull(changed(changed(full, 'name: ines-okafor,', 'name: x-1,'), 'name: tomasz-berg,', 'name: x1,')),
    'access.bastion.people[1].name: x1 differs from x-1 only in punctuation, at access.bastion.people[0].name',
  ],
  [
    'a provider of challenges',
    inFull(
      twice(renamed('conference'), '    - kind: rfc2136\n      name: conference1\n', [
        ['conference1', 'conference-1'],
        ['[commonsconf.example]', '[commons.example]'],
      ]),
    ),
    'certificates.challenges[1].name: conference-1 differs from conference1 only in punctuation, at certificates.challenges[0].name',
  ],
  [
    'a zone of another site',
    inFull(
      changed(
        full,
        "because: 'Pods call the office’s services by name' }]",
        "because: 'Pods call the office’s services by name' }, { zone: a.b-c.example, to: [192.168.50.53], because: 'Pods call it by its name' }, { zone: a-b.c.example, to: [192.168.50.53], because: 'Pods call it by its name' }]",
      ),
    ),
    'resolver.forward[2].zone: a-b.c.example differs from a.b-c.example only in punctuation, at resolver.forward[1].zone',
  ],
  [
    'a selector',
    inMail(changed(mail, '[y2027, y2026]', '[y-2027, y2027]')),
    'mail.selectors[1]: mx/dkim-y2027 differs from mx/dkim-y-2027 only in punctuation, at mail.selectors[0]',
  ],
  [
    'an account of mail',
    inMail(changed(changed(mail, '{ name: lists,', '{ name: x-1,'), '{ name: monitoring,', '{ name: x1,')),
    'mail.accounts[1].name: mx/account-x1 differs from mx/account-x-1 only in punctuation, at mail.accounts[0].name',
  ],
])('%s that differs from another only in punctuation is found', (_, given, problem) => {
  expect(report(given)).toEqual([expect.stringContaining(problem), 'choose a name with other letters or digits']);
});

test('names that differ in a letter, and pools that the machine API owns, are none', () => {
  expect(report(fullEnvironment)).toEqual([]);
  expect(
    report(inFull(full.replace('name: workers\n', 'name: legacy-1\n').replace('name: legacy,', 'name: legacy1,'))),
  ).not.toContainEqual(expect.stringContaining('punctuation'));
  expect(pascalCase('a-1')).toBe(pascalCase('a1'));
});
