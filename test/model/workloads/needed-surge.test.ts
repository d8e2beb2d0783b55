import { neededSurge } from '../../../model/workloads/needed-surge';

const percent = (maxUnavailable: string, maxSurge = '25%') => ({ rollingUpdate: { maxUnavailable, maxSurge } });

test.each([
  ['by default, where a quarter of three is none', 3, undefined, 1],
  ['by default, where a quarter of four is one', 4, undefined, 0],
  ['with no pod', 0, undefined, 0],
  ['with a part that is rounded down', 3, percent('33%'), 1],
  ['with a part that is one', 3, percent('34%'), 0],
  ['with nothing allowed, where one may be missing', 3, percent('0%', '0%'), 0],
  ['with old pods that end first', 3, { type: 'Recreate' }, 0],
])('room beside the pods %s', (_, pods, strategy, expected) => {
  expect(neededSurge(pods, strategy)).toBe(expected);
});
