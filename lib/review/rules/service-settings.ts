import type { ObjectChange } from '../changes';
import { exampleManifest } from '../example-files';
import { isFirst } from '../is-first';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { programSettings, type ProgramSetting } from '../settings/program-settings';
import { programChange, type ProgramChange } from '../settings/program-words';
import { objectSubject } from '../subjects';
import { shortList } from '../../short-list';

/** Settings of services by which others may do more, other code runs, or calls go elsewhere. */
export const serviceSettingsRule: ReviewRule = {
  id: 'service-settings',
  finds:
    'a variable of pods, or a line of a file that they read, by which others may do more, other code runs inside the program, or its calls go elsewhere or unchecked; another text in any other',
  class: 'lets-in',
  why: 'One line of a tenant’s file is enough, no permission in AWS or in the cluster changes with it, and the program obeys as soon as it is delivered.',
  remedy:
    'Read what the documentation of the program says of the setting, and ask whoever looks after the service whether they want it.',
  dangerous: { before: releases('desktop'), after: releases('desktop,attic') },
  harmless: { before: releases('desktop,attic'), after: releases('desktop') },
  findings: (comparison) => (isFirst(comparison) ? [] : comparison.objects.flatMap(objectFindings)),
};

/** Settings that are named in one finding. */
const mostNamed = 3;

function objectFindings(change: ObjectChange): readonly RuleFinding[] {
  const groups = new Map<string, (ProgramChange & Pick<ProgramSetting, 'at'>)[]>();
  for (const setting of programSettings(change)) {
    const found = programChange(setting);
    if (found === undefined) continue;
    const key = `${found.class} ${found.what}`;
    groups.set(key, [...(groups.get(key) ?? []), { ...found, at: setting.at }]);
  }
  return [...groups.values()].flatMap((found) => {
    const [first] = found;
    return first === undefined
      ? []
      : [
          {
            class: first.class,
            layer: 'cluster' as const,
            subject: objectSubject(change),
            what: `${first.what}: ${shortList([...new Set(found.map(({ named }) => named))], mostNamed)}`,
            targets: found.map(({ at }) => ({ change, path: at })),
          },
        ];
  });
}

function releases(namespaces: string): ReviewRule['dangerous']['before'] {
  return exampleManifest('release-service/releases', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'releases', namespace: 'release-service' },
    spec: {
      replicas: 2,
      template: {
        spec: { containers: [{ name: 'releases', env: [{ name: 'ALLOWED_NAMESPACES', value: namespaces }] }] },
      },
    },
  });
}
