import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { kinds } from '../../cdk8s/services/kinds';
import { editorSchemas } from '../../model/editor-schemas';
import { exampleHome } from '../support/example-home';
import { environmentsUnderTest, exampleEnvironments } from '../support/homes-under-test';
import { completeFacts, minimalEnvironment, minimalTenant } from '../support/environment-folder';

if (exampleEnvironments.length > 0) {
  test('the schemas of the example are those of the code: npm run commons schemas', () => {
    const folder = exampleHome.environments;
    const committed = readdirSync(folder).filter((file) => file.endsWith('.schema.json'));
    const schemas = editorSchemas(kinds);
    expect(committed.sort()).toEqual(Object.keys(schemas).sort());
    for (const file of committed) expect(readFileSync(join(folder, file), 'utf8')).toBe(schemas[file]);
  });
}

const ajv = new Ajv({ allErrors: true, validateFormats: false, strictSchema: true });
const validators = new Map(
  Object.entries(editorSchemas(kinds)).map(([file, text]) => [file, ajv.compile(schemaOf(text))]),
);

function schemaOf(text: string): AnySchemaObject {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

/** What a draft-7 validator, like those of editors, finds wrong in `text`; formats are left to the load. */
function findings(schema: string, text: string): readonly string[] {
  const validator = validators.get(schema);
  if (validator === undefined) throw new Error(`no schema ${schema}`);
  if (validator(parse(text)) === true) return [];
  return (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** Every file that has a schema, from the folder of the repository. */
const files = environmentsUnderTest.flatMap(({ home, name }) => {
  const folder = relative(process.cwd(), join(home.environments, name));
  return [
    [`${folder}/environment.yaml`, 'environment.schema.json'],
    ...readdirSync(join(folder, 'tenants')).map((tenant) => [`${folder}/tenants/${tenant}`, 'tenant.schema.json']),
    ...readdirSync(folder)
      .filter((file) => file === 'facts.json' || file === 'stateful.yaml')
      .map((file) => [`${folder}/${file}`, `${file.replace(/\..*/, '')}.schema.json`]),
  ];
});

test.each(files)('%s is valid in an editor', (file = '', schema = '') => {
  expect(findings(schema, readFileSync(file, 'utf8'))).toEqual([]);
});

test.each([
  ['environment.schema.json', minimalEnvironment],
  ['tenant.schema.json', minimalTenant],
  ['facts.schema.json', completeFacts],
  ['stateful.schema.json', 'network: [FlowLogsBucket87F67F60]\n'],
  ['stateful.schema.json', 'network: [FlowLogsBucket87F67F60 production-flow-logs-111122223333-us-east-1]\n'],
  ['stateful.schema.json', 'cluster/pad: [pad/PersistentVolumeClaim/uploads, pad/StatefulSet.apps/cache/data]\n'],
])('%s asks for no more than the load does', (schema, text) => {
  expect(findings(schema, text)).toEqual([]);
});

test.each([
  ['environment.schema.json', minimalEnvironment.replace('community', 'comunity')],
  ['environment.schema.json', minimalEnvironment.replace("'111122223333'", '111122223333')],
  ['tenant.schema.json', minimalTenant.replace('dataClass: public', 'dataClass: secret')],
  ['facts.schema.json', completeFacts.replace('Z0EXAMPLE123COMMONS45', 'x')],
  ['stateful.schema.json', 'network: [Flow-Logs]\n'],
  ['stateful.schema.json', 'cluster/: [pad/PersistentVolumeClaim/uploads]\n'],
])('%s lets an editor underline what is wrong, case %#', (schema, text) => {
  expect(findings(schema, text)).not.toEqual([]);
});

/** Every file begins with the line that tells editors its schema; facts.json is JSON and cannot. */
test.each(files.filter(([file = '']) => file.endsWith('.yaml')))('%s names its schema', (file = '', schema = '') => {
  const up = '../'.repeat(file.replace(/^.*\/environments\//, '').split('/').length - 1);
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(`# yaml-language-server: $schema=${up}${schema}`);
});

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Paths of the keys below `place` that no person is told about. */
function undescribed(place: unknown, path: string): readonly string[] {
  if (!isMap(place)) return [];
  const { properties, ...others } = place;
  const keys = isMap(properties) ? Object.entries(properties) : [];
  return [
    ...keys.flatMap(([key, schema]) => [
      ...(isMap(schema) && ('description' in schema || 'const' in schema) ? [] : [`${path}.${key}`]),
      ...undescribed(schema, `${path}.${key}`),
    ]),
    ...Object.values(others).flatMap((other) => undescribed(other, path)),
  ];
}

test.each(Object.entries(editorSchemas(kinds)))('%s describes every key to the person who writes it', (_, text) => {
  expect(undescribed(schemaOf(text), '')).toEqual([]);
});
