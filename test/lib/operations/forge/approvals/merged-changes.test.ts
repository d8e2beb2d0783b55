import { mergedChanges, type Landing } from '../../../../../lib/operations/forge/approvals/merged-changes';

const request = (number: number, landed: string, ...commitIds: readonly string[]): Landing => ({
  number,
  landed,
  commitIds,
});
const steps = (commits: readonly string[], ...requests: readonly Landing[]) =>
  mergedChanges('m0', commits, requests).map(({ before, after, request: found }) => [before, after, found?.number]);

test('a merge commit and a squashed commit are a step each', () => {
  expect(steps(['m1', 'm2'], request(1, 'm1', 'a', 'b'), request(2, 'm2', 'c'))).toEqual([
    ['m0', 'm1', 1],
    ['m1', 'm2', 2],
  ]);
});

test('all commits of a fast-forward are one step', () => {
  expect(steps(['m1', 'a', 'b', 'c', 'm2'], request(1, 'c', 'a', 'b', 'c'))).toEqual([
    ['m0', 'm1', undefined],
    ['m1', 'c', 1],
    ['c', 'm2', undefined],
  ]);
});

test('a commit that was pushed between two merges belongs to neither', () => {
  expect(steps(['m1', 'x', 'm2'], request(1, 'm1', 'a'), request(2, 'm2', 'b'))).toEqual([
    ['m0', 'm1', 1],
    ['m1', 'x', undefined],
    ['x', 'm2', 2],
  ]);
});

test('a fast-forward of which a part was deployed begins where the deploy ended', () => {
  expect(steps(['b', 'c'], request(1, 'c', 'a', 'b', 'c'))).toEqual([['m0', 'c', 1]]);
});

test('commits that are pushed and are also in a merge request that was never merged there have none', () => {
  expect(steps(['a', 'b'], request(1, 'z', 'a', 'b'))).toEqual([
    ['m0', 'a', undefined],
    ['a', 'b', undefined],
  ]);
});
