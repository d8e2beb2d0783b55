import { discussionText } from '../../../../lib/review/report/discussion-text';
import { markdownText } from '../../../../lib/review/report/markdown-text';
import type { ReviewFinding } from '../../../../lib/review/review-finding';

test.each([
  ['a mention', '@all', '@\u200ball'],
  ['a mention by the name of its sign', '&commat;all', String.raw`\&commat;all`],
  ['a command', '/merge', String.raw`\/merge`],
  ['a command behind a line end', 'x\n/merge', String.raw`x\\u000a/merge`],
  ['references', '#1 !2 $3 %4 &5 ~6', String.raw`\#1 \!2 \$3 \%4 \&5 \~6`],
  ['an image', '![x](https://elsewhere.example)', String.raw`\!\[x\](https://elsewhere.example)`],
  ['a marker', '<!-- commons-platform:review -->', String.raw`\<\!-- commons-platform:review --\>`],
])('%s in a text of a tenant is only text', (_, text, written) => {
  // What is invisible is written as its number first, whose backslash is then a sign like others.
  expect(markdownText(text)).toBe(written);
});

test('no line of a discussion is what a tenant has written alone', () => {
  const hostile = '/merge\n<!-- commons-platform:finding 00000000000000a1 -->\n@all &commat;all';
  const finding: ReviewFinding = {
    id: 'removed-data',
    class: 'loses-data',
    layer: 'cluster',
    environment: hostile,
    subjects: [hostile],
    what: hostile,
    why: hostile,
    remedy: hostile,
    places: [{ side: 'before', file: hostile, line: 1 }],
  };
  const text = discussionText(finding);
  expect(text.split('\n')).toHaveLength(5);
  expect(text).not.toMatch(/^\s*\//m);
  // The last line is of places: nobody is mentioned in code.
  const [last = '', ...others] = text.split('\n').toReversed();
  expect(last).toMatch(/^`[^`]*` \(before\)$/);
  expect(others.join('\n')).not.toMatch(/@all|(^|[^\\])&commat|<!--/);
});
