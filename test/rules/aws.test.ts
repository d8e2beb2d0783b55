import { z } from 'zod';
import { resources, values, type RenderedResource } from '../support/rendered';
import { statefulResources } from './stateful-resources';

/** Types that hold data, or an address or identity that others have written down. */
const statefulTypes = [
  'AWS::Backup::BackupVault',
  'AWS::CloudFront::Distribution',
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

/** What is of such a type and is meant to go, by logical id, with the reason. */
const transient: Readonly<Record<string, string>> = {
  BootstrapBucket1E13BCAA: 'holds the private keys of a new cluster for a day, and nothing that anybody needs later',
};

const stateful = resources.filter(
  ({ logicalId, resource }) => statefulTypes.includes(resource.Type) && !(logicalId in transient),
);

test('what holds data is retained, also when it is replaced', () => {
  const lost = stateful.filter(
    ({ resource }) =>
      !/^Retain(ExceptOnCreate)?$/.test(resource.DeletionPolicy ?? '') || resource.UpdateReplacePolicy !== 'Retain',
  );
  expect(stateful.length).toBeGreaterThan(10);
  expect(lost.map(({ at }) => at)).toEqual([]);
});

test('the logical ids of what holds data are the listed ones', () => {
  // A tenant's come and go with its file, and none depends on another's: test/constructs/tenancy holds how they are made.
  const found = stateful
    .filter(({ stack }) => !/-tenants-\d+$/.test(stack))
    .map(({ stack, logicalId }) => `${stack}: ${logicalId}`);
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
const wildcards: Readonly<Record<string, string>> = {
  ComponentsEfsCsiDriver21A7F91D: 'EC2 describes zones for everything or nothing',
  PlatformExternalDnsFCD67D38: 'Route 53 lists zones for everything or nothing',
  RestoreRole76935C4A: 'EC2 describes everything or nothing',
  Role1ABCC5F0: 'EC2 describes everything or nothing, and what has a tag is found among everything',
  ComponentsCredentialOperator8A3BF8E5: 'reads only, and finds no user to read where components have roles',
  ComponentsEbsCsiDriver7B46E179: 'volumes are made on demand; the driver finds its own by their tags',
  ComponentsIngressA54FAA7E: 'balancers, zones and tags are listed for everything or nothing',
  ComponentsMachineApi1263E06A: 'machines are made on demand; the operator finds its own by their tags',
  ComponentsNetworkConfigE333CA16: 'addresses move between whichever machines there are',
  MachinesBootstrap5A9B67DD: 'EC2 describes everything or nothing, and the machine lives for an hour',
  MachinesControlPlane5B0B3CA7:
    'the cloud-controller manager makes balancers and groups, and needs upstream’s whole list',
  MachinesWorker03891270: 'EC2 describes every instance or none',
  NodeAdmission5D682251: 'EC2 describes every instance or none; limited to the region',
  RunnerAmd64RoleB4B2F6DD: 'CloudWatch knows no resources; limited to a namespace of its own',
  RunnerArm64Role1F5D8342: 'the same',
  RunnerReleasesRole66FE18E5: 'the same',
  DeployDatabases92F4BD86: 'what is there is described for everything; the rest is by name',
  DeployMachines102CABC8: 'EC2 numbers what it makes; regions, and tags of other environments, are denied beside it',
  DeployNames2AD57963: 'what is there is described for everything, and zones and certificates are numbered',
  DeployOperation808EA562: 'what is there is described for everything; the rest is by name',
  DeployStorage204C14F2: 'keys and file systems are numbered; those of other environments are denied beside it',
  WorkloadBoundaryA542FA6B: 'a boundary grants nothing: what a role may do stands in the role',
};

const statementSchema = z.looseObject({ Effect: z.string(), Resource: z.unknown() });

/** Types whose policy is about themselves: `*` means the key, or what passes the endpoint. */
const ownPolicy = ['AWS::KMS::Key', 'AWS::EC2::VPCEndpoint'];

/** Allow statements on everything. */
const openStatements = ({ resource }: RenderedResource) =>
  ownPolicy.includes(resource.Type)
    ? []
    : [...values(resource.Properties)]
        .map(([, value]) => statementSchema.safeParse(value))
        .filter(({ success, data }) => success && data.Effect === 'Allow' && [data.Resource].flat().includes('*'));

test('no role may do something to everything without a written reason', () => {
  const open = resources.filter((each) => openStatements(each).length > 0).map(({ logicalId }) => logicalId);
  expect([...new Set(open)].sort()).toEqual(Object.keys(wildcards).sort());
});

test('no endpoint of a VPC lets everybody’s credentials through to everybody’s resources', () => {
  const endpoints = resources.filter(({ resource }) => resource.Type === 'AWS::EC2::VPCEndpoint');
  const open = endpoints.filter(
    ({ resource }) => !/aws:(Principal|Resource)Account/.test(JSON.stringify(resource.Properties.PolicyDocument ?? '')),
  );
  expect(endpoints.length).toBeGreaterThan(3);
  expect(open.map(({ at }) => at)).toEqual([]);
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

const letsIn = ({ resource: { Type, Properties } }: RenderedResource): unknown =>
  Type === 'AWS::EC2::SecurityGroup'
    ? Properties.SecurityGroupIngress
    : Type === 'AWS::EC2::SecurityGroupIngress' && Properties;

const everybody = /"Cidr(Ip|Ipv6)":"(0\.0\.0\.0|::)\/0"/;

/** What everybody has to reach, with the reason. */
const openOnPurpose: Readonly<Record<string, string>> = {
  'production-gitlab SshSecurityGroup9690F392': 'the server behind it knows keys and no passwords',
  'staging-single-sign-on BalancerSecurityGroupD93D447B': 'there is no CDN before it',
};

test('no security group is open to the world', () => {
  const rules = resources.filter((each) => JSON.stringify(letsIn(each) ?? {}).includes('"Cidr'));
  const open = rules.filter((each) => everybody.test(JSON.stringify(letsIn(each))));
  expect(rules.length).toBeGreaterThan(5);
  expect(open.map(({ at }) => at).sort()).toEqual(Object.keys(openOnPurpose));
});

test('an instance carries exactly one group with the tag of its cluster', () => {
  const tagged = (logicalId: string, stack: string) => {
    const group = resources.find((each) => each.stack === stack && each.logicalId === logicalId);
    return tagsSchema
      .parse(group?.resource.Properties.Tags ?? [])
      .some(({ Key }) => Key.startsWith('kubernetes.io/cluster/'));
  };
  const groupsSchema = z.array(z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }));
  const templates = resources.filter(
    ({ resource, stack }) => resource.Type === 'AWS::EC2::LaunchTemplate' && stack.endsWith('-cluster'),
  );
  const counts = templates.map(({ resource, stack }) => {
    const [, groups] = [...values(resource.Properties)].find(([path]) => path.endsWith('.Groups')) ?? [];
    return groupsSchema.parse(groups).filter(({ 'Fn::GetAtt': [logicalId] }) => tagged(logicalId, stack)).length;
  });
  expect(counts.length).toBeGreaterThan(2);
  expect(counts.filter((count) => count !== 1)).toEqual([]);
});
