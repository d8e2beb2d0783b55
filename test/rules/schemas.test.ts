import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { z } from 'zod';
import { manifests, type RenderedManifest } from '../support/rendered';
import { kindsSeenElsewhere, knownKinds } from './known-kinds';

const kindOf = ({ apiVersion, kind }: Pick<RenderedManifest, 'apiVersion' | 'kind'>) => `${apiVersion} ${kind}`;

test('every kind has been checked against a schema, and no other is listed', () => {
  expect([...new Set(manifests.map(kindOf))].sort()).toEqual(
    [...knownKinds, ...Object.keys(kindsSeenElsewhere)].sort(),
  );
});

/** What is rendered, without the fields that name it in messages. */
const objectOf = (manifest: RenderedManifest): object =>
  Object.fromEntries(Object.entries(manifest).filter(([key]) => key !== 'at' && key !== 'environment'));

/** The operators' own schemas; they are not part of the project, so a plain clone has only the list of kinds. */
const schemas = resolve(__dirname, '../../../shared/schemas');
const present = existsSync(join(schemas, 'index.json'));

if (present) {
  const rowSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), file: z.string(), set: z.string() });
  const index = z.array(rowSchema).parse(JSON.parse(readFileSync(join(schemas, 'index.json'), 'utf8')));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, code: { optimize: false } });

  /** What an OpenShift 4.20 cluster serves: its own revision, else the operator's, else Kubernetes 1.33. */
  const sets = ['openshift-4.20', 'main', 'kubernetes-1.33'];
  const validators = new Map<string, ValidateFunction>();
  for (const kind of knownKinds) {
    const rows = index.filter((row) => kindOf(row) === kind);
    const row = sets.map((set) => rows.find((each) => each.set === set)).find((each) => each !== undefined);
    if (row === undefined) continue;
    validators.set(
      kind,
      ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(schemas, row.file), 'utf8')))),
    );
  }

  test.each(knownKinds)('there is a schema for %s', (kind) => {
    expect(validators.has(kind)).toBe(true);
  });

  test.each(knownKinds)('every %s fits its schema', (kind) => {
    const validate = validators.get(kind);
    const misfits = manifests
      .filter((manifest) => kindOf(manifest) === kind)
      .flatMap((manifest) =>
        validate?.(objectOf(manifest)) === true ? [] : [`${manifest.at}: ${ajv.errorsText(validate?.errors)}`],
      );
    expect(misfits).toEqual([]);
  });

  test('the check would find a field that does not exist', () => {
    const [route] = manifests.filter((manifest) => manifest.kind === 'Route');
    const { apiVersion, kind, metadata, spec } = z
      .looseObject({ spec: z.record(z.string(), z.unknown()) })
      .parse(route);
    expect(
      validators.get('route.openshift.io/v1 Route')?.({ apiVersion, kind, metadata, spec: { ...spec, hots: 'x' } }),
    ).toBe(false);
  });
} else {
  test('NOT RUN: the operators’ schemas are not beside this project', () => {
    console.warn(`manifests were not checked against the operators' schemas: ${schemas} does not exist`);
    expect(present).toBe(false);
  });
}
