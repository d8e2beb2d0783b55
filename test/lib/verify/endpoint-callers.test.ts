import { endpointPolicy } from '../../../constructs/network/endpoint-policies';
import { endpointCallersRule } from '../../../lib/verify/endpoint-callers';
import { renderedFiles } from './rendered-files';

const account = '111122223333';
const stacks = [
  {
    name: 'testing',
    account,
    region: 'us-east-1',
    terminationProtection: true,
    dependencies: [],
    tags: {},
    file: 'aws/stacks.yaml',
  },
];

const endpoint = (service: string, PolicyDocument: object = endpointPolicy(service, account)) => ({
  [`Endpoint${service}`]: {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: { ServiceName: `com.amazonaws.us-east-1.${service}`, PolicyDocument },
  },
});
const onlyReads = { Statement: [{ Effect: 'Allow', Principal: '*', Action: ['ec2:Describe*'], Resource: '*' }] };
const machine = { Service: 'ec2.amazonaws.com' };
const pod = { Federated: `arn:aws:iam::${account}:oidc-provider/issuer.example` };
const role = (Principal: object, Action: string | readonly string[], Resource: unknown = '*') => ({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'testing-role',
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } }],
    },
  },
});

const refused = (resources: object) =>
  endpointCallersRule
    .findings({ ...renderedFiles({}, { ...resources }), stacks })
    .map(({ place, reason }) => `${place} ${reason}`);
const said = (...actions: readonly string[]) =>
  actions.map(
    (action) => `testing AWS::IAM::Role Role may do ${action}, and the policy of the endpoint does not let it pass`,
  );

test.each<[string, object]>([
  ['a host attaches its disks', { ...endpoint('ec2'), ...role(machine, ['ec2:AttachVolume', 'ec2:DescribeVolumes']) }],
  ['a session of a host is opened', { ...endpoint('ssmmessages'), ...role(machine, 'ssmmessages:OpenDataChannel') }],
  ['a host is known to Systems Manager', { ...endpoint('ssm'), ...role(machine, 'ssm:UpdateInstanceInformation') }],
  ['a host tells its metrics', { ...endpoint('monitoring'), ...role(machine, 'cloudwatch:PutMetricData') }],
  [
    'a pod takes its role',
    { ...endpoint('sts'), ...role(pod, 's3:GetObject', `arn:aws:s3:::files-${account}-us-east-1/*`) },
  ],
  [
    'a pod writes to a bucket of ours',
    { ...endpoint('s3'), ...role(pod, 's3:PutObject', `arn:aws:s3:::files-${account}-us-east-1/*`) },
  ],
  [
    'anybody installs what AWS publishes',
    { ...endpoint('s3'), ...role(machine, 's3:GetObject', 'arn:aws:s3:::amazon-ssm-us-east-1/*') },
  ],
  [
    'a function calls from elsewhere',
    { ...endpoint('ec2', onlyReads), ...role({ Service: 'lambda.amazonaws.com' }, 'ec2:RunInstances') },
  ],
  ['there is no endpoint', role(machine, 'ec2:RunInstances')],
])('%s', (_, resources) => {
  expect(refused(resources)).toEqual([]);
});

test.each<[string, object, readonly string[]]>([
  [
    'what it does not name',
    { ...endpoint('ec2', onlyReads), ...role(machine, ['ec2:AttachVolume', 'ec2:DescribeVolumes']) },
    said('ec2:AttachVolume'),
  ],
  [
    'services whose endpoint has another name',
    { ...endpoint('monitoring', onlyReads), ...role(machine, 'cloudwatch:PutMetricData') },
    said('cloudwatch:PutMetricData'),
  ],
  [
    'pods without a role yet',
    { ...endpoint('sts', endpointPolicy('ec2', account)), ...role(pod, 'ec2:DescribeVolumes') },
    said('sts:AssumeRoleWithWebIdentity'),
  ],
  [
    'writes to buckets of others',
    { ...endpoint('s3'), ...role(pod, 's3:PutObject', 'arn:aws:s3:::collector/*') },
    said('s3:PutObject'),
  ],
])('an endpoint that refuses %s', (_, resources, expected) => {
  expect(refused(resources)).toEqual(expected);
});
