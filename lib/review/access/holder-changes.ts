import { isDeepStrictEqual } from 'node:util';
import type { ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import type { RenderedResource } from '../../rendered';
import { identityHolders, isIdentityType } from './identities';
import type { HolderPart, PolicyHolder } from './policy-holder';
import { isResourcePolicyType, resourceHolders } from './resource-policies';

/** Somebody's rights, or something's policy, in both versions. */
export interface HolderChange {
  /** Undefined for what is new. */
  readonly before: PolicyHolder | undefined;
  readonly after: PolicyHolder;
  /** The changes in which it can be seen. */
  readonly changes: readonly ResourceChange[];
}

/** All resources of both versions. */
export interface BothResources {
  readonly before: readonly RenderedResource[];
  readonly after: readonly RenderedResource[];
}

/** What was found: several rules ask for it, and statements are taken apart once for each list of them. */
const known = new WeakMap<Comparison, readonly HolderChange[]>();

/** Who has other rights or another policy than before; what is gone altogether is left out. */
export function holderChanges(comparison: Comparison): readonly HolderChange[] {
  const changes = known.get(comparison) ?? findChanges(comparison);
  known.set(comparison, changes);
  return changes;
}

function findChanges({ resources, before: { resources: former }, after: { resources: present } }: Comparison) {
  const byPart = new Map(resources.map((change) => [partKey(change), change] as const));
  const [old, current] = [former, present].map((all) => new Map([...identityHolders(all), ...resourceHolders(all)]));
  if (old === undefined || current === undefined) return [];
  const there = new Set(present.map(partKey));
  const stacks = new Set(present.map(({ stack }) => stack));
  const changesFor = (parts: readonly HolderPart[]) =>
    [...new Map(parts.map((part) => [partKey(part), byPart.get(partKey(part))] as const)).values()].flatMap(
      (change) => change ?? [],
    );
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((key): readonly HolderChange[] => {
    const before = old.get(key);
    const after =
      current.get(key) ?? (before && (withoutPolicy(before, there) ?? withoutRefusals(before, there, stacks)));
    if (after === undefined || (before !== undefined && haveSameRights(before, after))) return [];
    return [{ before, after, changes: changesFor([...after.parts, ...(before?.parts ?? [])]) }];
  });
}

/** Whether a change can change anybody's rights. */
export const concernsAccess = ({ type }: ResourceChange): boolean => isIdentityType(type) || isResourcePolicyType(type);

/** A holder whose policy is gone, while what it was about is still there. */
const withoutPolicy = (holder: PolicyHolder, there: ReadonlySet<string>): PolicyHolder | undefined =>
  holder.kind === 'resource' && (holder.about === undefined || there.has(partKey(holder.about)))
    ? { ...holder, statements: [], isUnread: false, isDefault: true }
    : undefined;

/** A policy that is gone from a stack that stays: what it refused, other policies may allow to whom it was given. */
const withoutRefusals = (
  holder: PolicyHolder,
  there: ReadonlySet<string>,
  stacks: ReadonlySet<string>,
): PolicyHolder | undefined =>
  holder.kind === 'policy' && holder.parts.every((part) => stacks.has(part.stack) && !there.has(partKey(part)))
    ? { ...holder, statements: holder.statements.filter(({ Effect }) => Effect === 'Allow') }
    : undefined;

const partKey = ({ stack, logicalId }: HolderPart): string => `${stack}/${logicalId}`;

const haveSameRights = (one: PolicyHolder, other: PolicyHolder): boolean =>
  rightFields.every((field) => isDeepStrictEqual(one[field], other[field]));

const rightFields = ['statements', 'managed', 'boundary', 'limits', 'isUnread'] as const;
