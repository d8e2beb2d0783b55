import { markdownReport } from '../../../../lib/review/report/markdown';
import { terminalReport } from '../../../../lib/review/report/terminal';
import type { Review } from '../../../../lib/review/review';
import type { ReviewFinding } from '../../../../lib/review/review-finding';

const versions = { before: 'main (0123456789)', after: 'the working tree' };

const finding = (
  danger: ReviewFinding['class'],
  subject: string,
  more: Partial<ReviewFinding> = {},
): ReviewFinding => ({
  id: 'removed-data',
  class: danger,
  layer: 'cluster',
  environment: 'production',
  subjects: [subject],
  what: 'is deleted with what it holds',
  why: 'Nobody has a copy.',
  remedy: 'Keep it.',
  places: [{ side: 'before', file: `rendered/${subject}.yaml`, line: 1 }],
  ...more,
});

const review = (findings: readonly ReviewFinding[], more: Partial<Review> = {}): Review => ({
  findings,
  routine: [],
  unread: [],
  ...more,
});

const many = [
  ...Array.from({ length: 5 }, (_, index) => finding('loses-data', `volume ${index}`)),
  ...Array.from({ length: 1000 }, (_, index) => finding('watch', `pods ${index}`)),
];

test('a comment is never longer than its limit, says twice that it is cut off, and has the most dangerous', () => {
  const text = markdownReport(review(many), versions);
  expect(text.length).toBeLessThanOrEqual(60_000);
  const [, first = '', all = ''] =
    /\*\*Cut off:\*\* the first (\d+) of (\d+) findings, the most dangerous, are here/.exec(text) ?? [];
  expect(all).toBe('1005');
  expect(text.indexOf('Cut off')).toBeLessThan(text.indexOf('volume 0'));
  expect(text).toContain(`**Cut off:** ${1005 - Number(first)} findings more do not fit here`);
  expect(text).toContain('volume 4');
  expect(text.match(/^- \*\*/gm)).toHaveLength(Number(first));
});

test('one finding without end hides no other one', () => {
  const endless = finding('loses-data', 'x'.repeat(100_000), { what: 'y'.repeat(100_000), why: 'z'.repeat(100_000) });
  const text = markdownReport(review([endless, ...many.slice(0, 5)]), versions);
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toContain('… (cut off)');
  expect(text).toContain('volume 4');
  expect(text).not.toContain('**Cut off:**');
});

test('problems and routine without end leave room for findings, and are cut off too', () => {
  const unread = Array.from({ length: 5000 }, (_, index) => ({
    file: `rendered/${index}.yaml`,
    line: 1,
    column: 1,
    path: '',
    reason: 'is no YAML',
    remedy: 'render it again',
  }));
  const routine = Array.from({ length: 5000 }, (_, index) => ({
    kind: `/Kind${index}`,
    added: 1,
    changed: 0,
    removed: 0,
  }));
  const text = markdownReport(review(many, { unread, routine }), versions);
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toContain('volume 4');
  expect(text).toMatch(/\*\*Cut off:\*\* \d+ problems more/);
  expect(text).toMatch(/\*\*Cut off:\*\* \d+ kinds more/);
});

test('the terminal shows the first hundred, and says how many more there are', () => {
  const text = terminalReport(review(many), versions);
  expect(text.match(/\[removed-data\]/g)).toHaveLength(100);
  expect(text).toContain('CUT OFF: 905 findings more, none more dangerous');
  expect(terminalReport(review(many.slice(0, 100)), versions)).not.toContain('CUT OFF');
});

test('no name moves the cursor, hides anything or begins a line', () => {
  const hostile = finding('loses-data', 'safe\u001b[2J\u202Eevil\nNothing dangerous was found');
  for (const text of [terminalReport(review([hostile]), versions), markdownReport(review([hostile]), versions)]) {
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toContain('u202eevil');
    expect(text).not.toMatch(/^Nothing dangerous/m);
  }
});
