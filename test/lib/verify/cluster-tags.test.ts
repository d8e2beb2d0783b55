import { clusterTagsRule } from '../../../lib/verify/cluster-tags';
import { renderedFiles } from './rendered-files';

const group = (...keys: readonly string[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { Tags: keys.map((Key) => ({ Key, Value: 'shared' })) },
});
const own = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'GroupId'] });
const far = (logicalId: string) => ({
  'Fn::GetStackOutput': { StackName: 'testing', OutputName: `PublishOutputFnGetAtt${logicalId}GroupId2391` },
});
const machine = (...groups: readonly unknown[]) => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData: { NetworkInterfaces: [{ Groups: groups }] } },
});
const groups = {
  Node: group('Name', 'kubernetes.io/cluster/library-x7k2p'),
  Control: group('kubernetes.io/cluster/library-x7k2p'),
  Plain: group('Name'),
};
const reasons = (template: unknown) =>
  clusterTagsRule.findings(renderedFiles({}, { ...groups, Machine: template })).map(({ reason }) => reason);

test.each<[string, readonly unknown[], number]>([
  ['no group', [own('Plain')], 0],
  ['two groups', [own('Node'), own('Control')], 2],
])('a machine that carries %s of the cluster is found', (_, carried, count) => {
  expect(reasons(machine(...carried))).toEqual([`${count} of its security groups have the tag of the cluster`]);
});

test('one that carries one of them, there or in another stack, is no matter', () => {
  expect(reasons(machine(own('Node'), own('Plain')))).toEqual([]);
  const { resources, ...others } = renderedFiles({}, { Machine: machine(far('Node'), far('Control')) });
  const pools = resources.map((each) => ({ ...each, stack: 'pools' }));
  const rendered = { ...others, resources: [...renderedFiles({}, groups).resources, ...pools] };
  expect(clusterTagsRule.findings(rendered).map(({ place }) => place)).toEqual([
    'pools AWS::EC2::LaunchTemplate Machine',
  ]);
});

test('machines of others carry groups of others', () => {
  const { resources, ...others } = renderedFiles({}, { Host: machine(own('Plain')) });
  const hosts = resources.map((each) => ({ ...each, stack: 'hosts' }));
  expect(
    clusterTagsRule.findings({ ...others, resources: [...renderedFiles({}, groups).resources, ...hosts] }),
  ).toEqual([]);
});
