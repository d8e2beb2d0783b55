import { readFileSync } from 'node:fs';
import { Discourse } from '../../cdk8s/services/discourse/discourse';

const read = (file: string): string => readFileSync(`images/discourse/${file}`, 'utf8');
const definition = read('Containerfile');
const entryPoint = read('entry-point.sh');

test('the image runs as nobody in particular, on the port that the pods name', () => {
  const [, final = ''] = definition.split(/^FROM .*-slim$/m);
  expect(final).toMatch(/^USER 1000:0$/m);
  expect(final).toMatch(/^EXPOSE 3000$/m);
  expect(final).toMatch(/^ {4}UNICORN_PORT=3000 /m);
});

test('what is written lies where the pods have a volume', () => {
  expect(definition).toContain('ln -s "/run/discourse/${folder}" "${folder}"');
  expect(entryPoint).toContain('/srv/seed/. /run/discourse/');
});

test('a migration waits for the extensions that the database gets', () => {
  const [, wanted = ''] = /wanted="([^"]+)"/.exec(entryPoint) ?? [];
  expect(wanted.split(', ')).toEqual(Discourse.extensions.map((extension) => `'${extension}'`));
  expect(entryPoint).toContain(`"$found" = ${Discourse.extensions.length}`);
});

test.each(['web', 'jobs', 'migrate'])('the entry point knows what %s is', (part) => {
  expect(entryPoint).toMatch(new RegExp(`^ {2}${part}\\)`, 'm'));
});
