import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** They ask of the example itself: whether it is rendered afresh, keeps the rules, and has the schemas of the code. */
const askOfIt = ['model/editor-schemas.test.ts', 'rules/fresh.test.ts', 'rules/verify.test.ts'];

test('no other test takes the example for what it needs, since people change the example for reasons of their own', () => {
  const folder = join(__dirname, '..');
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const taking = tests.filter((file) =>
    /from '[./]+\/(support\/)?example-home'/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(taking.sort()).toEqual(askOfIt);
});
