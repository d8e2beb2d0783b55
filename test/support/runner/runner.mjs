import LightRunner from 'jest-light-runner';

/** Tests of servers that run as processes: most of their time they wait until a server loses patience with a client. */
const waits = ({ path }) => path.includes('/test/images/');

/** Tests that start programs or render whole homes take longest. */
const isLong = ({ path }) => /\/test\/(bin|rules)\//.test(path);

/** Jest has those that took longest the last time begin; in a fresh clone it knows nothing of them. */
const longestFirst = (tests) =>
  tests.some(({ duration }) => duration !== undefined)
    ? tests
    : [...tests.filter(isLong), ...tests.filter((test) => !isLong(test))];

/**
 * Runs tests in bare Node, each module loaded once for each worker, and fails a suite that has no test. Tests that wait have workers
 * of their own beside the others, which keep the processors busy meanwhile.
 */
export default class Runner {
  constructor(...settings) {
    this.settings = settings;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const failEmpty = (test, result) =>
      result.testResults.length > 0
        ? onResult(test, result)
        : onFailure(test, new Error('Your test suite must contain at least one test.'));
    const run = (some) => new LightRunner(...this.settings).runTests(some, watcher, onStart, failEmpty, onFailure);
    const [{ maxWorkers }] = this.settings;
    if (maxWorkers === 1) return run(tests);
    await Promise.all([run(tests.filter(waits)), run(longestFirst(tests.filter((test) => !waits(test))))]);
  }
}
