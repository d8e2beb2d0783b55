import { changed, minimalEnvironment } from './environment-folder';

/** Pools, caches and the GitLab of `withGitLab`, as they stand in its file. */
export const gitlabDeclaration = `gitlab:
  host: gitlab.commons.example
  registry: { host: registry.commons.example }
  agents: { host: agents.commons.example }
  pages: { domain: pages.commons-pages.example }
  ssh: { host: ssh.commons.example, pool: workers }
  repositories: { pool: gitaly }
  redis: { persistent: gitlab, cache: gitlab-cache }
  mail: { host: smtp.commons.example, user: gitlab, from: gitlab@commons.example }
  runners:
    - { name: arm64, pool: ci }
    - { name: releases, pool: releases, jobs: 2, purpose: { releases: [registry.commons.example/release/*] } }
`;

const pools = `  pools:
    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
    - { name: workers, architecture: arm64, instanceTypes: [m7g.2xlarge], size: 6 }
    - name: gitaly
      architecture: arm64
      instanceTypes: [m7g.2xlarge]
      size: 3
      taints: [{ key: commons-platform/purpose, value: gitaly, effect: NoSchedule }]
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
`;

const caches = `caches:
  - { name: gitlab, nodeType: cache.m7g.large }
  - { name: gitlab-cache, nodeType: cache.m7g.large, eviction: least-recently-used, snapshots: { none: 'It is filled again by itself' } }
`;

/** The minimal environment with a GitLab that has everything it can have. */
export const withGitLab = [
  ['  baseDomain: openshift.commons.example\n', `  baseDomain: openshift.commons.example\n${pools}`],
  ['edge:\n', `${caches}${gitlabDeclaration}edge:\n`],
  ['domains: [commons.example]', 'domains: [commons.example, commons-pages.example]'],
].reduce((text, [from = '', to = '']) => changed(text, from, to), minimalEnvironment);
