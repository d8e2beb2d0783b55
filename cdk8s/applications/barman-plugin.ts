import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { BarmanPlugin } from '../platform/barman-plugin';
import { clusterWideManifests, waitingApplication, type ClusterApplication, type Context } from './application';
import { operatorStacks } from './operator-stacks';

/**
 * The Barman Cloud plugin, with which CloudNativePG archives databases to S3; Argo CD installs it from its upstream Helm chart.
 */
export function barmanPluginApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const waitsFor = missingStackFacts(facts, operatorStacks);
  if (waitsFor.length > 0) return waitingApplication(context, BarmanPlugin.applicationName, waitsFor);
  const files = {
    [`applications/${BarmanPlugin.applicationName}.yaml`]: clusterWideManifests(context, (chart) => {
      new BarmanPlugin(chart, 'plugin');
    }),
  };
  return { ...waitingApplication(context, BarmanPlugin.applicationName, []), files };
}
