import type { ObjectChange } from '../changes';
import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { valueAt } from '../value-at';

/** Pods that are replaced because their template changes. */
export const podsRestartRule: ReviewRule = {
  id: 'pods-restart',
  finds: 'pods that are replaced by new ones, and jobs that run another command',
  class: 'watch',
  why: 'Several pods are replaced one after the other. A single pod ends before its successor starts: the service is down while that starts.',
  remedy: 'Nothing, unless the time is bad.',
  dangerous: { before: workload('1.0'), after: workload('1.1') },
  harmless: { before: workload('1.0', 2), after: workload('1.0', 3) },
  findings: ({ objects }) => [
    ...objects.filter(({ kind }) => kind.startsWith('batch/')).flatMap(otherCommand),
    ...objects
      .filter(({ kind, differences }) => kind in templates && differences.length > 0)
      .flatMap((change) => {
        const differing = change.differences.filter(({ path }) => path[0] === 'spec' && path[1] === 'template');
        return differing.length === 0
          ? []
          : [
              {
                class: 'watch' as const,
                layer: 'cluster' as const,
                subject: objectSubject(change),
                what: isAlone(change) ? 'stop, and start again afterwards' : 'are replaced, one after the other',
                targets: targetsAt(change, differing),
              },
            ];
      }),
  ],
};

/** A job that does something else, which no setting tells. */
function otherCommand(change: ObjectChange): readonly RuleFinding[] {
  const differing = change.differences.filter(({ path }) => path.some((step) => step === 'command' || step === 'args'));
  return differing.length === 0
    ? []
    : [
        {
          class: 'watch',
          layer: 'cluster',
          subject: objectSubject(change),
          what: 'runs another command',
          why: 'A job that does something else than its name says is only noticed when its work is missed.',
          remedy: 'Read the command, and see that it still does what the job is for.',
          targets: targetsAt(change, differing),
        },
      ];
}

const templates: Readonly<Record<string, true>> = {
  'apps/Deployment': true,
  'apps/StatefulSet': true,
  'apps/DaemonSet': true,
};

const isAlone = ({ kind, after }: ObjectChange): boolean =>
  (kind === 'apps/Deployment' && valueAt(after, ['spec', 'strategy', 'type']) === 'Recreate') ||
  (kind === 'apps/StatefulSet' && valueAt(after, ['spec', 'replicas']) === 1);

function workload(version: string, replicas = 1): ReviewRule['dangerous']['before'] {
  return exampleManifest('wiki/web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: {
      replicas,
      strategy: { type: replicas === 1 ? 'Recreate' : 'RollingUpdate' },
      template: { spec: { containers: [{ name: 'web', image: `quay.io/commons/wiki:${version}` }] } },
    },
  });
}
