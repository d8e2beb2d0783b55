import { policyCharacters } from '../../../lib/iam/policy-characters';

const around = '{"Resource":""}'.length;

test.each<[string, unknown, number]>([
  ['a text', 'arn:aws:s3:::a', 14],
  ['a reference', { Ref: 'Bucket1A2B' }, 64],
  ['an attribute', { 'Fn::GetAtt': ['Bucket1A2B', 'Arn'] }, 96],
  ['a pseudo parameter', { Ref: 'AWS::AccountId' }, 12],
  ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket1A2B}/*' }, 86],
  ['a substitution of an attribute', { 'Fn::Sub': ['${Bucket1A2B.Arn}/*', {}] }, 98],
  ['a dollar that is meant', { 'Fn::Sub': '${!aws:userid}' }, 14],
  ['a join', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Bucket1A2B' }, '/*']] }, 86],
  ['a join of what only AWS knows', { 'Fn::Join': [',', { Ref: 'List' }] }, 96],
  ['an import', { 'Fn::ImportValue': 'other' }, 96],
])('%s', (_, Resource, characters) => {
  expect(policyCharacters({ Resource })).toBe(around + characters);
});

test('what is not there, and a key that only looks like an expression', () => {
  expect(policyCharacters(undefined)).toBe(0);
  expect(policyCharacters({ Ref: 'a', Other: 1 })).toBe('{"Ref":"a","Other":1}'.length);
});
