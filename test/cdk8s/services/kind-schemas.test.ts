import { automationSchema } from '../../../cdk8s/services/automation/automation-schema';
import { discourseSchema } from '../../../cdk8s/services/discourse/discourse-schema';
import { gitFetchCacheSchema } from '../../../cdk8s/services/git-fetch-cache/git-fetch-cache-schema';
import { hookshotSchema } from '../../../cdk8s/services/hookshot/hookshot-schema';

const forum = {
  kind: 'discourse',
  image: `quay.io/team/discourse@sha256:${'0'.repeat(64)}`,
  uploadsHost: 'uploads.example',
  mail: { from: 'forum@team.example', relay: { host: 'smtp.team.example' } },
};
const bridge = {
  kind: 'hookshot',
  homeserver: { domain: 'team.example', url: 'https://matrix.team.example', calledFrom: ['192.0.2.0/24'] },
  administrators: ['@ada:team.example'],
};

test('a forum says four things about itself', () => {
  expect(discourseSchema.parse(forum)).toMatchObject({
    name: 'discourse',
    size: 'small',
    web: { least: 2, most: 4 },
    jobs: 2,
    mail: { relay: { port: 587 } },
    database: { size: 'medium', pooling: 'transaction' },
    cache: { memoryMiB: 512 },
    bucket: { keepDeletedDays: 60 },
  });
});

test('a bridge says three', () => {
  expect(hookshotSchema.parse(bridge)).toMatchObject({ name: 'hookshot', sources: { webhooks: true, feeds: true } });
});

const fetches = {
  kind: 'git-fetch-cache',
  image: 'quay.io/team/git-fetch-cache:stable',
  gitlab: 'https://gitlab.team.example',
};

test('a cache of fetches says which GitLab it is for', () => {
  expect(gitFetchCacheSchema.parse(fetches)).toMatchObject({
    name: 'fetches',
    sizeGiB: 50,
    keepDays: 14,
    replicas: 2,
    cache: { memoryMiB: 64 },
  });
});

test.each<[string, object, string]>([
  ['a GitLab below a path', { gitlab: 'https://team.example/gitlab' }, 'has a path'],
  ['a GitLab without TLS', { gitlab: 'http://gitlab.team.example' }, 'is not a plain https address'],
  ['a disk that holds nothing', { sizeGiB: 1 }, '>=5'],
])('a cache of fetches with %s is refused', (_, change, reason) => {
  expect(gitFetchCacheSchema.safeParse({ ...fetches, ...change }).error?.message).toContain(reason);
});

const answers = { host: 'pop.team.example', address: 'forum@team.example' };

test.each<[string, object, string]>([
  ['a tag that moves', { image: 'quay.io/team/discourse:stable' }, 'write the digest'],
  ['one pod that answers', { web: { least: 1 } }, '>=2'],
  ['fewer pods at most than at least', { web: { least: 4, most: 2 } }, 'make most as large as least'],
  ['answers that nobody can tell apart', { mail: { ...forum.mail, answers } }, 'has no placeholder for the reply'],
  ['an address that is none', { administrators: ['ada'] }, 'is not an e-mail address'],
])('a forum with %s is refused', (_, change, reason) => {
  expect(discourseSchema.safeParse({ ...forum, ...change }).error?.message).toContain(reason);
});

test.each<[string, object, string]>([
  ['nothing to post', { sources: { webhooks: false, feeds: false } }, 'name a GitLab'],
  ['an administrator without a server', { administrators: ['@ada'] }, 'is not a Matrix id'],
  ['a homeserver that calls from anywhere', { homeserver: { ...bridge.homeserver, calledFrom: [] } }, '>=1'],
])('a bridge with %s is refused', (_, change, reason) => {
  expect(hookshotSchema.safeParse({ ...bridge, ...change }).error?.message).toContain(reason);
});

const hook = { name: 'request', project: 'Infrastructure/accounts', on: ['issue'], run: ['bin/accounts'] };
const automation = {
  kind: 'automation',
  receiver: 'quay.io/team/automation-hooks:stable',
  image: 'quay.io/team/accounts:stable',
  gitlab: 'https://gitlab.team.example',
  account: 'accounts-bot',
  hooks: [hook],
};

test('an automation says by which account it writes, and what starts it', () => {
  expect(automationSchema.parse(automation)).toMatchObject({
    name: 'hooks',
    settings: {},
    secrets: [],
    scratch: ['/tmp'],
    callsOut: [],
    hooks: [{ token: 'generated', timeoutMinutes: 30, retries: 0, size: 'small' }],
  });
});

test.each<[string, object, string]>([
  ['no account', { account: undefined }, 'account'],
  ['an account that is a mention', { account: '@accounts-bot' }, 'write it without @'],
  ['no hook', { hooks: [] }, '>=1'],
  ['a group instead of a project', { hooks: [{ ...hook, project: 'infrastructure' }] }, 'is not the path of a project'],
  ['an event that says nothing of an issue', { hooks: [{ ...hook, on: ['push'] }] }, 'issue'],
  ['a hook for nothing', { hooks: [{ ...hook, on: [] }] }, '>=1'],
  ['a setting of a name that is none', { settings: { 'BIND DN': 'x' } }, 'is not the name of an environment variable'],
])('an automation with %s is refused', (_, change, reason) => {
  expect(automationSchema.safeParse({ ...automation, ...change }).error?.message).toContain(reason);
});
