import { exactTrustsRule } from '../../../lib/verify/exact-trusts';
import { library, role, subjectOf, trust } from './library';

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
