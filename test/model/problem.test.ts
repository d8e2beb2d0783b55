import { collectOrThrow, formatPath, formatProblem, ProblemsError, type Problem } from '../../model/problem';
import { problemsOf } from '../support/environment-folder';

const problem: Problem = {
  file: 'environments/staging/environment.yaml',
  line: 4,
  column: 33,
  path: 'zones[2]',
  reason: 'is wrong',
  remedy: 'mend it',
};

test('a problem is place, path and reason, with the remedy on the next line', () => {
  expect(formatProblem(problem)).toBe('environments/staging/environment.yaml:4:33 zones[2]: is wrong\n    mend it');
});

test('a problem of a whole file has no path', () => {
  expect(formatProblem({ ...problem, path: '' })).toBe(
    'environments/staging/environment.yaml:4:33 is wrong\n    mend it',
  );
});

test.each([
  [[], ''],
  [['zones'], 'zones'],
  [['cluster', 'pools', 0, 'zones', 12], 'cluster.pools[0].zones[12]'],
  [[3, 'name'], '[3].name'],
])('the path %j reads %s', (path, expected) => {
  expect(formatPath(path)).toBe(expected);
});

test('the message of an error has all problems', () => {
  const other = { ...problem, line: 5, reason: 'is wrong too' };
  expect(new ProblemsError([problem, other]).message).toBe(`${formatProblem(problem)}\n${formatProblem(other)}`);
});

test('problems of all names come together, and results only if there are none', () => {
  const read = (name: string) => {
    if (name.startsWith('bad')) throw new ProblemsError([{ ...problem, file: name }]);
    return name.toUpperCase();
  };
  expect(collectOrThrow(['a', 'b'], read)).toEqual(['A', 'B']);
  const problems = problemsOf(() => collectOrThrow(['a', 'bad', 'b', 'bad too'], read));
  expect(problems.map(({ file }) => file)).toEqual(['bad', 'bad too']);
  expect(problemsOf(() => collectOrThrow(['a', 'bad'], read))).toHaveLength(1);
});

test('an error that is no problem of the input goes through', () => {
  const failing = () => {
    throw new TypeError('a mistake of ours');
  };
  expect(() => collectOrThrow(['a'], failing)).toThrow(TypeError);
});
