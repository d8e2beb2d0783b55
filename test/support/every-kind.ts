import { changed, type EnvironmentFiles } from './environment-folder';
import { fullEnvironment } from './full-environment';
import { gitlabDeclaration } from './with-gitlab';

/** What the full environment has besides, so that a GitLab, its runners and a Keycloak have their places. */
const environment = [
  ['domains: [commons.example, ', 'domains: [commons.example, commons-pages.example, '],
  [
    '  issuer: https://sso.commons.example/realms/commons\n',
    `  issuer: https://sso.commons.example/realms/commons
  keycloak:
    placement: cluster
    administrators: infrastructure
    directory: { none: 'The tests know nobody' }
`,
  ],
  [
    '    - { name: legacy, owner: cloudformation',
    `    - name: gitaly
      architecture: arm64
      instanceTypes: [m7g.2xlarge]
      size: 3
      taints: [{ key: commons-platform/purpose, value: gitaly, effect: NoSchedule }]
    - name: general
      architecture: arm64
      instanceTypes: [m7g.4xlarge]
      size: 8
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
    'caches:\n',
    `caches:
  - { name: gitlab, nodeType: cache.m7g.large }
  - { name: gitlab-cache, nodeType: cache.m7g.large, eviction: least-recently-used, snapshots: { none: 'It is filled again by itself' } }
  - { name: forum, nodeType: cache.t4g.medium }
`,
  ],
  ['hosts:\n  images', `${gitlabDeclaration.replace('pool: workers', 'pool: general')}hosts:\n  images`],
].reduce((text, [from = '', to = '']) => changed(text, from, to), fullEnvironment['environment.yaml'] ?? '');

const about = (purpose: string, hosts: readonly string[]): string => `purpose: ${purpose}
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: internal
quota: large
hosts: [${hosts.join(', ')}]
`;

const forum = `${about('Where people ask and answer', ['forum.commons.example', 'uploads.commons.example'])}services:
  - kind: discourse
    image: quay.io/commons-example/discourse@sha256:${'7d0f'.repeat(16)}
    hosts: [forum.commons.example]
    uploadsHost: uploads.commons.example
    administrators: [sre@commons.example]
    web: { least: 2, most: 3 }
    mail:
      from: forum@commons.example
      relay: { host: mail.commons.example }
      answers: { host: mail.commons.example, address: 'forum+%{reply_key}@commons.example' }
    cache: { shared: forum }
  - kind: web-gateway
    name: uploads
    hosts: [uploads.commons.example]
    content: { service: discourse, folder: uploads }
    serves: { kind: downloads }
`;

const bridge = `${about('Posts into rooms what happens elsewhere', ['hookshot.commons.example'])}services:
  - kind: hookshot
    homeserver: { domain: commons.example, url: 'https://matrix.commons.example', calledFrom: [203.0.113.64/28] }
    sources: { gitlab: { commons: 'https://gitlab.commons.example' } }
    administrators: ['@bao:commons.example']
`;

const fetches = `${about('Answers fetches in place of GitLab', ['fetch.commons.example'])}services:
  - kind: git-fetch-cache
    image: quay.io/commons-example/git-fetch-cache:stable
    gitlab: https://gitlab.commons.example
`;

const releases = `${about('Takes the tarballs of releases', ['publish.commons.example', 'download.commons.example'])}services:
  - kind: release-service
    image: quay.io/commons-example/release-service:stable
    hosts: [publish.commons.example]
    gitlab: https://gitlab.commons.example
    namespaces: [desktop]
  - kind: web-gateway
    name: downloads
    hosts: [download.commons.example]
    content: { service: releases }
    serves: { kind: downloads, listing: true }
`;

const hooks = `${about('Makes the accounts that people ask for', ['hooks.commons.example'])}services:
  - kind: automation
    receiver: quay.io/commons-example/automation-hooks:stable
    image: quay.io/commons-example/accounts-automation:stable
    gitlab: https://gitlab.commons.example
    account: accounts-bot
    settings: { ACCESS_TOKEN: { value: 'none', notSecret: 'It says that there is none' } }
    secrets: [DIRECTORY_BIND_PASSWORD]
    hooks:
      - { name: request, project: infrastructure/accounts, on: [issue], run: [bin/accounts, request] }
      - { name: approval, project: infrastructure/accounts, on: [note], run: [bin/accounts, approve], token: signing }
    callsOut: [{ port: 636, because: 'The directory is told of people by LDAPS' }]
`;

/** The full environment with a service of every kind, and everything else that an environment may declare. */
export const everyKind: EnvironmentFiles = {
  ...fullEnvironment,
  'environment.yaml': environment,
  'tenants/bridge.yaml': bridge,
  'tenants/fetches.yaml': fetches,
  'tenants/forum.yaml': forum,
  'tenants/hooks.yaml': hooks,
  'tenants/releases.yaml': releases,
};
