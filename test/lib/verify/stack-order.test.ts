import { stackOrderRule } from '../../../lib/verify/stack-order';
import type { RenderedStack } from '../../../lib/stack-list';
import { renderedFiles } from './rendered-files';

const stack = (name: string, ...dependencies: readonly string[]): RenderedStack => ({
  file: 'aws/stacks.yaml',
  name,
  account: '111122223333',
  region: 'eu-central-1',
  terminationProtection: true,
  dependencies,
  tags: {},
});

const network = {
  Resources: {},
  Outputs: { Vpc: { Value: 'vpc-1' }, Zone: { Value: 'z', Export: { Name: 'network:Zone' } } },
};

/** A template with a resource that takes these values. */
const using = (...values: readonly unknown[]) => ({
  Resources: { Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { values } } },
});

const output = (more: Readonly<Record<string, string>> = {}) => ({
  'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Vpc', ...more },
});

function found(stacks: readonly RenderedStack[], templates: Readonly<Record<string, unknown>>): readonly string[] {
  const files = Object.entries(templates).map(
    ([name, template]) => [`aws/${name}.template.json`, JSON.stringify(template)] as const,
  );
  return stackOrderRule
    .findings({ ...renderedFiles({}, {}, Object.fromEntries(files)), stacks })
    .map(({ place, reason }) => `${place} ${reason}`);
}

test('values of stacks that are deployed before, also through others, are fine', () => {
  const templates = { network, cluster: using(), hosts: using(output(), { 'Fn::ImportValue': 'network:Zone' }) };
  expect(found([stack('network'), stack('cluster', 'network'), stack('hosts', 'cluster')], templates)).toEqual([]);
});

test.each([
  ['an output', output(), 'it takes a value from network, and does not wait for it'],
  ['an export', { 'Fn::ImportValue': 'network:Zone' }, 'it takes a value from network, and does not wait for it'],
])('%s of a stack that it does not wait for', (_, value, reason) => {
  expect(found([stack('network'), stack('hosts')], { network, hosts: using(value) })).toEqual([
    `aws/hosts.template.json Group ${reason}`,
  ]);
});

test.each([
  ['an output', output({ OutputName: 'Subnet' }), 'it takes Subnet from network, which has no such output'],
  ['a stack', output({ StackName: 'nowhere' }), 'it takes Vpc from nowhere, which is not rendered'],
  ['an export', { 'Fn::ImportValue': 'x' }, 'it imports x, which no stack in eu-central-1 exports'],
  [
    'a region',
    output({ Region: 'eu-west-1' }),
    'it takes Vpc from network in eu-west-1, and that stack is in eu-central-1',
  ],
])('%s that is not there', (_, value, reason) => {
  expect(found([stack('network'), stack('hosts', 'network')], { network, hosts: using(value) })).toEqual([
    `aws/hosts.template.json Group ${reason}`,
  ]);
});

test('exports are of one region', () => {
  const far = { ...stack('hosts', 'network'), region: 'us-east-1' };
  expect(found([stack('network'), far], { network, hosts: using({ 'Fn::ImportValue': 'network:Zone' }) })).toHaveLength(
    1,
  );
});

test('dependencies are listed, and earlier', () => {
  expect(found([stack('hosts', 'network', 'gone'), stack('network')], { network, hosts: using() })).toEqual([
    'aws/stacks.yaml hosts it is deployed after network, which the list has later',
    'aws/stacks.yaml hosts it is deployed after gone, which no list has',
  ]);
});

test('list and templates are of the same stacks', () => {
  expect(found([stack('hosts')], { network })).toEqual([
    'aws/network.template.json its stack is not in aws/stacks.yaml, which says when it is deployed',
    'aws/stacks.yaml hosts it has no template',
  ]);
});
