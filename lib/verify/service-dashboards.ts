import { describeObject } from './describe-object';
import { servicesIn, namespacesWithoutServices } from './rendered-services';
import { longRunningWorkloads } from './service-workloads';
import type { RenderedRule } from './rendered-rule';

/**
 * Every kind of service that runs in the environment has its dashboard.
 *
 * @param ofKinds name of the dashboard, by kind of service
 */
export const serviceDashboardsRule = (ofKinds: ReadonlyMap<string, string>): RenderedRule => ({
  id: 'service-dashboards',
  holds: 'every service that a namespace names runs, and has a dashboard',
  findings: (rendered) => {
    const boards = new Set(
      rendered.objects
        .filter(({ metadata }) => 'console.openshift.io/dashboard' in metadata.labels)
        .map(({ metadata }) => metadata.name),
    );
    return [
      ...namespacesWithoutServices(rendered).map((namespace) => ({
        place: describeObject(namespace),
        reason: 'it does not list the services that run in it',
        remedy: 'write them into its annotation commons-platform/services, as <name>=<kind>',
      })),
      ...servicesIn(rendered).flatMap(({ file, kind, objects }) => {
        const board = `commons-${ofKinds.get(kind) ?? kind}`;
        return [
          ...(longRunningWorkloads(objects).length > 0
            ? []
            : [{ place: file, reason: 'nothing of the service runs', remedy: 'render a workload of it' }]),
          ...(boards.has(board)
            ? []
            : [{ place: file, reason: `there is no dashboard ${board}`, remedy: `render it where a ${kind} runs` }]),
        ];
      }),
    ];
  },
});
