import { App, Chart } from 'cdk8s';
import { ApiObject } from '../../../../cdk8s/base/manifests/api-object';
import { toManifests } from '../../../../cdk8s/base/manifests/manifest';

function chartWith(...names: readonly string[]) {
  const chart = new Chart(new App(), 'chart');
  const objects = names.map(
    (name) => new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }),
  );
  return { chart, objects };
}

const names = (chart: Chart) => toManifests(chart).map(({ metadata }) => metadata.name);

test('objects come in the order in which they were made, as from cdk8s', () => {
  const { chart } = chartWith('second', 'first', 'third');
  expect(names(chart)).toEqual(['second', 'first', 'third']);
  expect(toManifests(chart)).toEqual(chart.toJson());
});

test('an object comes after those on which it depends, in other charts of the App too', () => {
  const { chart, objects } = chartWith('second', 'first', 'third');
  const [second, first, third] = objects;
  if (second === undefined || first === undefined || third === undefined) throw new Error('three objects');
  second.node.addDependency(third);
  expect(names(chart)).toEqual(['third', 'second', 'first']);
  expect(toManifests(chart)).toEqual(chart.toJson());
});

test('objects of a chart in a chart are of that chart alone', () => {
  const { chart } = chartWith('outer');
  const inner = new Chart(chart, 'inner');
  new ApiObject(inner, 'inner', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'inner' } });
  expect(names(chart)).toEqual(['outer']);
  expect(names(inner)).toEqual(['inner']);
});

test('what a construct of the App finds wrong ends the rendering', () => {
  const { chart, objects } = chartWith('wrong');
  objects[0]?.node.addValidation({ validate: () => ['has no data'] });
  expect(() => toManifests(chart)).toThrow(/\[chart\/wrong\] has no data/);
});
