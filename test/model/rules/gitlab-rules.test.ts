import { changed, load, minimalTenant, report } from '../../support/environment-folder';
import { withGitLab } from '../../support/with-gitlab';

const reportOf = (...changes: readonly (readonly [string, string])[]) =>
  report({ 'environment.yaml': changes.reduce((text, [from, to]) => changed(text, from, to), withGitLab) });

test('a whole GitLab is taken as it stands', () => {
  expect(load({ 'environment.yaml': withGitLab }).environment.gitlab).toMatchObject({
    size: 'S',
    repositories: { shards: 3, sizeGiB: 500 },
    database: { size: 'xlarge', instances: 3 },
  });
});

test.each([
  ['a release without it', '  name: commons\n', "  name: commons\n  release: '4.17'\n", 'OpenShift 4.17 has no GitLab'],
  ['one name twice', 'agents: { host: agents', 'agents: { host: gitlab', 'is gitlab.host already'],
  ['a name elsewhere', 'ssh: { host: ssh.commons', 'ssh: { host: ssh.elsewhere', 'is not below a registered domain'],
  ['sites below GitLab', 'pages.commons-pages.example', 'pages.gitlab.commons.example', 'could set cookies for GitLab'],
  ['sites above GitLab', 'pages.commons-pages.example', 'commons-pages.example', 'is not below a registered domain'],
  [
    'a pool that is not there',
    'repositories: { pool: gitaly }',
    'repositories: { pool: gitaley }',
    'did you mean gitaly?',
  ],
  [
    'too few machines',
    'repositories: { pool: gitaly }',
    'repositories: { pool: gitaly, shards: 4 }',
    'gitaly may have 3',
  ],
  ['too small machines', 'ssh: {', 'size: M\n  ssh: {', 'too small for a shard of size M'],
  [
    'machines for anybody',
    'repositories: { pool: gitaly }',
    'repositories: { pool: workers }',
    'workers accepts any pod',
  ],
  [
    'SSH by a pool that may be empty',
    'ssh: { host: ssh.commons.example, pool: workers }',
    'ssh: { host: ssh.commons.example, pool: ci }',
    'gitlab.ssh.pool: ci may have no machine at the quietest hour',
  ],
  ['a cache that is not there', 'persistent: gitlab,', 'persistent: gitlap,', 'did you mean gitlab?'],
  [
    'one cache for both',
    'cache: gitlab-cache }',
    'cache: gitlab }',
    'which already has the data that must not be evicted',
  ],
  [
    'queues without snapshots',
    'persistent: gitlab, cache: gitlab-cache',
    'persistent: gitlab-cache',
    'has no snapshots',
  ],
  [
    'queues in a cache that evicts',
    '{ name: gitlab, nodeType: cache.m7g.large }',
    '{ name: gitlab, nodeType: cache.m7g.large, eviction: least-recently-used }',
    'gitlab.redis.persistent: gitlab evicts the least recently used entries',
  ],
  [
    'a cache that never forgets',
    'eviction: least-recently-used, ',
    '',
    'gitlab.redis.cache: gitlab-cache evicts nothing',
  ],
  [
    'a release beside anybody',
    'name: releases, pool: releases',
    'name: releases, pool: ci',
    'any job could run beside a release',
  ],
  [
    'a release on any worker',
    'name: releases, pool: releases',
    'name: releases, pool: workers',
    'must not be built beside other pods',
  ],
  ['two runners of a name', '- { name: arm64, pool: ci }', '- { name: releases, pool: ci }', 'runners[0]'],
  ['a taint without a value', 'value: ci, effect', 'effect', 'which a runner cannot tolerate'],
])('%s is refused', (_, from, to, said) => {
  expect(reportOf([from, to]).join('\n')).toContain(said);
});

test('sites above other names would own them', () => {
  const said = reportOf(
    ['pages.commons-pages.example', 'git.commons.example'],
    ['gitlab:\n  host: gitlab.commons', 'gitlab:\n  host: forge.git.commons'],
  );
  expect(said.join('\n')).toContain('forge.git.commons.example lies within git.commons.example');
});

test('machines that AWS may take away hold no repositories', () => {
  const said = reportOf([
    'value: gitaly, effect: NoSchedule }]\n',
    "value: gitaly, effect: NoSchedule }]\n      capacity: { spot: 'It is much cheaper that way' }\n",
  ]);
  expect(said.join('\n')).toContain('each has a part of all repositories');
});

test('Git over SSH comes in by machines of the machine API', () => {
  const said = reportOf(['- { name: workers, architecture', '- { name: workers, owner: cloudformation, architecture']);
  expect(said.join('\n')).toContain('only the machine API registers machines');
});

test('tenants have neither its caches nor its names', () => {
  const tenant = (host: string, more = '') => ({
    'environment.yaml': withGitLab,
    'tenants/site.yaml': changed(minimalTenant, 'site.commons.example', host) + more,
  });
  expect(report(tenant('site.commons.example', '    cache: { shared: gitlab }\n')).join('\n')).toContain(
    'gitlab is used by tenant site too',
  );
  for (const host of ['registry.commons.example', 'ssh.commons.example']) {
    expect(report(tenant(host)).join('\n')).toContain(`${host} is the environment's own`);
  }
  expect(report(tenant('art.pages.commons-pages.example')).join('\n')).toContain("GitLab's projects publish");
  expect(report({ 'environment.yaml': withGitLab, 'tenants/gitlab.yaml': minimalTenant }).join('\n')).toContain(
    'a name that the cluster reserves',
  );
});
