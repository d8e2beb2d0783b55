import { findingLines } from '../../../support/review-files';

type Files = Readonly<Record<string, string>>;

const files = (templates: Readonly<Record<string, object>>): Files =>
  Object.fromEntries(
    Object.entries(templates).map(([name, template]) => [
      `aws/${name}.template.json`,
      JSON.stringify(template, null, 1),
    ]),
  );

const group = (GroupDescription: string) => ({ Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription } });

/** A stack that gives the id of a group, as the rendered templates do. */
const giving = (resources: Readonly<Record<string, object>>, outputs: readonly string[] = ['Hosts']) => ({
  Resources: resources,
  Outputs: Object.fromEntries(
    outputs.map((name) => [name, { Value: { 'Fn::GetAtt': ['Hosts', 'GroupId'] } }] as const),
  ),
});

const taken = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Hosts' } };

/** A stack that takes it. */
const taking = (...SecurityGroups: readonly object[]) => ({
  Resources: { Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups } } },
});

const before = files({ network: giving({ Hosts: group('hosts') }), ports: taking(taken) });

const interrupts = (after: Files, old = before) =>
  findingLines({ before: old, after }).filter((line) => /goes before|still used|its deploy|refuses/.test(line));

test('what goes while a later stack still uses it in AWS', () => {
  expect(interrupts(files({ network: giving({}, []), ports: taking() }))).toEqual([
    'interrupts: security group Hosts of network goes before ports can do without it, and AWS does not delete it then',
  ]);
});

test('what is made anew while the template of its user stays as it is, which cdk deploy leaves out then', () => {
  expect(interrupts(files({ network: giving({ Hosts: group('other') }), ports: taking(taken) }))).toEqual([
    'interrupts: security group Hosts of network is made anew, and the old one is still used by ports; cdk deploy leaves out ports, where nothing changes in the template',
  ]);
});

test('whatever a whole network takes along is one finding', () => {
  const outputs = ['Hosts', 'Nodes'];
  const network = (description: string) => ({
    Resources: { Hosts: group(description), Nodes: group(description) },
    Outputs: Object.fromEntries(outputs.map((name) => [name, { Value: { 'Fn::GetAtt': [name, 'GroupId'] } }])),
  });
  const both = outputs.map((OutputName) => ({ 'Fn::GetStackOutput': { StackName: 'network', OutputName } }));
  const users = { ports: taking(...both), mail: taking(...both), runners: taking(...both) };
  const old = files({ network: network('one'), ...users });
  const after = files({ network: network('other'), ...users, mail: taking(...both, { Ref: 'More' }) });
  expect(interrupts(after, old)).toEqual([
    'interrupts: security group Hosts of network, security group Nodes of network is made anew, and the old one is still used by ports, mail, runners; cdk deploy leaves out ports, runners, where nothing changes in the template',
  ]);
});

test('a user that changes in the same deploy gets the new one of what AWS deletes at any time', () => {
  const role = (RoleName: string) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName } });
  const old = files({ network: giving({ Hosts: role('a') }), ports: taking(taken) });
  expect(interrupts(files({ network: giving({ Hosts: role('b') }), ports: taking(taken, { Ref: 'X' }) }), old)).toEqual(
    [],
  );
  expect(interrupts(files({ network: giving({ Hosts: role('b') }), ports: taking(taken) }), old)).toHaveLength(1);
});

test('what is taken and not given any more', () => {
  const stays = giving({ Hosts: group('hosts') }, []);
  expect(interrupts(files({ network: stays, ports: taking(taken) }))).toEqual([
    'interrupts: stack ports takes Hosts from network, which does not give it: its deploy fails',
  ]);
});

test('an export that somebody imports keeps its value', () => {
  const exporting = (logicalId: string) => ({
    Resources: { Hosts: group('hosts'), More: group('more') },
    Outputs: { Hosts: { Value: { 'Fn::GetAtt': [logicalId, 'GroupId'] }, Export: { Name: 'network:Hosts' } } },
  });
  const ports = taking({ 'Fn::ImportValue': 'network:Hosts' });
  const old = files({ network: exporting('Hosts'), ports });
  expect(interrupts(files({ network: exporting('More'), ports }), old)).toEqual([
    'interrupts: stack network changes the export network:Hosts, which ports imports in AWS: CloudFormation refuses the deploy',
  ]);
});

test('new outputs, new users and what nobody takes', () => {
  const more = giving({ Hosts: group('hosts'), More: group('more') }, ['Hosts', 'Others']);
  expect(interrupts(files({ network: more, ports: taking(taken), mail: taking(taken) }))).toEqual([]);
  const old = files({ network: more, ports: taking(taken) });
  expect(interrupts(before, old)).toEqual([]);
});
