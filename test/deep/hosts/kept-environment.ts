import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kinds } from '../../../cdk8s/services/kinds';
import { loadEnvironment, type LoadedEnvironment } from '../../../model/load';
import { changed, minimalEnvironment } from '../../support/environment-folder';

/** An environment with one host that is kept, a mail relay on Debian with a role of the community's own, and every kind of check. */
const text = (signers: readonly string[]) =>
  `${changed(
    changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n'),
    `delivery: { unsigned: 'Nobody but the tests writes to it' }`,
    `delivery: { signedBy: [${signers.join(', ')}] }`,
  )}privateZones: [internal.commons.example]
logs: { size: 1x.extra-small, keepDays: { application: 30, infrastructure: 30, audit: 90 }, syslog: { from: [10.0.0.0/16] } }
hosts:
  machines:
    - name: mail
      purpose: Takes the mail of all services and hands it on
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: amd64
      instanceType: t3.medium
      zones: [us-east-1a]
      lifecycle:
        kept: Other mail servers know it by its address
        roles: [mail_relay]
        checks:
          - { kind: backup, name: mailboxes, folder: /var/backups/mail, hours: 26 }
          - { kind: certificate, name: smtp, file: /etc/ssl/relay.pem, days: 21 }
          - { kind: mail-queue, messages: 10 }
          - { kind: replication }
          - kind: program
            name: spool
            command: /usr/local/libexec/spool
            alert: { when: above, limit: 5, severity: warning, summary: 'Too much is in the spool of the relay' }
      records: { private: internal.commons.example }
`;

/** The community's own role: a real Postfix, and the program of a check. */
const relay = `---
- name: Install Postfix
  ansible.builtin.apt:
    name: postfix
    state: present
    install_recommends: false

- name: Write the relay's configuration
  ansible.builtin.copy:
    content: |
      inet_interfaces = loopback-only
      mydestination =
      relayhost = [192.0.2.1]
    dest: /etc/postfix/main.cf
    owner: root
    group: root
    mode: "0644"
  notify: Restart Postfix

- name: Make the folder of programs
  ansible.builtin.file:
    path: /usr/local/libexec
    state: directory
    owner: root
    group: root
    mode: "0755"

- name: Write the program of a check
  ansible.builtin.copy:
    content: |
      #!/bin/sh
      cat /var/spool/relay-count
    dest: /usr/local/libexec/spool
    owner: root
    group: root
    mode: "0755"
`;

const handlers = `---
- name: Restart Postfix
  ansible.builtin.systemd_service:
    name: postfix
    state: restarted
`;

/** Writes that home into a folder with the public keys of these engineers, and loads it. */
export function keptEnvironment(home: string, keys: Readonly<Record<string, string>>): LoadedEnvironment {
  const files = {
    'environments/testing/environment.yaml': text(Object.keys(keys)),
    ...Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [`environments/testing/signing-keys/${name}.asc`, key]),
    ),
    'ansible/roles/mail_relay/tasks/main.yml': relay,
    'ansible/roles/mail_relay/handlers/main.yml': handlers,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  return loadEnvironment(join(home, 'environments'), 'testing', kinds);
}
