import { missingIn, statefulIds } from '../../lib/stateful-ids';
import { renderedFiles } from './verify/rendered-files';

test('ids of what holds data are listed in order, but for what is tenants’', () => {
  const { resources } = renderedFiles(
    {},
    { Shelf: { Type: 'AWS::S3::Bucket' }, Attic: { Type: 'AWS::KMS::Key' }, Door: { Type: 'AWS::EC2::SecurityGroup' } },
  );
  const ofTenants = resources.map((each) => ({ ...each, stack: 'library-tenants-2' }));
  expect(statefulIds([...ofTenants, ...resources])).toEqual({ testing: ['Attic', 'Shelf'] });
});

test('what one list has and the other has not', () => {
  expect(missingIn({ a: ['X'] }, { a: ['X', 'Y'], b: ['Z'] })).toEqual([
    { stack: 'a', logicalId: 'Y' },
    { stack: 'b', logicalId: 'Z' },
  ]);
});
