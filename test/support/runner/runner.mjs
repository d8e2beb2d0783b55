import LightRunner from 'jest-light-runner';

/** Runs tests in bare Node, each module loaded once for each worker, and fails a suite that has no test. */
export default class Runner extends LightRunner {
  runTests(tests, watcher, onStart, onResult, onFailure) {
    return super.runTests(
      tests,
      watcher,
      onStart,
      (test, result) =>
        result.testResults.length > 0
          ? onResult(test, result)
          : onFailure(test, new Error('Your test suite must contain at least one test.')),
      onFailure,
    );
  }
}
