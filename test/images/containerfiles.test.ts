import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** What a definition lacks to build and start the program of an image, by the program's sources. */
function faultsOf(image: string, definition: string, sources: Readonly<Record<string, string>>): readonly string[] {
  const folders = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(/from '(\.[^']*)'/g)].map(([, target = '']) => {
      const [root, folder] = posix.join(posix.dirname(file), target).split('/');
      return `${root}/${folder}`;
    }),
  );
  return [
    ...[...new Set([`images/${image}`, ...folders])]
      .filter((folder) => !definition.includes(`COPY ${folder} ${folder}\n`))
      .map((folder) => `${folder} is imported and not copied`),
    ...(definition.includes(`ENTRYPOINT ["node", "dist/${image}/src/main.js"]`) ? [] : ['it starts another file']),
    ...(/\bnpx tsc\b/.test(definition) ? ['two packages have a tsc: name node_modules/typescript/bin/tsc'] : []),
  ];
}

function sourcesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')]));
}

const programs = readdirSync('images').filter((image) => existsSync(`images/${image}/src/main.ts`));

test.each(programs)('the image of %s has all that its program imports, and starts it', (image) => {
  const definition = readFileSync(`images/${image}/Containerfile`, 'utf8');
  expect(faultsOf(image, definition, sourcesIn(`images/${image}/src`))).toEqual([]);
});

test('a definition that forgets what is shared, or starts what is not there, is found', () => {
  const source = "import { reply } from '../../http-server/src/reply';\nimport { log } from './log';\n";
  const definition = 'COPY images/pad images/pad\nRUN npx tsc\nENTRYPOINT ["node", "dist/main.js"]\n';
  expect(faultsOf('pad', definition, { 'images/pad/src/main.ts': source })).toEqual([
    'images/http-server is imported and not copied',
    'it starts another file',
    'two packages have a tsc: name node_modules/typescript/bin/tsc',
  ]);
});
