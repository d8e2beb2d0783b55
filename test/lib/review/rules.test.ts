import { reviewClasses } from '../../../lib/review/review-finding';
import { reviewRules } from '../../../lib/review/rules';
import { reviewFiles } from '../../support/review-files';

describe.each(reviewRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its dangerous example, in its class, and says where', () => {
    const { findings, unread } = reviewFiles(rule.dangerous, reviewRules);
    expect(unread).toEqual([]);
    const own = findings.filter((finding) => finding.id === id);
    expect(own.map((finding) => finding.class)).toContain(rule.class);
    for (const { what, places } of own) {
      expect(what).toMatch(/^\S.*[^.]$/);
      expect(places.length).toBeGreaterThan(0);
    }
  });

  test('says nothing above a look about its harmless twin', () => {
    const { findings, unread } = reviewFiles(rule.harmless, reviewRules);
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
