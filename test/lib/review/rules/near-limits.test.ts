import { exampleResources } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const times = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

const lines = (before: Readonly<Record<string, object>>, after: Readonly<Record<string, object>>) =>
  findingLines({ before: exampleResources(before), after: exampleResources(after) }).filter((line) =>
    line.includes('AWS takes'),
  );

const topics = (count: number) =>
  Object.fromEntries(times(count, (index) => [`T${index}`, { Type: 'AWS::SNS::Topic' }]));

test('the last tenth is worth a look once, and what is above fails', () => {
  expect(lines(topics(440), topics(455))).toEqual(['watch: stack test-example has 455 resources, and AWS takes 500']);
  expect(lines(topics(455), topics(460))).toEqual([]);
  expect(lines(topics(455), topics(501))).toEqual([
    'interrupts: stack test-example has 501 resources, and AWS takes 500',
  ]);
  expect(lines(topics(501), topics(499))).toEqual([]);
});

const document = (actions: number) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: times(actions, (index) => `s3:GetObject${index}`), Resource: 'arn:aws:s3:::a/*' },
  ],
});

test.each([
  [
    'managed policy',
    (actions: number) => ({
      Own: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'own', PolicyDocument: document(actions) },
      },
    }),
    /^interrupts: policy own has \d+ characters, and AWS takes 6144$/,
  ],
  [
    'role with policies inside and beside it',
    (actions: number) => ({
      Own: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'own', Policies: [{ PolicyName: 'a', PolicyDocument: document(actions / 2) }] },
      },
      More: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'b', Roles: [{ Ref: 'Own' }], PolicyDocument: document(actions) },
      },
    }),
    /^interrupts: role own has \d+ characters of policies, and AWS takes 10240$/,
  ],
])('characters of a %s', (_, make, words) => {
  const found = lines(make(20), make(700));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(words);
  expect(lines(make(20), make(60))).toEqual([]);
});

test('rules of a security group and of a network ACL', () => {
  const group = (count: number) => ({
    Hosts: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        SecurityGroupIngress: times(count, (index) => ({
          IpProtocol: 'tcp',
          FromPort: index,
          ToPort: index,
          CidrIp: '192.0.2.0/24',
        })),
      },
    },
  });
  expect(lines(group(10), group(61))).toEqual([
    'interrupts: security group Hosts of test-example has 61 rules for ingress by IPv4, and AWS takes 60',
  ]);
  const entries = (count: number) =>
    Object.fromEntries(
      times(count, (RuleNumber) => [
        `Entry${RuleNumber}`,
        {
          Type: 'AWS::EC2::NetworkAclEntry',
          Properties: {
            NetworkAclId: { Ref: 'Acl' },
            Egress: true,
            RuleNumber,
            CidrBlock: '192.0.2.0/24',
            Protocol: 6,
          },
        },
      ]),
    );
  expect(lines(entries(10), entries(19))).toEqual([
    'watch: network ACL Acl of test-example has 20 rules for egress by IPv4, and AWS takes 20',
  ]);
});

test('rules that cannot be read are said', () => {
  const group = (SecurityGroupIngress: unknown) => ({
    Hosts: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress } },
  });
  const found = findingLines({
    before: exampleResources(group([])),
    after: exampleResources(group({ 'Fn::If': ['A', [], []] })),
  });
  expect(found).toContain('watch: rules of security groups could not be counted, because some of them cannot be read');
});
