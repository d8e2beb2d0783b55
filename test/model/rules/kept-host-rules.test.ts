import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';

const text = `${changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n')}privateZones: [internal.commons.example]
hosts:
  machines:
    - name: mail
      purpose: Takes the mail of all services
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
      lifecycle:
        kept: Other mail servers know it by its address
        roles: [mail_relay]
        checks: [{ kind: mail-queue }, { kind: backup, name: mail, folder: /var/backups/mail }]
      records: { private: internal.commons.example }
`;
const role = '../../ansible/roles/mail_relay/tasks/main.yml';
const files = { 'environment.yaml': text, [role]: '---\n' };
const at = (path: string) => `hosts.machines[0].${path}`;
const found = (from: string, to: string) => report({ ...files, 'environment.yaml': changed(text, from, to) });

test('a host that is kept has roles and checks with their limits', () => {
  const [mail] = load(files).environment.hosts.machines;
  expect(mail?.lifecycle).toMatchObject({
    roles: ['mail_relay'],
    checks: [
      { kind: 'mail-queue', messages: 100 },
      { kind: 'backup', hours: 26 },
    ],
  });
});

test.each<[string, string, string, string, string]>([
  [
    'a role that does not exist',
    '[mail_relay]',
    '[mail_relais]',
    at('lifecycle.roles[0]: mail_relais is not a folder of ansible/roles'),
    'did you mean mail_relay?',
  ],
  [
    'a role twice',
    '[mail_relay]',
    '[mail_relay, mail_relay]',
    at('lifecycle.roles[1]: repeats roles[0]'),
    'name each role once',
  ],
  [
    'a role of the platform',
    '[mail_relay]',
    '[mail_relay, audit]',
    at('lifecycle.roles[1]: audit is a role of the platform, which every host that is kept has'),
    'leave it out, or give your own role another name',
  ],
  [
    'a check twice',
    '[{ kind: mail-queue }',
    '[{ kind: mail-queue }, { kind: mail-queue }',
    at('lifecycle.checks[1]: asks the same as checks[0]'),
    'ask it once, or give it a name of its own',
  ],
  [
    'a check without an alert',
    '{ kind: mail-queue }',
    '{ kind: program, name: spool, command: /usr/local/libexec/spool }',
    at('lifecycle.checks[0].alert: is missing'),
    'expected: alert that it fires: without one nobody would look; for example alert: { when: above, limit: 100, severity: warning, summary: "Uploads wait for the scanner: restart clamd" }',
  ],
  [
    'a host that nobody in the cluster finds',
    '      records: { private: internal.commons.example }\n',
    '',
    at('lifecycle.kept: nobody in the cluster knows where mail-a is, whose metrics say whether it converges'),
    'give the host records: { private: <one of privateZones> }, or privateAddresses: { us-east-1a: <address> }',
  ],
  [
    'the port of its metrics twice',
    '      records:',
    "      ports: [{ port: 9000, lastPort: 9200, from: cluster, because: 'Services ask it there' }]\n      records:",
    at('ports[0].port: is open to the cluster anyway: Prometheus reads the metrics of a host that is kept at 9100'),
    'leave it out',
  ],
])('%s is found', (_, from, to, place, remedy) => {
  const [first = '', second] = found(from, to);
  expect([first.replace(/^environment\.yaml:\d+:\d+ /, ''), second]).toEqual([place, remedy]);
});

test('a role without tasks is found', () => {
  const [first = ''] = report({ 'environment.yaml': text, '../../ansible/roles/mail_relay/README.md': 'Later\n' });
  expect(first).toContain('ansible/roles/mail_relay has no tasks');
});
