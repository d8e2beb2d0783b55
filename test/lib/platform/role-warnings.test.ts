import { roleWarnings } from '../../../lib/platform/role-warnings';

test('an environment that leaves an account less than a tenth of its roles is warned', () => {
  expect(roleWarnings(900)).toEqual([]);
  const [warning, ...others] = roleWarnings(901);
  expect(others).toEqual([]);
  expect(warning?.path).toEqual(['account']);
  expect(warning?.reason).toMatch('needs 901 IAM roles');
});
