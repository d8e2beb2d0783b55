import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

/** Optional properties of a file's exported props, as `Interface.property`, by whether their docstring says the default. */
function optionalProps(text: string): readonly { readonly name: string; readonly said: boolean }[] {
  return ts
    .createSourceFile('props.ts', text, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => /(Props|Options|Spec)$/.test(name.text))
    .flatMap(({ name, members }) =>
      members.filter(ts.isPropertySignature).flatMap((property) =>
        property.questionToken === undefined
          ? []
          : [
              {
                name: `${name.text}.${property.name.getText()}`,
                said: property.getFullText().includes('@default'),
              },
            ],
      ),
    );
}

test('a property without a default is found', () => {
  const text = `export interface AProps { /** Days. */ readonly days?: number; /** Hours.\n * @default 3 */ readonly hours?: number }`;
  expect(optionalProps(text)).toEqual([
    { name: 'AProps.days', said: false },
    { name: 'AProps.hours', said: true },
  ]);
});

test.each(['bin', 'lib', 'constructs', 'cdk8s', 'model'])(
  'what happens without an optional property stands at it, in %s',
  (folder) => {
    const silent = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        optionalProps(readFileSync(join(root, folder, file), 'utf8')).flatMap(({ name, said }) =>
          said ? [] : [`${join(folder, file)} ${name}`],
        ),
      );
    expect(silent).toEqual([]);
  },
);
