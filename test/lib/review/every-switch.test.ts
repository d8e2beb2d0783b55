import { join } from 'node:path';
import { filesOnDisk } from '../../../bin/review/files-on-disk';
import { compare } from '../../../lib/review/comparison';
import { RenderedSnapshot } from '../../../lib/review/rendered-snapshot';
import { review } from '../../../lib/review/review';
import { reviewRules } from '../../../lib/review/rules';
import { fixtureHome } from '../../support/fixture-home';

type Step = string | number;

/** A rendered file with one switch the other way. */
interface Switched {
  /** Kind and field by which the switch is known. */
  readonly known: string;
  readonly file: string;
  readonly text: string;
}

/** What is not said when it is switched the other way, and why that does no harm. */
const silent: readonly RegExp[] = [
  // Images are said by themselves.
  /^ImageStream /,
  // A pod is judged by what holds for its containers, and jobs of the platform may run without privileges.
  /^(Job|CronJob) .*\.securityContext\./,
  /^ClusterRoleBinding .*autoupdate$/,
  /^ConfigMap .*dashboard$/,
  // Objects that are deleted already.
  /^AWS::S3::Bucket .*\.ExpiredObjectDeleteMarker$/,
  /^AWS::AutoScaling::AutoScalingGroup .*\.PropagateAtLaunch$/,
  /^Custom::\w+ .*\.InstallLatestAwsSdk$/,
];

const isSwitch = (value: unknown): boolean => ['true', 'false'].includes(String(value));

function* switches(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (isSwitch(value)) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key !== 'file') yield* switches(each, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** A copy of a value in which one switch is the other way. */
function switched(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) {
    const on = String(value) === 'true';
    return typeof value === 'string' ? String(!on) : !on;
  }
  if (Array.isArray(value)) return value.map((each, index): unknown => (index === step ? switched(each, rest) : each));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, each]) => [key, key === step ? switched(each, rest) : each]),
  );
}

/** Rendered files with one switch the other way, for each switch that a kind or type has. */
function* changedFiles(before: RenderedSnapshot): Generator<Switched> {
  const seen = new Set<string>();
  const fresh = (kind: string, path: readonly Step[]): string | undefined => {
    const known = `${kind} ${path.map((step) => (typeof step === 'number' ? '#' : step)).join('.')}`;
    if (seen.has(known)) return undefined;
    seen.add(known);
    return known;
  };
  for (const object of before.objects) {
    const document = before.documentFor(object);
    for (const path of switches(object)) {
      const known = fresh(object.kind, path);
      if (known === undefined || document === undefined) continue;
      const texts = before
        .documents(document.file)
        .map((each) => (each === document ? JSON.stringify(switched(object, path)) : each.text));
      yield { known, file: document.file, text: texts.join('\n---\n') };
    }
  }
  for (const { file, template } of before.templates) {
    for (const [id, resource] of Object.entries(template.Resources)) {
      for (const path of switches(resource)) {
        const known = fresh(resource.Type, path);
        if (known === undefined) continue;
        const Resources = { ...template.Resources, [id]: switched(resource, path) };
        yield { known, file, text: JSON.stringify({ ...template, Resources }) };
      }
    }
  }
}

test('every switch in what is rendered is said when it is the other way', () => {
  const onDisk = filesOnDisk(join(fixtureHome.rendered, 'production'));
  const files = new Map([...onDisk].map(([file, { text }]) => [file, text]));
  const before = new RenderedSnapshot('before', 'rendered/test', files);
  const all = [...changedFiles(before)];
  const unsaid = all.filter(({ file, text }) => {
    const after = new RenderedSnapshot('after', 'rendered/test', new Map(files).set(file, text));
    return review([compare('test', before, after)], reviewRules).findings.length === 0;
  });
  expect(all.length).toBeGreaterThan(0);
  expect(unsaid.map(({ known }) => known).filter((known) => !silent.some((each) => each.test(known)))).toEqual([]);
}, 120_000);
