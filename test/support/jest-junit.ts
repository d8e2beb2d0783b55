import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { junitReport } from '../../lib/operations/junit-report';

/** What `jest --json` says of a run. */
const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** The results of `jest --json` as a JUnit report, with files as they are named in `folder`. */
export const jestJunit = (json: string, folder: string): string =>
  junitReport(
    resultsSchema.parse(JSON.parse(json)).testResults.map(({ name, message, assertionResults }) => ({
      name: relative(folder, name),
      cases:
        assertionResults.length === 0
          ? [{ name: 'cannot be run', failures: [message] }]
          : assertionResults
              .filter(({ status }) => status === 'passed' || status === 'failed')
              .map(({ fullName, failureMessages }) => ({ name: fullName, failures: failureMessages })),
    })),
  );

// `ts-node test/support/jest-junit.ts <results>` prints the report.
if (require.main === module) console.log(jestJunit(readFileSync(process.argv[2] ?? '', 'utf8'), process.cwd()));
