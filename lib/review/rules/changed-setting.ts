import { changeKind } from '../change-kind';
import { changeLayer } from '../change-layer';
import type { ObjectChange, ResourceChange } from '../changes';
import { canonical, pathText, type Difference } from '../difference';
import { exampleManifest } from '../example-files';
import { podSpec } from '../pods/pod-spec';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { fieldChange, fieldName, type FieldChange } from '../settings/field-changes';
import { shortList } from '../../short-list';
import { changeSubject } from '../subjects';

/** Settings of which no other rule knows anything. */
export const changedSettingRule: ReviewRule = {
  id: 'changed-setting',
  finds:
    'a setting of an operator’s object or of an AWS resource that no other rule knows: what the name of its field tells, and otherwise that it has another value',
  class: 'interrupts',
  why: 'Programs take such a setting as soon as it is delivered, and no rule here knows what it does.',
  remedy: 'Read what the documentation of the program says of the field, or keep its value.',
  dangerous: { before: keycloak(3), after: keycloak(1) },
  harmless: { before: keycloak(1), after: keycloak(3) },
  findings: () => [],
  unnamed: ({ changed, within }) =>
    changed
      .filter((change) => !judgedElsewhere.test(changeKind(change)))
      .flatMap((change) => settingFindings(change, within(change))),
};

/** Settings that are named in one finding. */
const mostNamed = 3;

/** Longest value that is shown whole. */
const longestValue = 60;

function settingFindings(
  change: ObjectChange | ResourceChange,
  differences: readonly Difference[],
): readonly RuleFinding[] {
  const kind = changeKind(change);
  const known: { readonly found: FieldChange; readonly difference: Difference }[] = [];
  const others: Difference[] = [];
  for (const difference of differences) {
    const text = pathText(difference.path);
    if (!isSetting(kind, difference, text)) continue;
    // The rules for pods judge what holds in the end, of pods and containers together.
    if (text.includes('securityContext') && 'namespace' in change && podSpec(change.after) !== undefined) continue;
    const found = fieldChange(kind, difference);
    if (found !== undefined) known.push({ found, difference });
    else if (difference.before !== undefined && !isMore(difference, text)) others.push(difference);
  }
  if (known.length + others.length === 0) return [];
  const common = { layer: changeLayer(change), subject: changeSubject(change) };
  return [
    ...known.map(({ found, difference }) => ({ ...common, ...found, targets: targetsAt(change, [difference]) })),
    ...(others.length === 0
      ? []
      : [
          {
            ...common,
            class: 'watch' as const,
            what: `has other settings: ${shortList(others.map(settingWords), mostNamed)}`,
            targets: targetsAt(change, others),
          },
        ]),
  ];
}

const settingWords = ({ path, before, after }: Difference): string =>
  after === undefined
    ? `no ${fieldName(path)}, which was ${shortValue(before)}`
    : `${fieldName(path)} ${shortValue(after)} in place of ${shortValue(before)}`;

function shortValue(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? canonical(value).slice(1, -1) : String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** Kinds of which other rules judge what follows from all of them together, or that are texts for people and programs. */
const judgedElsewhere =
  /^(\/ConfigMap|apps\/.*|rbac\.authorization.*|networking\.k8s\.io\/.*|monitoring\.(coreos|openshift).*Rule|image\.openshift\.io\/.*|admissionregistration.*|AWS::IAM::(Role|Policy|ManagedPolicy)|AWS::EC2::SecurityGroup.*|AWS::CloudWatch::.*|AWS::Budgets::.*|AWS::SSM::.*|Custom::.*)$/;

/** Fields that rules of their own compare as a whole: what these say nothing of is for the better, or of no account. */
const judgedFields: Readonly<Record<string, RegExp>> = {
  '/ResourceQuota': /^spec\.hard\b/,
  '/Service': /^spec\.ports\[[^\]]*\]$/,
  'config.openshift.io/OAuth': /^spec\b/,
  'external-secrets.io/ExternalSecret': /\[?alertmanager\.yaml\]?$/,
  'machine.openshift.io/MachineHealthCheck': /\.unhealthyConditions\b/,
  'postgres-operator.crunchydata.com/PostgresCluster': /\.schedules\.\w+$/,
  'velero.io/Schedule': /^spec\.template\b/,
};

/** What an object or a resource says of itself, and policies, whose rights are computed. */
const aside =
  /^(metadata\.(?!annotations\b|labels\b)|Metadata|DependsOn|status|Properties\.(\w*Tags|PolicyDocument|(Access|File[Ss]ystem|Key|Resource)Policy)\b)/;

/** Labels and annotations that only people and the program itself read, or that an operator makes. */
const words =
  /^metadata\.(annotations|labels)\b.*(app\.kubernetes\.io|because|compare-options|data-class|description|display-?name|image\.openshift\.io|keep-days|machine\.openshift\.io|maintainers|owner|review-by|runbook|services|sync-wave)/;

function isSetting(kind: string, { after }: Difference, text: string): boolean {
  if (judgedFields[kind]?.test(text) === true || aside.test(text) || words.test(text)) return false;
  return after === undefined || !harmless.test(text);
}

/** Whether something is kept for longer, or has more room, of which nobody has to think. */
const isMore = ({ before, after }: Difference, text: string): boolean =>
  /(size|storage|days|memory|instances|replicas|clusters|connections)[^.]*$/i.test(text) &&
  typeof before === typeof after &&
  Number.parseFloat(String(after)) > Number.parseFloat(String(before));

/** Fields that change often and do no harm: words for people, shares of processors, how often something is measured, and images. */
const harmless =
  /(description|displayName|title|comment|message|image|imageName|\.cpu|\.interval|scrapeTimeout|RequestInterval|HistoryLimit|schedule|ScheduleExpression|S3Key|SourceCodeHash|\.TTL)$/i;

function keycloak(instances: number): ReviewRule['dangerous']['before'] {
  return exampleManifest('single-sign-on/keycloak', {
    apiVersion: 'k8s.keycloak.org/v2beta1',
    kind: 'Keycloak',
    metadata: { name: 'keycloak', namespace: 'single-sign-on' },
    spec: { instances },
  });
}
