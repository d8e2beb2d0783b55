/** Something that was checked, and what is wrong with it. */
export interface CheckedCase {
  readonly name: string;
  /** Each with its place and what would be right; empty if nothing is wrong. */
  readonly failures: readonly string[];
}

/** What was checked of one environment, or by one command. */
export interface CheckedSuite {
  readonly name: string;
  readonly cases: readonly CheckedCase[];
}

/** Results of checks as a JUnit report, which forges show beside a change. Source: GitLab documentation, "Unit test reports". */
export function junitReport(suites: readonly CheckedSuite[]): string {
  const lines = suites.map(({ name, cases }) => {
    const failed = cases.filter(({ failures }) => failures.length > 0).length;
    return [
      ` <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failed}">`,
      ...cases.map((each) => caseXml(name, each)),
      ' </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${lines.join('\n')}\n</testsuites>\n`;
}

function caseXml(suite: string, { name, failures }: CheckedCase): string {
  const begin = `  <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  if (failures.length === 0) return `${begin}/>`;
  // One element, since GitLab reads the first alone.
  const [first = ''] = (failures[0] ?? '').split('\n');
  const message = failures.length === 1 ? first : `${first} and ${failures.length - 1} more`;
  return `${begin}><failure message="${xml(message)}">${xml(failures.join('\n'))}</failure></testcase>`;
}

/** Text as it may stand in XML 1.0, in which most control characters cannot be written at all. */
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
