import { compare } from '../../../lib/review/comparison';
import { RenderedSnapshot } from '../../../lib/review/rendered-snapshot';
import { review } from '../../../lib/review/review';
import { reviewClasses } from '../../../lib/review/review-finding';
import type { ReviewExample } from '../../../lib/review/review-rule';
import { reviewRules } from '../../../lib/review/rules';

/** The findings of all rules on an example. */
function reviewed({ before, after }: ReviewExample) {
  const snapshot = (side: 'before' | 'after', files: ReviewExample['before']) =>
    new RenderedSnapshot(side, 'rendered/test', new Map(Object.entries(files)));
  const comparison = compare('test', snapshot('before', before), snapshot('after', after));
  return review([comparison], reviewRules);
}

describe.each(reviewRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its dangerous example, in its class, and says where', () => {
    const { findings, unread } = reviewed(rule.dangerous);
    expect(unread).toEqual([]);
    const own = findings.filter((finding) => finding.id === id);
    expect(own.map((finding) => finding.class)).toContain(rule.class);
    for (const { what, places } of own) {
      expect(what).toMatch(/^\S.*[^.]$/);
      expect(places.length).toBeGreaterThan(0);
    }
  });

  test('says nothing above a look about its harmless twin', () => {
    const { findings, unread } = reviewed(rule.harmless);
    expect(unread).toEqual([]);
    expect(Object.keys(rule.harmless.after).length).toBeGreaterThan(0);
    const loud = findings.filter((each) => reviewClasses.indexOf(each.class) < reviewClasses.indexOf('watch'));
    expect(loud).toEqual([]);
  });

  test('says why it matters and what would be safe, in sentences', () => {
    expect(rule.id).toBe(id.toLowerCase());
    for (const text of [rule.why, rule.remedy]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(rule.finds).toMatch(/^[a-z].*[^.]$/);
  });
});

test('rules are ordered by name, and each has its own', () => {
  const names = reviewRules.map(({ id }) => id);
  expect(names).toEqual([...new Set(names)].sort());
});
