import { Chart } from 'cdk8s';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { ApiObject } from './api-object';

/**
 * The manifests of one chart, after the validation of all constructs. Each application has an App of its own: cdk8s walks
 * the whole App for every chart, so the time for many charts in one App would grow with the square of their number. It looks for
 * dependencies several times, so where there is none its order is that of the tree.
 *
 * @throws Error when the validation of a construct of the App fails.
 * @example
 * const chart = new PlatformChart(new App(), 'wiki', props);
 * new VolumeClaim(chart, 'claim', claimProps);
 * writeFileSync('wiki.yaml', manifestYaml('environments/production/environment.yaml', toManifests(chart)));
 */
export function toManifests(chart: Chart): readonly KubernetesObject[] {
  const all = chart.node.root.node.findAll();
  const isPlain = all.every(({ node }) => node.dependencies.length === 0 && node.validate().length === 0);
  const objects: readonly unknown[] = isPlain
    ? all
        .filter((each) => ApiObject.isApiObject(each))
        .filter((object) => Chart.of(object) === chart)
        .map((object): unknown => object.toJson())
    : chart.toJson();
  return objects.filter(isManifest);
}

/** Always true: cdk8s gives every object these fields, but not their types. */
const isManifest = (object: unknown): object is KubernetesObject =>
  typeof object === 'object' && object !== null && 'kind' in object;
