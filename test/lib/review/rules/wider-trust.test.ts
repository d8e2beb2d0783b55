import { findingLines } from '../../../support/review-files';

const issuer = 'tokens.commons.example';

interface Trusted {
  readonly name?: string;
  readonly host?: string;
  readonly operator?: string;
  readonly subjects?: readonly string[];
  readonly principal?: object;
}

function role({ name = 'pad', host = issuer, operator = 'StringEquals', subjects, principal }: Trusted) {
  const federated = { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` };
  const keys = {
    [`${host}:aud`]: 'sts.amazonaws.com',
    ...(subjects === undefined ? {} : { [`${host}:sub`]: subjects }),
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `test-${name}`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          principal === undefined
            ? {
                Effect: 'Allow',
                Action: 'sts:AssumeRoleWithWebIdentity',
                Principal: federated,
                Condition: { [operator]: keys },
              }
            : { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal },
        ],
      },
    },
  };
}

const template = (...roles: readonly Trusted[]) => ({
  'aws/test-identity.template.json': JSON.stringify(
    { Resources: Object.fromEntries(roles.map((each) => [each.name ?? 'pad', role(each)])) },
    null,
    1,
  ),
});

const branch = (name: string) => `project_path:infrastructure/platform:ref_type:branch:ref:${name}`;
const pods = (namespace: string, account = 'web') => `system:serviceaccount:${namespace}:${account}`;

test.each<[string, Trusted, Trusted, readonly string[]]>([
  [
    'a branch of GitLab',
    { subjects: [branch('main')] },
    { subjects: [branch('main'), branch('next')] },
    ['lets-in: role test-pad may also be assumed by an additional branch: next of infrastructure/platform'],
  ],
  [
    'a branch of GitHub',
    { subjects: ['repo:commons/platform:ref:refs/heads/main'] },
    { subjects: ['repo:commons/platform:ref:refs/heads/main', 'repo:commons/platform:pull_request'] },
    ['lets-in: role test-pad may also be assumed by additional pull requests of commons/platform'],
  ],
  [
    'pods of another namespace',
    { subjects: [pods('pad')] },
    { subjects: [pods('pad'), pods('wiki')] },
    ['lets-in: role test-pad may also be assumed by pods of namespace wiki with the service account web'],
  ],
  [
    'other pods of the same namespace',
    { subjects: [pods('pad')] },
    { subjects: [pods('pad'), pods('pad', 'worker')] },
    ['watch: role test-pad may also be assumed by pods of namespace pad with the service account worker'],
  ],
  [
    'a pattern in place of a name',
    { subjects: [pods('pad')] },
    { operator: 'StringLike', subjects: [pods('*')] },
    [
      'lets-in: role test-pad may also be assumed by every token of tokens.commons.example about pods of namespace * with the service account web',
    ],
  ],
  [
    'the same name under StringLike',
    { subjects: [pods('pad')] },
    { operator: 'StringLike', subjects: [pods('pad')] },
    [],
  ],
  [
    'no subject any more',
    { subjects: [pods('pad')] },
    {},
    [
      'lets-in: role test-pad may also be assumed by everybody with a token of tokens.commons.example, whatever tokens.commons.example:sub is, which had to be system:serviceaccount:pad:web',
    ],
  ],
  [
    'another account',
    { principal: { AWS: '111122223333' } },
    { principal: { AWS: ['arn:aws:iam::111122223333:root', '999988887777'] } },
    ['lets-in: role test-pad may also be assumed by everybody in account 999988887777 whose own rights say so'],
  ],
  [
    'another service of AWS',
    { principal: { Service: 'ec2.amazonaws.com' } },
    { principal: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } },
    ['lets-in: role test-pad may also be assumed by the service lambda.amazonaws.com'],
  ],
])('%s', (_, before, after, expected) => {
  expect(findingLines({ before: template(before), after: template(after) })).toEqual(expected);
});

test('another issuer for all roles is one finding, and what else has changed is another one', () => {
  const before = ['pad', 'wiki', 'talk'].map((name) => ({ name, subjects: [pods(name)] }));
  const after = before.map((each) => ({ ...each, host: 'id.commons.example' }));
  const changed = after.map((each) =>
    each.name === 'talk' ? { ...each, subjects: [pods('talk'), pods('pad')] } : each,
  );
  expect(findingLines({ before: template(...before), after: template(...changed) })).toEqual([
    'interrupts: issuer tokens.commons.example is not trusted any more: 3 roles trust another issuer, id.commons.example, so no pod has a role until its tokens come from there',
    'lets-in: role test-talk may also be assumed by pods of namespace pad with the service account web',
  ]);
});

test('another issuer for one role of several is another one who may take it', () => {
  const before = ['pad', 'wiki'].map((name) => ({ name, subjects: [pods(name)] }));
  const after = before.map((each) => (each.name === 'pad' ? { ...each, host: 'id.commons.example' } : each));
  expect(findingLines({ before: template(...before), after: template(...after) })).toEqual([
    'lets-in: role test-pad may also be assumed by pods of namespace pad with the service account web, by tokens of id.commons.example, which it did not trust',
    'watch: role test-pad can no longer be assumed by pods of namespace pad with the service account web',
  ]);
});
