import { policySizesRule } from '../../../lib/verify/policy-sizes';
import { renderedFiles } from './rendered-files';

const findings = (resources: Readonly<Record<string, unknown>>) =>
  policySizesRule.findings(renderedFiles({}, resources)).map(({ place, reason }) => `${place}: ${reason}`);

/** A document of so many characters. */
const long = (characters: number) => ({ Sid: 'x'.repeat(characters - '{"Sid":""}'.length) });
const role = (properties: object) => ({
  R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: long(100), ...properties } },
});
const inside = (...characters: readonly number[]) =>
  role({ Policies: characters.map((each, index) => ({ PolicyName: `p${index}`, PolicyDocument: long(each) })) });
const attached = (characters: number) => ({
  P: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'R' }], PolicyDocument: long(characters) } },
});

test('the policies inside of a role are counted together, with those that are attached to it', () => {
  expect(findings(inside(10_000, 240))).toEqual([]);
  const tooLong = ['testing AWS::IAM::Role R: it has 10241 characters of policies, and AWS takes 10240'];
  expect(findings(inside(10_000, 241))).toEqual(tooLong);
  expect(findings({ ...inside(10_000), ...attached(240) })).toEqual([]);
  expect(findings({ ...inside(10_000), ...attached(241) })).toEqual(tooLong);
});

test('who may assume a role is counted for itself, and so are its managed policies', () => {
  expect(findings(role({ AssumeRolePolicyDocument: long(2048) }))).toEqual([]);
  expect(findings(role({ AssumeRolePolicyDocument: long(2049) }))).toEqual([
    'testing AWS::IAM::Role R: it has 2049 characters of trust, and AWS takes 2048',
  ]);
  const managed = (count: number) =>
    role({ ManagedPolicyArns: Array.from({ length: count }, (_, index) => `p${index}`) });
  expect(findings(managed(10))).toEqual([]);
  expect(findings(managed(11))).toEqual(['testing AWS::IAM::Role R: it has 11 managed policies, and AWS takes 10']);
});

test.each([
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument', 6144],
  ['AWS::S3::BucketPolicy', 'PolicyDocument', 20_480],
  ['AWS::KMS::Key', 'KeyPolicy', 32_768],
  ['AWS::KMS::ReplicaKey', 'KeyPolicy', 32_768],
  ['AWS::EC2::VPCEndpoint', 'PolicyDocument', 20_480],
])('%s', (type, property, limit) => {
  const of = (characters: number) => findings({ A: { Type: type, Properties: { [property]: long(characters) } } });
  expect(of(limit)).toEqual([]);
  expect(of(limit + 1)).toEqual([`testing ${type} A: it has ${limit + 1} characters, and AWS takes ${limit}`]);
});

test('a value that only AWS knows counts as long as it usually is', () => {
  const of = (resource: unknown) =>
    findings(role({ Policies: [{ PolicyDocument: { Sid: 'x'.repeat(10_240 - 120), Resource: resource } }] }));
  expect(of('x'.repeat(96))).toEqual([]);
  expect(of({ 'Fn::GetAtt': ['B', 'Arn'] })).toEqual([]);
  expect(of([{ 'Fn::GetAtt': ['B', 'Arn'] }, { Ref: 'B' }])).toHaveLength(1);
});
