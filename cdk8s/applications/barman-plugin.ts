import { BarmanPlugin } from '../platform/barman-plugin';
import { clusterWideManifests, unrendered, type ClusterApplication, type Context } from './application';

/** The plugin by which databases archive themselves, from its makers' chart. */
export const barmanPlugin = (context: Context): ClusterApplication => ({
  ...unrendered(context, BarmanPlugin.applicationName, []),
  files: {
    [`applications/${BarmanPlugin.applicationName}.yaml`]: clusterWideManifests(context, (chart) => {
      new BarmanPlugin(chart, 'plugin');
    }),
  },
});
