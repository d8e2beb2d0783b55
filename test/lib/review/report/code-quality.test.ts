import { codeQualityReport } from '../../../../lib/review/report/code-quality';
import { markdownReport } from '../../../../lib/review/report/markdown';
import type { Review } from '../../../../lib/review/review';
import type { ReviewFinding } from '../../../../lib/review/review-finding';

const finding: ReviewFinding = {
  id: 'removed-data',
  class: 'loses-data',
  layer: 'cluster',
  environment: 'production',
  subjects: ['volume wiki/data'],
  what: 'is deleted with what it holds',
  why: 'It is gone.',
  remedy: 'Keep it.',
  places: [
    { side: 'before', file: 'rendered/production/cluster/wiki/data.yaml', line: 8 },
    { side: 'after', file: 'rendered/production/cluster/wiki/kustomization.yaml', line: 2 },
  ],
};
const versions = { before: 'main', after: 'the working tree' };
const reviewOf = (others: Partial<Review>): Review => ({ findings: [], routine: [], unread: [], ...others });
const report = (review: Partial<Review>) => codeQualityReport(reviewOf(review), 'rendered');

test('a finding is an issue at its line in the new version', () => {
  expect(report({ findings: [finding] })).toEqual([
    {
      description: 'Loses data: volume wiki/data is deleted with what it holds. Keep it.',
      check_name: 'removed-data',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
      severity: 'blocker',
      location: { path: 'rendered/production/cluster/wiki/kustomization.yaml', lines: { begin: 2 } },
    },
  ]);
});

test('one without a place is at its environment, and what was only there before at that line', () => {
  const [before] = finding.places;
  if (before === undefined) throw new Error('there is no place');
  const locations = report({
    findings: [
      { ...finding, places: [before] },
      { ...finding, environment: 'staging', places: [] },
    ],
  }).map(({ location }) => location);
  expect(locations).toEqual([
    { path: before.file, lines: { begin: 8 } },
    { path: 'rendered/staging', lines: { begin: 1 } },
  ]);
});

test('the fingerprint is that of what is said, not of the line', () => {
  const prints = report({
    findings: [finding, { ...finding, places: [] }, { ...finding, what: 'is renamed' }, { ...finding, class: 'watch' }],
  }).map(({ fingerprint }) => fingerprint);
  expect(prints[0]).toBe(prints[1]);
  expect(new Set(prints).size).toBe(3);
});

test('what could not be read is the worst of all', () => {
  const problem = { file: 'rendered/a.yaml', line: 3, column: 1, path: '', reason: 'is no YAML', remedy: 'render it' };
  expect(report({ unread: [problem] })).toMatchObject([
    { check_name: 'unread', severity: 'blocker', location: { path: 'rendered/a.yaml', lines: { begin: 3 } } },
  ]);
});

test('text of a tenant begins no line of the comment: it would be a command for GitLab', () => {
  const page = markdownReport(
    reviewOf({
      findings: [
        { ...finding, subjects: ['host a\n/merge\n\n# b'], places: [{ side: 'after', file: 'x\n/approve', line: 1 }] },
      ],
      unread: [{ file: 'y', line: 1, column: 1, path: '', reason: 'is no YAML: \n/close', remedy: '' }],
    }),
    versions,
  );
  expect(page).toContain('/merge');
  expect(page).not.toMatch(/^\s*\//m);
});
