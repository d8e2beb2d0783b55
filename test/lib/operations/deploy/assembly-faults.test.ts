import { assemblyFaults } from '../../../../lib/operations/deploy/assembly-faults';
import { changeSetLines } from '../../../../lib/operations/deploy/change-set';

const templates = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const topic = (name: string) =>
  JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { name } } } });

test('what is committed may be deployed', () => {
  const same = templates({ 'a.template.json': topic('one') });
  expect(assemblyFaults(same, same)).toEqual([]);
});

test('every template that is another one is named, with where it differs', () => {
  const faults = assemblyFaults(
    templates({ a: topic('one'), b: topic('two'), c: `${topic('one')}\n`, d: topic('new') }),
    templates({ a: topic('one'), b: topic('one'), c: topic('one'), e: topic('old') }),
  );
  expect(faults).toEqual([
    { file: 'b', reason: 'differs from what is committed at Resources.Topic.Properties.name' },
    { file: 'c', reason: 'differs from what is committed in its form alone' },
    { file: 'd', reason: 'is not committed, so nobody has reviewed it' },
    { file: 'e', reason: 'is committed, and no stack is made of it' },
  ]);
});

test('a change set says which resources are replaced', () => {
  const resource = { action: 'Modify', logicalId: 'Vpc', type: 'AWS::EC2::VPC', replacement: undefined };
  expect(
    changeSetLines([
      {
        stack: 'production-network',
        state: 'executable',
        resources: [resource, { ...resource, replacement: 'True' }, { ...resource, replacement: 'Conditional' }],
      },
      { stack: 'production-dns', state: 'empty', resources: [] },
      { stack: 'production-backup', state: 'executable', resources: [] },
      { stack: 'production-issuer', state: { failed: 'cannot be executed: FAILED' }, resources: [] },
    ]),
  ).toEqual([
    'production-network: 3 resources',
    '    modify Vpc (AWS::EC2::VPC)',
    '    modify Vpc (AWS::EC2::VPC), REPLACED',
    '    modify Vpc (AWS::EC2::VPC), may be replaced',
    'production-dns: no changes',
    'production-backup: no resource, only outputs, tags or parameters',
    'production-issuer: cannot be executed: FAILED',
  ]);
});
