import { GitLabRoles } from '../../constructs/gitlab/gitlab-roles';
import { portBalancerAlarm } from '../../constructs/network/port-balancer-alarm';
import { keycloakAlarms } from '../../constructs/single-sign-on/keycloak-alarms';
import { SingleSignOnRoles } from '../../constructs/single-sign-on/single-sign-on-roles';
import { propertiesOf, templateOf } from '../support/stacks';

const issuer = 'https://d111111abcdef8.cloudfront.net';
const key = { alias: 'alias/test-data', region: 'us-east-1', account: '111122223333' };
const archiveOf = (name: string) => ({
  roleName: `test-${name}-backup`,
  database: `${name}-db`,
  bucketName: 'test-archives',
  prefix: name,
  key,
});

const template = templateOf((stack) => {
  for (const name of ['blue', 'green']) {
    new SingleSignOnRoles(stack, `${name}-login`, {
      issuer,
      namespace: `${name}-login`,
      secrets: { roleName: `test-${name}-login-secrets`, named: [`test/${name}-login/administrator`], key },
      archive: archiveOf(`${name}-login`),
    });
    new GitLabRoles(stack, `${name}-git`, {
      issuer,
      namespace: `${name}-git`,
      roles: [
        {
          name: 'rails',
          roleName: `test-${name}-rails`,
          serviceAccount: `${name}-rails`,
          buckets: [{ bucketName: `test-${name}-lfs`, may: 'change' }],
        },
      ],
      key,
      secrets: { roleName: `test-${name}-git-secrets`, named: [`test/${name}-git/login`] },
      secretCopy: {
        roleName: `test-${name}-copy`,
        serviceAccount: `${name}-secret-copy`,
        path: `test/${name}-git/rails-secret`,
      },
      archive: archiveOf(`${name}-git`),
    });
  }
});
const roles = Object.values(propertiesOf(template, 'AWS::IAM::Role')).map((role) => JSON.stringify(role));
const roleName = (role: string) => /"RoleName":"([^"]+)"/.exec(role)?.[1] ?? '';

test('two of a kind have roles of their own, each for its own namespace', () => {
  expect(roles).toHaveLength(12);
  expect(new Set(roles.map(roleName)).size).toBe(12);
  for (const role of roles) {
    const [own, other] = roleName(role).startsWith('test-blue-') ? ['blue', 'green'] : ['green', 'blue'];
    expect(role).toContain(`system:serviceaccount:${own}-`);
    expect(role).not.toContain(other);
  }
});

const ofKeycloak = (name: string) =>
  keycloakAlarms(name, {
    balancer: `app/${name}/1`,
    targetGroup: `targetgroup/${name}/1`,
    certificateArn: `arn:aws:acm:us-east-1:111122223333:certificate/${name}`,
    database: name,
  });
const ofPort = (name: string) => [
  portBalancerAlarm(
    { fullName: `net/${name}/1`, targetsFullName: `targetgroup/${name}/1` },
    { name, summary: 'Nobody answers', section: 'port-unreachable' },
  ),
];

test.each([
  ['Keycloak', ofKeycloak],
  ['a port', ofPort],
])('two of %s have alarms of their own, which watch it alone', (_, alarmsOf) => {
  const [blue, green] = [alarmsOf('blue'), alarmsOf('green')];
  const names = [...blue, ...green].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(JSON.stringify(blue.map(({ watches }) => watches))).not.toContain('green');
  for (const { watches } of blue) expect(JSON.stringify(watches)).toContain('blue');
});
