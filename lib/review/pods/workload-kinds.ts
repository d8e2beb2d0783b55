/** Kinds that make pods from a template, as `<group>/<kind>`. */
export const workloadKinds: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
]);
