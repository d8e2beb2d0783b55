import fc from 'fast-check';
import { lineRows } from '../../../../lib/review/report/line-rows';

/** Rows as `<number> <number> <text before> | <text after>`. */
const shown = (before: string, after: string) =>
  lineRows(before.split('\n'), after.split('\n')).map(
    (row) =>
      `${row.before?.number ?? '-'} ${row.after?.number ?? '-'} ${row.before?.text ?? ''}|${row.after?.text ?? ''}`,
  );

test('a line that changed stands beside what became of it', () => {
  expect(shown('a\nb\nc', 'a\nB\nc')).toEqual(['1 1 a|a', '2 2 b|B', '3 3 c|c']);
});

test('a document that is gone is shown as one, and not as the end of one and the beginning of the next', () => {
  const [one, two, three] = ['kind: A\n  x: 1', 'kind: B\n  x: 1', 'kind: C\n  x: 1'];
  expect(shown([one, two, three].join('\n---\n'), [one, three].join('\n---\n'))).toEqual([
    '1 1 kind: A|kind: A',
    '2 2   x: 1|  x: 1',
    '3 - ---|',
    '4 - kind: B|',
    '5 -   x: 1|',
    '6 3 ---|---',
    '7 4 kind: C|kind: C',
    '8 5   x: 1|  x: 1',
  ]);
});

test('every line of both versions is there once and in order, and lines side by side are the same where they can be', () => {
  const text = fc.array(fc.constantFrom('---', 'a', 'b', ' c', '  d', '}'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = lineRows(before, after);
      for (const [side, lines] of [
        ['before', before],
        ['after', after],
      ] as const) {
        const there = rows.flatMap((row) => row[side] ?? []);
        expect(there.map((line) => line.text)).toEqual(lines);
        expect(there.map((line) => line.number)).toEqual(lines.map((_, index) => index + 1));
      }
      if (before.join('\n') === after.join('\n'))
        expect(rows.every((row) => row.before?.text === row.after?.text)).toBe(true);
    }),
  );
});
