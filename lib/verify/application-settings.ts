import { qualifiedKind } from '../rendered';
import { applicationsIn, deliveryLookup, objectWave } from './delivered';
import { emptyPaths } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Finds settings with which an Argo CD Application never stays *Synced*. Sources:
 * argoproj/argo-cd:controller/appcontroller.go (autoSync, alreadyAttemptedSync: a sync that has failed is never tried
 * again), util/argo/argo.go (SetAppOperation writes the whole Application, without empty fields), controller/sync.go
 * (normalizeTargetResources).
 */
export const applicationSettingsRule: RenderedRule = {
  id: 'application-settings',
  holds: 'every Application is retried until it is applied, and then stays in sync',
  findings: (rendered) => {
    const applications = applicationsIn(rendered);
    const when = deliveryLookup(applications);
    return applications.flatMap((application): readonly RenderedFinding[] => {
      const { object, spec, folder } = application;
      const place = describeObject(object);
      const { limit = 0 } = spec.syncPolicy.retry;
      const inside = rendered.objects.filter((each) => when(each)?.application === application.metadata.name);
      const kept = inside.filter((each) => qualifiedKind(each) === 'argoproj.io/Application');
      const last = Math.max(...inside.map(objectWave));
      // The Application that makes all others has only Applications and AppProjects in its folder, and must wait for them.
      const waits = kept.length < inside.length && folder !== undefined && inside.some(isNoDeclaration);
      return [
        ...(limit < 0
          ? []
          : [
              {
                place,
                reason: `Argo CD gives up after ${limit} attempts, and does not try the same commit again`,
                remedy: 'set syncPolicy.retry.limit to -1',
              },
            ]),
        ...emptyPaths(object.spec).map((path) => ({
          place,
          reason: `spec${path} is empty: Argo CD removes it at each automatic sync, and the parent Application adds it again`,
          remedy: `leave spec${path} out`,
        })),
        ...(kept.length > 0 && spec.syncPolicy.syncOptions.includes('RespectIgnoreDifferences=true')
          ? [
              {
                place,
                reason: `it contains the Application ${kept[0]?.metadata.name}, and would apply its status too`,
                remedy: 'leave RespectIgnoreDifferences out of its sync options',
              },
            ]
          : []),
        ...(waits ? kept : [])
          .filter((each) => objectWave(each) < last)
          .map((each) => ({
            place: describeObject(each),
            reason: `${application.metadata.name} waits for this Application, which waits for it in turn`,
            remedy: `put it into wave ${last} or later, for which Argo CD does not wait`,
          })),
      ];
    });
  },
};

const isNoDeclaration = (object: Parameters<typeof qualifiedKind>[0]): boolean =>
  !['argoproj.io/Application', 'argoproj.io/AppProject'].includes(qualifiedKind(object));
