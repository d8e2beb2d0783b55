import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';
import { problemsOf, withFolder, writeEnvironment } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';

/** What slips of the hand, bad merges and bad copies leave behind. */
const strange = [
  '',
  ' ',
  '  ',
  '\n',
  '\t',
  '\r',
  ':',
  ': ',
  '- ',
  ',',
  '{',
  '}',
  '[',
  ']',
  "'",
  '"',
  '#',
  '|',
  '>',
  '&a ',
  '*a',
  '!x ',
  '?',
  '%',
  '@',
  '`',
  '---\n',
  '...\n',
  '<<: ',
  '<<<<<<< ours\n',
  'null',
  '~',
  'true',
  '-1',
  '0',
  '1.5',
  '1e999',
  '.nan',
  '0x10',
  '2027-02-30',
  '999999999999999999999',
  '{}',
  '[]',
  'x',
  'é',
  '\u0000',
  '\uFEFF',
  '\uD800',
  'a.b.c',
  '__proto__',
  'constructor: ',
  '10.0.0.0/0',
  '::/0',
  'https://x:99999',
  'us-east-1h',
  'platform',
];

interface Change {
  readonly kind: 'delete' | 'duplicate' | 'move' | 'replace' | 'insert' | 'cut';
  /** Lines, or tokens of lines. */
  readonly unit: 'line' | 'token';
  readonly at: number;
  readonly to: number;
  readonly what: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'move', 'replace', 'insert', 'cut'),
  unit: fc.constantFrom('line', 'token'),
  at: fc.nat(),
  to: fc.nat(),
  what: fc.constantFrom(...strange),
});

function apply(text: string, { kind, unit, at, to, what }: Change): string {
  const parts = text.split(unit === 'line' ? /(?<=\n)/ : /(?<=\W)|(?=\W)/);
  const index = at % parts.length;
  const part = parts[index] ?? '';
  const before = parts.slice(0, index);
  const after = parts.slice(index + 1);
  switch (kind) {
    case 'delete':
      return [...before, ...after].join('');
    case 'duplicate':
      return [...before, part, part, ...after].join('');
    case 'replace':
      return [...before, what, ...after].join('');
    case 'insert':
      return [...before, what, part, ...after].join('');
    case 'cut':
      return before.join('');
    case 'move':
      return [...before, ...after].toSpliced(to % parts.length, 0, part).join('');
  }
}

/** Whether a place is in the text; the place behind the last character is where something is missing. */
function isInside(text: string, line: number, column: number): boolean {
  const written = text.split('\n')[line - 1];
  return written !== undefined && column >= 1 && column <= written.length + 1;
}

test('whatever is done to the files, the answer is an environment or problems at places that exist', () => {
  const outcomes = { loaded: 0, refused: 0 };
  withFolder((home) => {
    const folder = join(home, 'environments');
    writeEnvironment(folder, fullEnvironment);
    expect(problemsOf(() => loadEnvironment(folder, 'testing', kinds))).toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(fullEnvironment)),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        ([file, text], changes) => {
          const changed = changes.reduce(apply, text);
          writeFileSync(join(folder, 'testing', file), changed);
          const problems = problemsOf(() => loadEnvironment(folder, 'testing', kinds));
          writeFileSync(join(folder, 'testing', file), text);

          outcomes[problems.length === 0 ? 'loaded' : 'refused'] += 1;
          const now = new Map(Object.entries({ ...fullEnvironment, [file]: changed }));
          for (const { file: named, line, column, reason, remedy } of problems) {
            const where = named.replace('environments/testing/', '');
            expect({ where, line, column, inside: isInside(now.get(where) ?? '', line, column) }).toMatchObject({
              inside: true,
            });
            expect(reason.trim()).not.toBe('');
            expect(remedy.trim()).not.toBe('');
          }
        },
      ),
      { seed: 20261121, numRuns: 1000 },
    );
  });
  // A property that never sees one of the two outcomes proves nothing about it.
  expect(outcomes.loaded).toBeGreaterThan(50);
  expect(outcomes.refused).toBeGreaterThan(400);
});
