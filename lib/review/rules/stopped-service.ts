import type { ObjectChange, ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { pathText } from '../difference';
import { exampleManifest } from '../example-files';
import { isOn } from '../is-on';
import { objectsOfKinds } from '../objects-of-kinds';
import { podSpec } from '../pods/pod-spec';
import { workloadKinds } from '../pods/workload-kinds';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { runningSettings } from '../settings/running-settings';
import { workSettings } from '../settings/work-settings';
import { settingFindings } from '../settings/setting-change';
import { lostConfiguration } from '../services/lost-configuration';
import { lostPorts } from '../services/lost-ports';
import { isAccountNamed } from '../still-named';
import { objectSubject, resourceSubject } from '../subjects';
import { textAt, valueAt } from '../value-at';

/** Something that is still there and no longer runs, or that nobody reaches. */
export const stoppedServiceRule: ReviewRule = {
  id: 'stopped-service',
  finds:
    'pods, a database, a job or machines that are stopped, do nothing or work elsewhere, have no second one, or lose a configuration or port that is in use',
  class: 'interrupts',
  why: 'Users get errors as soon as it is delivered, or as soon as a machine is drained.',
  remedy: 'Leave it running, or tell its users when it is stopped, and when it is back.',
  dangerous: { before: web(2), after: web(0) },
  harmless: { before: web(2), after: web(3) },
  findings: (comparison) => [
    ...comparison.objects.flatMap((change) => [
      ...settingFindings(change, [...runningSettings, ...workSettings]),
      ...goneFindings(change, comparison),
      ...deafFindings(change, comparison),
      ...lostConfiguration(change, comparison.after),
      ...lostPorts(change, comparison.after),
    ]),
    ...comparison.resources.flatMap(machineFindings),
  ],
};

const workloads: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/StatefulSet']);

const finding = (change: ObjectChange, what: string): RuleFinding => ({
  class: 'interrupts',
  layer: 'cluster',
  subject: objectSubject(change),
  what,
  targets: [{ change }],
});

/** What goes while what needs it stays. */
function goneFindings(change: ObjectChange, { after }: Comparison): readonly RuleFinding[] {
  if (change.after !== undefined) return [];
  if (change.kind === '/Namespace') return [finding(change, 'goes with all that is in it')];
  if (change.kind === 'external-secrets.io/ExternalSecret')
    return isNamed(change, after) ? [finding(change, 'are no longer filled, and pods still ask for them')] : [];
  if (change.kind === '/ServiceAccount')
    return isAccountNamed(change, after)
      ? [finding(change, 'goes, and what runs or reads by it stays: no new pod starts, and no secret is read')]
      : [];
  const selector = valueAt(change.before, ['spec', 'selector', 'matchLabels']);
  return change.kind === 'policy/PodDisruptionBudget' && podsSelected(change.namespace, selector, after)
    ? [finding(change, 'goes: all pods may be stopped at once when machines are drained')]
    : [];
}

/** Whether pods of the same namespace name a secret. */
function isNamed({ namespace, name, before }: ObjectChange, snapshot: Comparison['after']): boolean {
  const secret = textAt(before, ['spec', 'target', 'name']) ?? name;
  return objectsOfKinds(snapshot, workloadKinds).some(
    (object) =>
      object.metadata.namespace === namespace && JSON.stringify(podSpec(object) ?? {}).includes(`"${secret}"`),
  );
}

/** A service whose pods were rendered, and that selects none any more. */
function deafFindings(change: ObjectChange, { before, after }: Comparison): readonly RuleFinding[] {
  if (change.kind !== '/Service' || change.before === undefined || change.after === undefined) return [];
  const changed = change.differences.filter(({ path }) => pathText(path).startsWith('spec.selector'));
  if (changed.length === 0) return [];
  const [old, current] = [change.before, change.after].map((object) => valueAt(object, ['spec', 'selector']));
  return podsSelected(change.namespace, old, before) && !podsSelected(change.namespace, current, after)
    ? [{ ...finding(change, 'leads to no pods'), targets: targetsAt(change, changed) }]
    : [];
}

/** Whether pods that are rendered have all the labels of a selector. */
function podsSelected(namespace: string, selector: unknown, snapshot: Comparison['after']): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  return objectsOfKinds(snapshot, workloads).some((object) => {
    const labels = valueAt(object, ['spec', 'template', 'metadata', 'labels']);
    return (
      object.metadata.namespace === namespace &&
      Object.entries(selector).every(([key, value]) => valueAt(labels, [key]) === value)
    );
  });
}

/** Groups of machines without any, and distributions that are turned off. */
function machineFindings(change: ResourceChange): readonly RuleFinding[] {
  if (change.before === undefined || change.after === undefined) return [];
  return change.differences.flatMap((difference) => {
    const field = `${change.type} ${pathText(difference.path)}`;
    const isEmptied =
      field === 'AWS::AutoScaling::AutoScalingGroup Properties.MaxSize' &&
      Number(difference.after) === 0 &&
      Number(difference.before) > 0;
    const isOff =
      field === 'AWS::CloudFront::Distribution Properties.DistributionConfig.Enabled' &&
      isOn(difference.before) &&
      !isOn(difference.after);
    if (!isEmptied && !isOff) return [];
    const what = isEmptied ? 'has no machines any more' : 'answers nobody: it is turned off';
    return [
      {
        class: 'interrupts' as const,
        layer: 'aws' as const,
        subject: resourceSubject(change),
        what,
        targets: targetsAt(change, [difference]),
      },
    ];
  });
}

function web(replicas: number): ReviewRule['dangerous']['before'] {
  return exampleManifest('wiki/web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: { replicas },
  });
}
