import type { App } from 'aws-cdk-lib/core';
import type { Environment } from '../../model/environment';
import { hasFacts, missingFacts, type FactName, type Facts } from '../../model/facts';
import type { Names } from '../../model/naming';
import type { StackNoun } from '../../model/purposes';
import type { PlatformStack, PlatformStackProps } from '../stacks/platform-stack';

/** A class of stacks, with which rows refer to stacks of other rows. */
export type StackType<Made extends PlatformStack> = abstract new (...args: never[]) => Made;

type InstanceOf<Type> = Type extends StackType<infer Made> ? Made : never;

/** An environment with its names and the facts that are known. */
export interface StackInputs {
  readonly environment: Environment;
  readonly names: Names;
  readonly facts: Partial<Facts>;
}

/** Returns the stacks that are already made, by their class. */
export type MadeStacks = <Made extends PlatformStack>(type: StackType<Made>) => readonly Made[];

/** A part of a stack that waits for facts while the rest of the stack is made. */
export interface WaitingPart {
  readonly part: string;
  readonly waitsFor: readonly FactName[];
}

type StackTypes = readonly StackType<PlatformStack>[];

/** Arguments with which a row makes its stack. */
interface Ground<
  Needed extends FactName,
  Uses extends StackTypes,
  After extends StackTypes,
  Asked,
> extends StackInputs {
  readonly app: App;
  readonly place: PlatformStackProps;
  readonly facts: Partial<Facts> & Pick<Facts, Needed>;
  /** Result of `when`. */
  readonly asked: Asked;
  /**
   * Returns one of the stacks in `uses`.
   *
   * @throws Error when that stack comes after this one
   */
  readonly use: <Made extends InstanceOf<Uses[number]>>(type: StackType<Made>) => Made;
  /** Returns one of the stacks in `after`, or undefined when the environment does not have it yet. */
  readonly ifMade: <Made extends InstanceOf<After[number]>>(type: StackType<Made>) => Made | undefined;
  /** Returns all stacks of a class in `after` that are made, of which there may be several. */
  readonly allMade: <Made extends InstanceOf<After[number]>>(type: StackType<Made>) => readonly Made[];
}

interface StackRowSpec<
  Made extends PlatformStack,
  Needed extends FactName,
  Uses extends StackTypes,
  After extends StackTypes,
  Asked,
> {
  /** Noun in the stack's name, see `model/naming.ts`. */
  readonly noun: StackNoun;
  readonly stack: StackType<Made>;
  /** Returns the part of the environment that needs the stack, or undefined when the environment has no such stack. */
  readonly when: (environment: Environment, facts: Partial<Facts>) => Asked | undefined;
  /** Facts without which the stack cannot be synthesized, besides those of the stacks in `uses`. */
  readonly needs: readonly Needed[];
  /**
   * Returns facts that are known but incomplete: a part that the stack needs is missing.
   * @default none
   */
  readonly lacks?: (asked: Asked, environment: Environment, facts: Partial<Facts>) => readonly FactName[];
  /**
   * Stacks without which this one cannot be synthesized or deployed. It also waits for the facts that they wait for,
   * and is deployed after them.
   */
  readonly uses: Uses;
  /** Stacks after which this one is deployed, where the environment has them. */
  readonly after: After;
  /**
   * Returns parts of the stack that wait for facts while the rest of it is made.
   * @default none
   */
  readonly waitingParts?: (environment: Environment, facts: Partial<Facts>) => readonly WaitingPart[];
  readonly make: (ground: Ground<Needed, Uses, After, Asked>) => Made;
}

/**
 * Result of a row for an environment with such a stack: the facts that are missing, or a function that makes the stack.
 */
type StackPlan =
  | { readonly missing: readonly FactName[] }
  | { readonly make: (app: App, place: PlatformStackProps, made: MadeStacks) => PlatformStack };

/** A row of the table of stacks (`lib/platform.ts`). */
export interface StackRow extends Pick<StackRowSpec<PlatformStack, never, StackTypes, StackTypes, never>, Plain> {
  /** Returns undefined where the environment has no such stack. */
  readonly plan: (known: StackInputs) => StackPlan | undefined;
  readonly waitingParts: (known: StackInputs) => readonly WaitingPart[];
}

type Plain = 'noun' | 'stack' | 'uses' | 'after';

/** `when` of the stacks that every environment has. */
export const always = (): true => true;

/**
 * Returns a row of the table of stacks.
 *
 * @example
 * export const cachesRow = stackRow({
 *   noun: 'caches',
 *   stack: CachesStack,
 *   when: (environment) => (environment.caches.length > 0 ? environment.caches : undefined),
 *   needs: [],
 *   uses: [NetworkStack],
 *   after: [],
 *   make: ({ app, place, use }) =>
 *     new CachesStack(app, place.stackName, { ...place, vpcId: use(NetworkStack).vpcId, … }),
 * });
 */
export function stackRow<
  Made extends PlatformStack,
  Needed extends FactName,
  Uses extends StackTypes,
  After extends StackTypes,
  Asked,
>(spec: StackRowSpec<Made, Needed, Uses, After, Asked>): StackRow {
  const { noun, stack, uses, after, needs } = spec;
  return {
    noun,
    stack,
    uses,
    after,
    waitingParts: ({ environment, facts }) => spec.waitingParts?.(environment, facts) ?? [],
    plan: ({ environment, names, facts }) => {
      const asked = spec.when(environment, facts);
      if (asked === undefined) return undefined;
      const lacking = spec.lacks?.(asked, environment, facts) ?? [];
      if (!hasFacts(facts, needs) || lacking.length > 0)
        return { missing: [...missingFacts(facts, needs), ...lacking] };
      return {
        make: (app, place, made) => {
          const use = <Used extends PlatformStack>(type: StackType<Used>): Used => {
            const [used] = made(type);
            if (used === undefined) throw new Error(`${place.stackName} comes before the ${type.name} that it uses`);
            return used;
          };
          return spec.make({
            app,
            place,
            environment,
            names,
            facts,
            asked,
            use,
            ifMade: (type) => made(type)[0],
            allMade: made,
          });
        },
      };
    },
  };
}
