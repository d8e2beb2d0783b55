import { App } from 'cdk8s';
import { toManifests } from '../../cdk8s/base/manifests/manifest';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import type { ChartContext } from '../../cdk8s/base/manifests/chart-context';
import { PlatformChart } from '../../cdk8s/base/manifests/platform-chart';

/** The objects that `fill` puts into a chart of the tenant `team`. */
export function objectsOf(fill: (chart: PlatformChart) => void): readonly KubernetesObject[] {
  const ownership = { owner: 'team', dataClass: 'internal' } as const;
  const chart = new PlatformChart(new App(), 'chart', { ownership, namespace: 'team', context: chartContext });
  fill(chart);
  return toManifests(chart);
}

/**
 * The objects of a kind, by name.
 *
 * @throws Error when two have one name, which the cluster would refuse.
 */
export function byName(objects: readonly KubernetesObject[], kind: string): Readonly<Record<string, KubernetesObject>> {
  const found = objects.filter((object) => object.kind === kind);
  const named = Object.fromEntries(found.map((object) => [object.metadata.name, object]));
  if (Object.keys(named).length < found.length) throw new Error(`two objects of kind ${kind} have one name`);
  return named;
}

/** What charts in tests have in common. */
export const chartContext = {
  region: 'eu-west-1',
  addresses: { machines: '10.0.0.0/16', hosts: ['10.0.20.0/22'], internal: ['10.128.0.0/14', '172.30.0.0/16'] },
  runbookUrl: 'https://git.example/docs/runbook.md',
} as const satisfies ChartContext;
