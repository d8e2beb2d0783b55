import { z } from 'zod';
import { resources, values, type RenderedResource } from '../support/rendered';
import { statefulResources } from './stateful-resources';

/** Types that hold data, or an address or identity that others have written down. */
const statefulTypes = [
  'AWS::Backup::BackupVault',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Route53::DNSSEC',
  'AWS::Route53::HostedZone',
  'AWS::Route53::KeySigningKey',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
];

const stateful = resources.filter(({ resource }) => statefulTypes.includes(resource.Type));

test('what holds data is retained, also when it is replaced', () => {
  const lost = stateful.filter(
    ({ resource }) => resource.DeletionPolicy !== 'Retain' || resource.UpdateReplacePolicy !== 'Retain',
  );
  expect(stateful.length).toBeGreaterThan(10);
  expect(lost.map(({ at }) => at)).toEqual([]);
});

test('the logical ids of what holds data are the listed ones', () => {
  const found = stateful.map(({ stack, logicalId }) => `${stack}: ${logicalId}`);
  const listed = Object.entries(statefulResources).flatMap(([stack, ids]) => ids.map((id) => `${stack}: ${id}`));
  expect({
    'gone from the templates: the resource would be orphaned': listed.filter((id) => !found.includes(id)),
    'new: list it in test/rules/stateful-resources.ts': found.filter((id) => !listed.includes(id)),
  }).toEqual({
    'gone from the templates: the resource would be orphaned': [],
    'new: list it in test/rules/stateful-resources.ts': [],
  });
});

/** Statements that may name no resource, by logical id, with the reason. */
const wildcards: Readonly<Record<string, string>> = {};

const statementSchema = z.looseObject({ Effect: z.string(), Resource: z.unknown() });

/** Allow statements on everything; in a key's own policy `*` means the key. */
const openStatements = ({ resource }: RenderedResource) =>
  resource.Type === 'AWS::KMS::Key'
    ? []
    : [...values(resource.Properties)]
        .map(([, value]) => statementSchema.safeParse(value))
        .filter(({ success, data }) => success && data.Effect === 'Allow' && [data.Resource].flat().includes('*'));

test('no role may do something to everything without a written reason', () => {
  const open = resources.filter((each) => openStatements(each).length > 0).map(({ logicalId }) => logicalId);
  expect([...new Set(open)].sort()).toEqual(Object.keys(wildcards).sort());
});

test('the search would find a wildcard', () => {
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const resource = { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [statement] } } };
  expect(openStatements({ at: '', environment: '', stack: '', logicalId: '', resource })).toHaveLength(1);
});

const tagsSchema = z.array(z.object({ Key: z.string(), Value: z.string() }));

test('every subnet says what it is to the cloud provider: for balancers, or a bystander', () => {
  const roles = ['kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb', 'kubernetes.io/cluster/unmanaged'];
  const subnets = resources.filter(({ resource }) => resource.Type === 'AWS::EC2::Subnet');
  const silent = subnets.filter(
    ({ resource }) => tagsSchema.parse(resource.Properties.Tags).filter(({ Key }) => roles.includes(Key)).length !== 1,
  );
  expect(subnets.length).toBeGreaterThan(10);
  expect(silent.map(({ at }) => at)).toEqual([]);
});

test('no security group is open to the world', () => {
  const open = resources
    .filter(({ resource }) => resource.Type.startsWith('AWS::EC2::SecurityGroup'))
    .filter(({ resource }) =>
      /"Cidr(Ip|Ipv6)":"(0\.0\.0\.0|::)\/0"/.test(JSON.stringify(resource.Properties.SecurityGroupIngress ?? {})),
    );
  expect(open.map(({ at }) => at)).toEqual([]);
});
