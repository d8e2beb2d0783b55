import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalQuantity } from '../../lib/verify/canonical-quantity';
import { listDefaultsRule } from '../../lib/verify/list-defaults';
import { isQuantityPath } from '../../lib/verify/quantities';
import { amountsIn, definitionsIn, filledIn, schemaAt, type StructuralSchema } from '../support/definitions';
import { manifests } from '../support/rendered';

const plugins: StructuralSchema = {
  properties: {
    size: { pattern: '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))' },
    named: { 'x-kubernetes-list-type': 'map', items: { properties: { ensure: { default: 'present' } } } },
    plugins: {
      items: {
        properties: { enabled: { default: true }, more: { default: {}, properties: { deep: { default: 1 } } } },
      },
    },
  },
};

test('what an API server fills in is found, also in what it filled in, and whether it is inside a list', () => {
  expect(filledIn({ named: [{}], plugins: [{ enabled: false }] }, plugins)).toEqual([
    { path: '.named[].ensure', value: 'present', inList: false },
    { path: '.plugins[].more', value: {}, inList: true },
    { path: '.plugins[].more.deep', value: 1, inList: true },
  ]);
  expect([...amountsIn({ size: '1Gi', plugins: [{}] }, plugins)]).toEqual([['.size', '1Gi']]);
});

/** The definitions themselves; they are not part of the project, so a plain clone has only the tables of the rules. */
const definitions = resolve(__dirname, '../../../shared/crds');
const present = existsSync(join(definitions, 'main'));

if (present) {
  const releases: Readonly<Record<string, readonly string[]>> = {
    '4.20': ['synthetic', 'main', 'openshift-4.20'],
    '4.17': ['synthetic', 'synthetic-openshift-4.17', 'main', 'openshift-4.17'],
  };

  describe.each(Object.entries(releases))('with the definitions of OpenShift %s', (_, sets) => {
    const schemas = definitionsIn(sets.map((set) => join(definitions, set)));
    const defined = manifests.flatMap((manifest) => {
      const schema = schemas.get(`${manifest.apiVersion} ${manifest.kind}`);
      return schema === undefined ? [] : [{ manifest, schema }];
    });

    test('nothing is filled in inside a list', () => {
      expect(defined.length).toBeGreaterThan(100);
      const found = defined.flatMap(({ manifest, schema }) =>
        filledIn(manifest, schema).flatMap(({ path, value, inList }) =>
          inList ? [`${manifest.at}: ${path} becomes ${JSON.stringify(value)}`] : [],
        ),
      );
      expect(found).toEqual([]);
    });

    test('every amount is as Kubernetes writes it, and the rule looks at every place of one', () => {
      const amounts = defined.flatMap(({ manifest, schema }) =>
        [...amountsIn(manifest, schema)].map(([path, value]) => ({ at: manifest.at, path, value })),
      );
      expect(amounts.length).toBeGreaterThan(100);
      expect(amounts.filter(({ value }) => typeof value !== 'string' || canonicalQuantity(value) !== value)).toEqual(
        [],
      );
      expect(amounts.filter(({ path }) => !isQuantityPath(path))).toEqual([]);
    });

    test('what the rule’s table says is filled in is what the definitions say, unless they are newer', () => {
      const newest = new Map([...schemas].map(([kind, schema]) => [kind.replace(/\/[^/ ]+ /, '/'), schema]));
      const wrong = Object.entries(listDefaultsRule).flatMap(([kind, lists]) =>
        lists.flatMap(({ elements, defaults }) => {
          const schema = newest.get(kind);
          const element = schema && schemaAt(schema, elements);
          return Object.entries(defaults).flatMap(([field, value]) => {
            const known = element?.properties?.[field];
            const older = known !== undefined && known.default === undefined;
            return older || known?.default === value ? [] : [`${kind} ${elements}.${field}`];
          });
        }),
      );
      expect(wrong).toEqual([]);
    });
  });
} else {
  test('NOT RUN: the definitions of custom resources are not beside this project', () => {
    console.warn(`what API servers fill in was not compared with definitions: ${definitions} does not exist`);
    expect(present).toBe(false);
  });
}
