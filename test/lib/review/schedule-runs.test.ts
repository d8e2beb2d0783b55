import { scheduleRuns } from '../../../lib/review/schedule-runs';

test.each([
  ['0 2 * * *', 28],
  ['*/15 * * * *', 28 * 24 * 4],
  ['0 0 * * 0', 4],
  ['0 0 1 * *', 1],
  ['0 9-17 * * 1-5', 9 * 5 * 4],
  ['0 9-17 * * MON-FRI', 9 * 5 * 4],
  ['0 0 2 * * *', 28],
  ['0 0 0 1 * *', 1],
  ['cron(0 5 * * ? *)', 28],
  ['cron(0 5 1 * ? *)', 1],
  ['rate(12 hours)', 56],
  ['@daily', 28],
])('%s runs about %d times in four weeks', (schedule, runs) => {
  expect(scheduleRuns(schedule)).toBeCloseTo(runs);
});

test('what is no schedule is not compared', () => {
  expect(scheduleRuns('when it is full moon')).toBeUndefined();
  expect(scheduleRuns('0 2')).toBeUndefined();
  expect(scheduleRuns(undefined)).toBeUndefined();
});
