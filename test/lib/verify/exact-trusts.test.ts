import { exactTrustsRule } from '../../../lib/verify/exact-trusts';
import { arnOf, library, role, subjectOf, trust } from './library';

const nothing = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' };
const reasons = (...documents: readonly unknown[]) =>
  exactTrustsRule
    .findings(
      library(
        {},
        {},
        Object.fromEntries(
          documents.map((AssumeRolePolicyDocument, index) => [
            `Role${index}`,
            role('anybody', nothing, { AssumeRolePolicyDocument }),
          ]),
        ),
      ),
    )
    .map(({ place, reason }) => `${place}: ${reason}`);

const conditions = (Condition: unknown) => trust([], { Condition });
const aud = 'oidc.library.example:aud';
const sub = 'oidc.library.example:sub';

test.each<[string, unknown, string]>([
  [
    'a subject by a pattern',
    conditions({ StringEquals: { [aud]: 'x' }, StringLike: { [sub]: 'system:serviceaccount:maps:*' } }),
    'its trust compares by StringLike',
  ],
  [
    'a subject if there is one',
    conditions({ StringEquals: { [aud]: 'x' }, StringEqualsIfExists: { [sub]: subjectOf('maps') } }),
    'its trust compares by StringEqualsIfExists',
  ],
  [
    'a star that means itself',
    conditions({ StringEquals: { [aud]: 'x', [sub]: ['system:serviceaccount:maps:*'] } }),
    'its trust names system:serviceaccount:maps:*, which StringEquals takes letter by letter and so never matches',
  ],
  [
    'no audience',
    conditions({ StringEquals: { [sub]: subjectOf('maps') } }),
    'its trust takes tokens for any audience',
  ],
  [
    'anybody of the cluster',
    conditions({ StringEquals: { [aud]: 'sts.amazonaws.com' } }),
    'its trust takes tokens about anybody, for an audience that others have too',
  ],
  [
    'a subject among several',
    conditions({ StringEquals: { [aud]: 'x' }, 'ForAnyValue:StringEquals': { [sub]: [subjectOf('maps')] } }),
    'its trust compares by ForAnyValue:StringEquals',
  ],
  [
    'a subject in any case',
    conditions({ StringEquals: { [aud]: 'x' }, StringEqualsIgnoreCase: { [sub]: subjectOf('maps') } }),
    'its trust compares by StringEqualsIgnoreCase',
  ],
  [
    'a subject that a variable names',
    conditions({ StringEquals: { [aud]: 'x', [sub]: 'system:serviceaccount:${aws:PrincipalTag/n}:tiles' } }),
    'its trust names system:serviceaccount:${aws:PrincipalTag/n}:tiles, which is known only later',
  ],
  [
    'a subject that CloudFormation makes up',
    conditions({ StringEquals: { [aud]: 'x', [sub]: { Ref: 'Subject' } } }),
    'its trust names {"Ref":"Subject"}, which is known only later',
  ],
  [
    'a subject of another issuer',
    conditions({ StringEquals: { [aud]: 'x', 'gitlab.com:sub': 'project_path:a/b:ref_type:branch:ref:main' } }),
    'its trust compares gitlab.com:sub, which tokens of its issuer do not have',
  ],
  [
    'everybody',
    { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' } },
    'its trust is for everybody',
  ],
  [
    'everybody but somebody',
    { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: { AWS: arnOf('iam', 'root') } } },
    'its trust uses NotPrincipal',
  ],
  ['an expression', { 'Fn::If': [] }, 'its trust is an expression, which cannot be checked'],
])('a trust with %s is found', (_, document, reason) => {
  expect(reasons(document)).toEqual([`platform AWS::IAM::Role Role0: ${reason}`]);
});

test('a trust of subjects, and one of an audience that is nobody else’s, are taken', () => {
  expect(
    reasons(trust([subjectOf('logs')]), conditions({ StringEquals: { [aud]: 'aws-library-mappers' } }), {
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
    }),
  ).toEqual([]);
});

test.each(['token.actions.githubusercontent.com', 'gitlab.com'])(
  'a trust of everybody’s issuer %s names whom it is for',
  (issuer) => {
    const trusting = (claims: Readonly<Record<string, string>>, operator = 'StringEquals') => ({
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: arnOf('iam', `oidc-provider/${issuer}`) },
        Condition: { StringEquals: { [`${issuer}:aud`]: 'x' }, [operator]: { [`${issuer}:aud`]: 'x', ...claims } },
      },
    });
    const branch = 'project_path:commons/platform:ref_type:branch:ref:main';
    expect(reasons(trusting({ [`${issuer}:sub`]: branch }))).toEqual([]);
    expect(reasons(trusting({}))).toEqual([
      'platform AWS::IAM::Role Role0: its trust takes tokens about anybody, of an issuer that everybody gets tokens from',
    ]);
    // As soon as a branch is a pattern, whoever may push any branch may deploy.
    expect(reasons(trusting({ [`${issuer}:sub`]: branch.replace('main', '*') }, 'StringLike'))).toContain(
      'platform AWS::IAM::Role Role0: its trust compares by StringLike',
    );
  },
);

test('a call with tokens is looked at, whoever is said to call', () => {
  const Statement = { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: '*' };
  expect(reasons({ Statement })).toEqual([
    'platform AWS::IAM::Role Role0: its trust is for everybody',
    'platform AWS::IAM::Role Role0: its trust takes tokens for any audience',
  ]);
});
