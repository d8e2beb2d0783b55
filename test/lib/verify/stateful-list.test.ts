import { statefulListRule } from '../../../lib/verify/stateful-list';
import { renderedFiles } from './rendered-files';

const bucket = { Type: 'AWS::S3::Bucket' };
const found = (listed: Readonly<Record<string, readonly string[]>>, waiting: readonly string[] = []) =>
  statefulListRule(listed)
    .findings({ ...renderedFiles({}, { Shelf: bucket, Topic: { Type: 'AWS::SNS::Topic' } }), waiting })
    .map(({ place, reason }) => `${place} ${reason}`);

test('what is rendered and not listed is found', () => {
  expect(found({})).toEqual(['testing Shelf it holds data, and stateful.yaml does not list it']);
  expect(found({ other: ['Shelf'] })).toContain('testing Shelf it holds data, and stateful.yaml does not list it');
});

test('what is listed and not rendered is found, unless its stack waits', () => {
  const orphaned =
    'stateful.yaml lists it because it holds data, and no template has it: CloudFormation would no longer manage it';
  expect(found({ testing: ['Shelf', 'Attic'] })).toEqual([`testing Attic ${orphaned}`]);
  expect(found({ testing: ['Shelf'], cellar: ['Box'] })).toEqual([`cellar Box ${orphaned}`]);
  expect(found({ testing: ['Shelf'], cellar: ['Box'] }, ['aws/cellar.template.json'])).toEqual([]);
  expect(found({ testing: ['Shelf', 'Topic'] })).toEqual([`testing Topic ${orphaned}`]);
});

test('what is both is right, and what is tenants’ comes and goes', () => {
  expect(found({ testing: ['Shelf'] })).toEqual([]);
  const { resources, ...others } = renderedFiles({}, { Shelf: bucket });
  const ofTenants = { ...others, resources: resources.map((each) => ({ ...each, stack: 'testing-tenants-3' })) };
  expect(statefulListRule({}).findings(ofTenants)).toEqual([]);
});
