import { minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const role = (name: string, grant: string) =>
  `    - { name: ${name}, who: { group: pad }, purpose: They look after the notes, grants: [${grant}] }\n`;
const said = (access: string) =>
  report({
    'environment.yaml': `${minimalEnvironment}access:\n${access}`,
    'tenants/site.yaml': minimalTenant,
  });

test.each<[string, string, string, string]>([
  [
    'two roles of one name',
    `  contributors:\n${role('pad', '{ kind: network-logs }').repeat(2)}`,
    '25:15 access.contributors[1].name: repeats the name of contributors[0]',
    'give each role a name of its own, or join their grants',
  ],
  [
    'a grant on a tenant nearly known',
    `  contributors:\n${role('pad', '{ kind: tenant-secrets, tenant: sites }')}`,
    '24:118 access.contributors[0].grants[0].tenant: sites is not a tenant of this environment',
    'did you mean site?',
  ],
  [
    'a grant on everything',
    `  contributors:\n${role('pad', "{ kind: tenant-bucket, tenant: '*' }")}`,
    '24:117 access.contributors[0].grants[0].tenant: * is not a tenant of this environment',
    'name one that has a file in tenants/',
  ],
  [
    'a purpose in letters that AWS would refuse',
    `  contributors:\n${role('pad', '{ kind: network-logs }').replace('after the notes', 'after everybody’s notes')}`,
    '24:50 access.contributors[0].purpose: has a character that AWS does not allow in a description',
    "write plain Latin letters and straight quotes: '",
  ],
  [
    'an approval by a token',
    `  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [main],\n    approvals: { by: [project_7_bot_1] } }\n`,
    '24:23 access.ci.approvals.by[0]: is the user of an access token',
    'name people: a token approves nothing',
  ],
  [
    'an approval by a name with a sign before it',
    `  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [main],\n    approvals: { by: ['@ada'] } }\n`,
    '24:23 access.ci.approvals.by[0]: is not the name of a user',
    'write it without @',
  ],
  [
    'eleven branches',
    `  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [${'abcdefghijk'.split('').join(', ')}] }\n`,
    '23:75 access.ci.branches: are more than ten branches',
    'name at most ten: the policy of a role has no room for more',
  ],
  ...['release-*', 'a//b', 'a..b', 'a.lock', 'a.lock/b', 'a/.b', 'a.', 'a/', 'HEAD', 'a b', '0a'.repeat(20)].map(
    (branch): [string, string, string, string] => [
      `branches like ${branch}`,
      `  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: ['${branch}'] }\n`,
      '23:76 access.ci.branches[0]: is not the name of a branch',
      'write it in full, without spaces and wildcards, like main or delivered/production',
    ],
  ),
  [
    'branches that Git cannot have both',
    "  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [stable/x, main, stable] }\n",
    '23:92 access.ci.branches[2]: cannot be beside stable/x: to Git, one is a folder of the other',
    'name branches that the project has',
  ],
  ...['https://token.actions.githubusercontent.com', 'https://api.bitbucket.org/2.0/workspaces/a'].map(
    (issuer): [string, string, string, string] => [
      `jobs of ${issuer}`,
      `  ci: { issuer: '${issuer}', project: a/b, branches: [main] }\n`,
      '23:17 access.ci.issuer: is not a GitLab, and the role is only for jobs of GitLab, by the subject of their tokens',
      'deploy by hand or from a GitLab, and leave access.ci out until then: see docs/pipeline.md',
    ],
  ),
  ...['infrastructure/platform.git', 'a/platform.', 'a./platform', 'a/platform.atom', 'a//b', '-a/b'].map(
    (project): [string, string, string, string] => [
      `a project like ${project}`,
      `  ci: { issuer: 'https://gitlab.commons.example', project: '${project}', branches: [main] }\n`,
      '23:60 access.ci.project: is not the path of a group or project in GitLab',
      'write it like desktop or desktop/files, in full',
    ],
  ),
  [
    'a branch named twice',
    "  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [main, main] }\n",
    '23:82 access.ci.branches[1]: repeats branches[0]',
    'name each branch once',
  ],
  [
    'a project without its group',
    "  ci: { issuer: 'https://gitlab.commons.example', project: platform, branches: [main] }\n",
    '23:60 access.ci.project: is not the path of a project',
    'write group and project, like infrastructure/platform',
  ],
])('%s are refused', (_, access, place, remedy) => {
  expect(said(access)).toEqual([`environment.yaml:${place}`, remedy]);
});

test('roles for a group and a person, and CI, are taken', () => {
  const contributors = role('pad', '{ kind: tenant-bucket, tenant: site, access: write }, { kind: network-logs }');
  const person = role('logs', '{ kind: tenant-backups, tenant: site }').replace('group: pad', 'person: elif-kaya');
  const ci = "  ci: { issuer: 'https://gitlab.commons.example', project: a/b, branches: [main, release-1] }\n";
  expect(said(`  contributors:\n${contributors}${person}${ci}`)).toEqual([]);
});

test.each(['Infrastructure/Platform', '_infra/platform', 'a/b.github.io', 'a/b/c'])(
  'the project %s is taken',
  (project) => {
    expect(
      said(
        `  ci: { issuer: 'https://gitlab.commons.example', project: ${project}, branches: [main, a./b, stable-1] }\n`,
      ),
    ).toEqual([]);
  },
);
