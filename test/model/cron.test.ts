import { cronProblem, maximumPauseMinutes } from '../../model/cron';

/** What robfig/cron 3.0.1, Kubernetes' own, takes; the pause is the longest between two of its answers in 28 years. */
test.each([
  ['* * * * *', 1],
  ['*/7 * * * *', 7],
  ['0 * * * *', 60],
  ['*/60 * * * *', 60],
  ['0 */24 * * *', 1440],
  ['5,35 8-17/3 * * *', 870],
  ['50/5 * * * ?', 55],
  ['0 2 * * *', 1440],
  ['0 2 * * MON-fri', 4320],
  ['0 0 * * 0', 10080],
  ['30 4 1 * *', 44640],
  ['0 0 1,15 * wed', 10080],
  ['0 0 */2 * 1', 2880],
  ['0 0 29 2 *', 2103840],
  ['0 0 31 2 1', 504000],
])('%s starts at least every %d minutes', (text, minutes) => {
  expect(cronProblem(text)).toBeUndefined();
  expect(maximumPauseMinutes(text)).toBe(minutes);
});

test.each([
  ['60 * * * *', 'has 60 for the minute', 'minute: *, 0 to 59, a range like 0-3, or a step like */2'],
  // Both would run more often than somebody means: each hour, and each day.
  ['*/90 * * * *', 'has */90 for the minute', 'minute: *, 0 to 59, a range like 0-3, or a step like */2'],
  ['0 */48 * * *', 'has */48 for the hour', 'hour: *, 0 to 23, a range like 0-3, or a step like */2'],
  ['0 24 * * *', 'has 24 for the hour', 'hour: *, 0 to 23, a range like 0-3, or a step like */2'],
  ['0 0 0 * *', 'has 0 for the day of the month', 'day of the month: *, 1 to 31, a range like 1-4, or a step like */2'],
  ['0 0 * 13 *', 'has 13 for the month', 'month: *, 1 to 12, or jan to dec, a range like 1-4, or a step like */2'],
  // The week of other programs has a seventh day.
  [
    '0 0 * * 7',
    'has 7 for the day of the week',
    'day of the week: *, 0 to 6, or sun to sat, a range like 0-3, or a step like */2',
  ],
  [
    '5-1 * * * sunday',
    'has 5-1 for the minute, and has sunday for the day of the week',
    'minute: *, 0 to 59, a range like 0-3, or a step like */2; ' +
      'day of the week: *, 0 to 6, or sun to sat, a range like 0-3, or a step like */2',
  ],
  ['0 0 31 4,6 *', 'is a day that never comes', 'choose a day that its months have'],
])('%s is refused: it %s', (text, reason, remedy) => {
  expect(cronProblem(text)).toEqual({ reason, remedy });
  expect(() => maximumPauseMinutes(text)).toThrow(reason);
});

test.each(['@daily', '0 0 * *', '0 0 0 * * *', '', 'TZ=Europe/Lisbon 0 0 * * *'])('%p has not five fields', (text) => {
  expect(cronProblem(text)?.reason).toBe(
    'does not have the five fields minute, hour, day of the month, month and day of the week',
  );
});

test.each(['*/0', '1-2-3', '1/2/3', '*-5', '-1', '1,', ',1', 'L', '1.5', 'jan'])('no minute is %s', (minute) => {
  expect(cronProblem(`${minute} * * * *`)?.reason).toBe(`has ${minute} for the minute`);
});
