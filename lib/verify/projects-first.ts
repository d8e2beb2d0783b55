import { objectsOfKind } from '../rendered';
import { applicationsIn, objectWave } from './delivered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/**
 * An AppProject is applied before its Applications. An Application that Argo CD sees before its project is *Unknown*
 * until the next refresh, three minutes later, and the sync waves that contain it wait for that.
 */
export const projectsFirstRule: RenderedRule = {
  id: 'projects-first',
  holds: 'every AppProject is applied before its Applications',
  findings: (rendered) => {
    const projects = objectsOfKind(rendered.objects, 'argoproj.io/AppProject');
    return applicationsIn(rendered).flatMap(({ object, wave, spec }) => {
      const project = projects.find(
        ({ metadata }) => metadata.name === spec.project && metadata.namespace === object.metadata.namespace,
      );
      if (project === undefined) {
        return [
          {
            place: describeObject(object),
            reason: `its project ${String(spec.project)} is not rendered`,
            remedy: 'render an AppProject of that name, in an earlier wave',
          },
        ];
      }
      return objectWave(project) < wave
        ? []
        : [
            {
              place: describeObject(object),
              reason: `its project is in wave ${objectWave(project)}, and the Application in wave ${wave}`,
              remedy: `put the project into a wave below ${wave}`,
            },
          ];
    });
  },
};
