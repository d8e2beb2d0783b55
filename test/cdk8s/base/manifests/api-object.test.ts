import * as library from 'cdk8s';
import * as api from 'cdk8s-plus-28/lib/imports/k8s';
import fc from 'fast-check';
import { ApiObject } from '../../../../cdk8s/base/manifests/api-object';
import { k8s } from '../../../../cdk8s/base/manifests/kubernetes';

const chart = () => new library.Chart(new library.App(), 'chart', { namespace: 'garden', labels: { z: '1', a: '2' } });

/** As text, since the order of keys is what is written. */
const written = (object: library.ApiObject): string => JSON.stringify(object.toJson(), undefined, 1);

const data = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, undefined, '', 'text', 0, 1.5, true, api.Quantity.fromString('1Gi')),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('b', 'a', 'name', 'Z', '10', '9', 'value'), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

const meta = fc.record(
  {
    name: fc.constant('rose'),
    namespace: fc.constant('elsewhere'),
    labels: fc.dictionary(fc.constantFrom('z', 'b', '1'), fc.string(), { noNullPrototype: true }),
    annotations: fc.dictionary(fc.constantFrom('z', 'b', '1'), fc.string(), { noNullPrototype: true }),
    finalizers: fc.array(fc.string(), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

test('an object is written as the library writes it', () => {
  fc.assert(
    fc.property(meta, data, data, (metadata, spec, status) => {
      const props = { apiVersion: 'example/v1', kind: 'Rose', metadata, spec, status };
      expect(written(new ApiObject(chart(), 'rose', props))).toBe(
        written(new library.ApiObject(chart(), 'rose', props)),
      );
    }),
    { numRuns: 500, seed: 14 },
  );
});

test('typed objects too', () => {
  const props: api.KubeDeploymentProps = {
    metadata: { name: 'rose', labels: { b: '1' } },
    spec: {
      template: {
        metadata: { labels: { b: '1', a: '2' } },
        spec: {
          containers: [
            {
              name: 'web',
              resources: { limits: { memory: api.Quantity.fromString('1Gi'), cpu: api.Quantity.fromNumber(1) } },
              livenessProbe: { httpGet: { port: api.IntOrString.fromNumber(80), path: '/' } },
            },
          ],
        },
      },
      selector: { matchLabels: { b: '1', a: '2' } },
    },
  };
  expect(written(new k8s.KubeDeployment(chart(), 'rose', props))).toBe(
    written(new api.KubeDeployment(chart(), 'rose', props)),
  );
});

test('what is added and patched later is in it', () => {
  const [own, other] = [ApiObject, library.ApiObject].map((Class) => {
    const object = new Class(chart(), 'rose', { apiVersion: 'example/v1', kind: 'Rose', spec: { thorns: 1 } });
    object.metadata.addLabel('colour', 'red');
    object.addJsonPatch(library.JsonPatch.replace('/spec/thorns', 2));
    return written(object);
  });
  expect(own).toBe(other);
  expect(own).toContain('"thorns": 2');
});

test('what is no plain data is refused', () => {
  const spec = { day: new Date(0) };
  const object = new ApiObject(chart(), 'rose', { apiVersion: 'example/v1', kind: 'Rose', spec });
  expect(() => object.toJson()).toThrow('chart/rose holds Date, which is not plain data');
});
