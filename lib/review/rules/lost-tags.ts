import type { ResourceChange } from '../changes';
import type { Difference } from '../difference';
import { exampleStack } from '../example-files';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { stackChanges, type StackChange } from '../stack-changes';
import { resourceSubject } from '../subjects';
import { tagReaders, type TagReader } from '../tag-readers';

/** A tag that something reads, gone or with another value: whatever was found by it is found no more. */
export const lostTagsRule: ReviewRule = {
  id: 'lost-tags',
  finds:
    'an AWS tag that is removed or changed, and by which policies, backups, budgets or the cluster select resources',
  class: 'weakens',
  why: 'Selection by tag skips what does not have it: a policy denies or allows something else, a backup or a budget leaves the resource out.',
  remedy: 'Keep the tag, or first change what selects by it.',
  dangerous: {
    before: exampleStack({ tags: { 'example/environment': 'test' } }, readers()),
    after: exampleStack({ tags: {} }, readers()),
  },
  harmless: {
    before: exampleStack({ tags: { 'example/team': 'wiki' } }, readers()),
    after: exampleStack({ tags: {} }, readers()),
  },
  findings: (comparison) => {
    const reader = tagReaders(comparison.after);
    return [
      ...stackChanges(comparison).flatMap((change) => stackFindings(change, reader)),
      ...comparison.resources.flatMap((change) => resourceFindings(change, reader)),
    ];
  },
};

function stackFindings({ name, before, after, targetAt }: StackChange, reader: TagReader): readonly RuleFinding[] {
  return Object.entries(before.tags)
    .filter(([key, value]) => after.tags[key] !== value)
    .map(([key, value]) => ({
      ...judged(key, reader),
      layer: 'aws' as const,
      subject: `everything in stack ${name}`,
      what: lossWords({ key, before: value, after: after.tags[key] }, reader),
      targets: [targetAt('tags', key)],
    }));
}

/** Marks for backups are a matter of `weaker-protection`. */
function resourceFindings(change: ResourceChange, reader: TagReader): readonly RuleFinding[] {
  return change.differences.flatMap((difference) => {
    const lost = lostTag(difference);
    if (lost === undefined || /backup/i.test(lost.key) || reader(lost.key) === undefined) return [];
    return [
      {
        ...judged(lost.key, reader),
        layer: 'aws' as const,
        subject: resourceSubject(change),
        what: lossWords(lost, reader),
        targets: targetsAt(change, [difference]),
      },
    ];
  });
}

const judged = (key: string, reader: TagReader): Pick<RuleFinding, 'class'> => ({
  class: reader(key) === undefined ? 'watch' : 'weakens',
});

function lossWords({ key, before, after }: LostTag, reader: TagReader): string {
  const loss =
    after === undefined ? `no longer has the tag ${key}` : `has the tag ${key} ${after} in place of ${before}`;
  const readBy = reader(key);
  return `${loss}${readBy === undefined ? '' : `: ${readBy}`}`;
}

interface LostTag {
  readonly key: string;
  readonly before: string;
  readonly after: string | undefined;
}

/** The tag that a difference takes away or changes: members of a list of tags are paired by their key. */
function lostTag({ path, before, after }: Difference): LostTag | undefined {
  const tags = path.lastIndexOf('Tags');
  const step = path[tags + 1];
  if (tags < 0 || typeof step !== 'object') return undefined;
  const rest = path.slice(tags + 2);
  if (rest.length === 0 && before !== undefined && after === undefined)
    return { key: step.named, before: '', after: undefined };
  return rest[0] === 'Value' && before !== undefined
    ? { key: step.named, before: text(before), after: text(after) }
    : undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function readers(): Readonly<Record<string, object>> {
  const Condition = { StringEquals: { 'aws:ResourceTag/example/environment': 'test' } };
  const Statement = [{ Effect: 'Deny', Action: 'ec2:TerminateInstances', Resource: '*', Condition }];
  return {
    Limits: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement } } },
  };
}
