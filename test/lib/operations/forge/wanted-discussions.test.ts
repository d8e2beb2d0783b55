import { discussionsNote, wantedDiscussions } from '../../../../lib/operations/forge/wanted-discussions';
import { findingKey } from '../../../../lib/review/finding-key';
import type { ReviewFinding } from '../../../../lib/review/review-finding';

const finding = (subject: string, others: Partial<ReviewFinding> = {}): ReviewFinding => ({
  id: 'removed-data',
  class: 'loses-data',
  layer: 'cluster',
  environment: 'production',
  subjects: [subject],
  what: 'goes',
  why: 'It is gone.',
  remedy: 'Keep it.',
  places: [{ side: 'after', file: 'a.yaml', line: 1 }],
  ...others,
});

const file = { oldPath: 'a.yaml', newPath: 'a.yaml' };
const diff = {
  file: (_: unknown, path: string) => (path === 'a.yaml' ? file : undefined),
  lines: () => [{ newLine: 1 }],
};

test('the first 20 findings that are not routine are discussed', () => {
  const many = Array.from({ length: 30 }, (_, index) => finding(`volume ${index}`));
  expect(wantedDiscussions(many, diff)).toHaveLength(20);
  expect(wantedDiscussions([finding('a', { class: 'watch' }), finding('b', { class: 'routine' })], diff)).toEqual([
    {
      key: findingKey(finding('a', { class: 'watch' })),
      text: expect.stringContaining('**Worth a look:** **a**') as unknown,
      positions: [{ ...file, line: { newLine: 1 } }, file],
    },
  ]);
});

test('a finding that is nowhere in the diff is in the comment alone, which says so', () => {
  const nowhere = finding('b', { places: [{ side: 'after', file: 'b.yaml', line: 1 }] });
  expect(wantedDiscussions([finding('a'), nowhere, finding('c', { places: [] })], diff)).toHaveLength(1);
  expect(discussionsNote(1, 3)).toBe('Discussions at their lines: 1 of these 3 findings. The others are here alone.');
  expect(discussionsNote(3, 3)).toBe('Each finding is a discussion at its lines too.');
  expect(discussionsNote(0, 3)).toBe('');
});
