import { mysqlOperator } from '../../../cdk8s/applications/mysql-operator';
import { openShiftReleaseNames } from '../../../model/data/openshift-releases';

test('every release of OpenShift has a line of the operator for MySQL that is known', () => {
  expect(openShiftReleaseNames.map((release) => [release, mysqlOperator(release)])).toEqual([
    ['4.17', '1.19'],
    ['4.18', '1.20'],
    ['4.19', '1.20'],
    ['4.20', '1.20'],
  ]);
});

test.each([
  [
    { channel: 'stable-cw', heldBackTo: '1.18' },
    'nothing is known of 1.18 of the operator for MySQL: add it to cdk8s/base/databases/mysql-release.ts',
  ],
  [{ none: 'Use PostgreSQL' }, 'OpenShift 4.20 has no operator for MySQL: add it to model/data/operators.ts'],
])('another is refused: %j', (supply, message) => {
  expect(() => mysqlOperator('4.20', { '4.17': supply, '4.18': supply, '4.19': supply, '4.20': supply })).toThrow(
    message,
  );
});
