import { changed, minimalEnvironment, type EnvironmentFiles } from './environment-folder';

/** The host that mail runs on, with all that mail needs of it. */
export const mailMachine = `    - name: mx
      purpose: 'Mail of the community, in and out'
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
      disks:
        - { name: queue, path: /var/spool/postfix, sizeGiB: 20, backup: hourly }
      address: { public: 'Other mail servers know it by this address' }
      records: { private: internal.commons.example, public: [mail.commons.example] }
`;

/** A mail host of the community's own that says everything it can say. */
export const ownMail = `mail:
  machine: mx
  name: mail.commons.example
  domains:
    - name: commons.example
      alsoSentBy:
        - { include: spf.letters.example, because: 'The newsletter is sent from there' }
        - { block: 203.0.113.8/29, because: 'The monitoring outside writes itself' }
      dmarc: reject
      reportsTo: [postmaster@elsewhere.example]
      tls: enforce
    - name: lists.commons.example
      delivers: { host: lists.internal.commons.example, port: 8024 }
      tls: { none: 'The server of mailing lists moves next month' }
  selectors: [y2027, y2026]
  aliases:
    postmaster@commons.example: sre@elsewhere.example
    abuse@commons.example: postmaster@commons.example
    board@commons.example: [ada@elsewhere.example, bo@elsewhere.example]
  accounts:
    - { name: lists, from: ['@lists.commons.example'], because: 'The server of mailing lists' }
    - { name: monitoring, from: [monitoring@commons.example], because: 'Alerts of the cluster' }
  messageMiB: 10
  greylisting: { none: 'The tests would wait' }
`;

/** The minimal environment with a mail host of its own. */
export const withOwnMail: EnvironmentFiles = {
  'environment.yaml': `${changed(minimalEnvironment, '/16\n', '/16\nprivateZones: [internal.commons.example]\n')}hosts:
  machines:
${mailMachine}${ownMail}`,
};
