import { readFileSync } from 'node:fs';
import { Discourse } from '../../cdk8s/services/discourse/discourse';
import { discourseExtensions } from '../../cdk8s/services/discourse/discourse-extensions';
import { everyProp } from '../cdk8s/services/discourse-props';
import { objectsOf } from '../support/charts';

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

test('what the pods are told of proxies is what the image reads', () => {
  const variables = JSON.stringify(objectsOf((chart) => new Discourse(chart, 'forum', everyProp)));
  const [, variable = ''] = /ENV\.fetch\("(\w+)"/.exec(read('client-address.rb')) ?? [];
  expect(variables).toContain(`"name":"${variable}","value":"${everyProp.proxies.join(',')}"`);
  expect(definition).toMatch(/^COPY client-address\.rb config\/initializers\//m);
});

test('a migration waits for the extensions that the database gets', () => {
  const [, wanted = ''] = /wanted="([^"]+)"/.exec(entryPoint) ?? [];
  expect(wanted.split(', ')).toEqual(discourseExtensions.map((extension) => `'${extension}'`));
  expect(entryPoint).toContain(`"$found" = ${discourseExtensions.length}`);
});

test.each(['web', 'jobs', 'migrate'])('the entry point knows what %s is', (part) => {
  expect(entryPoint).toMatch(new RegExp(`^ {2}${part}\\)`, 'm'));
});
