import { ofKind } from '../rendered';
import { applicationsIn, waveOf } from './delivered';
import { placeOf } from './place-of';
import type { RenderedRule } from './rendered-rule';

/**
 * An application that Argo CD sees before its project is *Unknown* until it looks again, three minutes later, and the waves
 * of whoever made it wait for that.
 */
export const projectsFirst: RenderedRule = {
  id: 'projects-first',
  holds: 'every project of Argo CD is there before the applications in it',
  findings: (rendered) => {
    const projects = ofKind(rendered.objects, 'argoproj.io/AppProject');
    return applicationsIn(rendered).flatMap(({ object, wave, spec }) => {
      const project = projects.find(
        ({ metadata }) => metadata.name === spec.project && metadata.namespace === object.metadata.namespace,
      );
      if (project === undefined) {
        return [
          {
            place: placeOf(object),
            reason: `its project ${String(spec.project)} is not rendered`,
            remedy: 'render an AppProject of that name, in a wave before it',
          },
        ];
      }
      return waveOf(project) < wave
        ? []
        : [
            {
              place: placeOf(object),
              reason: `its project is in wave ${waveOf(project)} and itself in wave ${wave}`,
              remedy: `put the project into a wave below ${wave}`,
            },
          ];
    });
  },
};
