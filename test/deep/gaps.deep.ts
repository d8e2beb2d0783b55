import { cloudformation } from './describe/description';
import { refusedAttributes, unknownFunctions } from './gaps';
import { startAws, type Aws } from './support/aws';
import { startEmulator, type Emulator } from './support/emulator';
import type { Json } from './support/template';

let emulator: Emulator;
let aws: Aws;
beforeAll(async () => {
  emulator = await startEmulator({ account: '111122223333' });
  aws = startAws(emulator.variables);
});
afterAll(async () => {
  aws.stop();
  await emulator.stop();
});

let stacks = 0;

/** Has CloudFormation make a stack of one resource with one output; returns what moto says of it. */
async function output(resource: Json, value: Json): Promise<string> {
  const template = { Resources: { Probe: resource }, Outputs: { Told: { Value: value } } };
  const name = `probe-${(stacks += 1)}`;
  const answers = await aws.ask('us-east-1', [
    cloudformation('create_stack', { StackName: name, TemplateBody: JSON.stringify(template) }, 'StackId'),
    cloudformation('describe_stacks', { StackName: name }, 'Stacks[0].Outputs'),
  ]);
  return JSON.stringify(answers);
}

test.each(refusedAttributes)('moto does not tell $attribute of $type', async ({ type, attribute, properties }) => {
  const resource = { Type: type, Properties: properties };
  expect(await output(resource, { Ref: 'Probe' })).toContain('OutputValue');
  expect(await output(resource, { 'Fn::GetAtt': ['Probe', attribute] })).not.toContain('OutputValue');
});

test.each(Object.entries(unknownFunctions))('moto does not know %s', async (name, argument) => {
  expect(await output({ Type: 'AWS::Logs::LogGroup' }, { [name]: argument })).toContain(name);
});
