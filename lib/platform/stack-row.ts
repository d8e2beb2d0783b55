import type { App } from 'aws-cdk-lib/core';
import type { Environment } from '../../model/environment';
import { hasFacts, missingFacts, type FactName, type Facts } from '../../model/facts';
import type { Names } from '../../model/naming';
import type { StackNoun } from '../../model/purposes';
import type { PlatformStack, PlatformStackProps } from '../stacks/platform-stack';

/** A class of stacks, by which the rows name each other's. */
export type StackType<Made extends PlatformStack> = abstract new (...args: never[]) => Made;

type InstanceOf<Type> = Type extends StackType<infer Made> ? Made : never;

/** What is known of an environment. */
export interface StackInputs {
  readonly environment: Environment;
  readonly names: Names;
  readonly facts: Partial<Facts>;
}

/** The stacks that are made so far. */
export type MadeStacks = <Made extends PlatformStack>(type: StackType<Made>) => Made | undefined;

/** A part of a stack that waits for facts while the rest of it is made. */
export interface WaitingPart {
  readonly part: string;
  readonly waitsFor: readonly FactName[];
}

type StackTypes = readonly StackType<PlatformStack>[];

/** What a stack of a row is made from. */
interface Ground<
  Needed extends FactName,
  Uses extends StackTypes,
  After extends StackTypes,
  Asked,
> extends StackInputs {
  readonly app: App;
  readonly place: PlatformStackProps;
  readonly facts: Partial<Facts> & Pick<Facts, Needed>;
  /** What `when` answered. */
  readonly asked: Asked;
  /** One of the stacks that the row uses. */
  readonly use: <Made extends InstanceOf<Uses[number]>>(type: StackType<Made>) => Made;
  /** One of the stacks that are deployed before, if the environment has it by now. */
  readonly ifMade: <Made extends InstanceOf<After[number]>>(type: StackType<Made>) => Made | undefined;
}

interface StackRowSpec<
  Made extends PlatformStack,
  Needed extends FactName,
  Uses extends StackTypes,
  After extends StackTypes,
  Asked,
> {
  /** Noun of the stack's name, see `model/naming.ts`. */
  readonly noun: StackNoun;
  readonly stack: StackType<Made>;
  /** What in the environment asks for the stack; nothing where it has none. */
  readonly when: (environment: Environment, facts: Partial<Facts>) => Asked | undefined;
  /** Facts without which it cannot be synthesized, besides those of the stacks that it uses. */
  readonly needs: readonly Needed[];
  /**
   * Facts of which it needs a part that is missing.
   *
   * @default none
   */
  readonly lacks?: (asked: Asked, environment: Environment, facts: Partial<Facts>) => readonly FactName[];
  /** Stacks without which it cannot be synthesized or deployed. It waits for whatever they wait for, and is deployed after them. */
  readonly uses: Uses;
  /** Stacks after which it is deployed, where the environment has them. */
  readonly after: After;
  /**
   * Parts that wait while the rest of it is made.
   *
   * @default none
   */
  readonly waitingParts?: (environment: Environment, facts: Partial<Facts>) => readonly WaitingPart[];
  readonly make: (ground: Ground<Needed, Uses, After, Asked>) => Made;
}

/** What comes of a row in an environment that asks for its stack: it waits for facts of its own, or it can be made. */
type StackPlan =
  | { readonly missing: readonly FactName[] }
  | { readonly make: (app: App, place: PlatformStackProps, made: MadeStacks) => PlatformStack };

/** A row of the map. */
export interface StackRow extends Pick<StackRowSpec<PlatformStack, never, StackTypes, StackTypes, never>, Plain> {
  /** Nothing where the environment has no such stack. */
  readonly plan: (known: StackInputs) => StackPlan | undefined;
  readonly waitingParts: (known: StackInputs) => readonly WaitingPart[];
}

type Plain = 'noun' | 'stack' | 'uses' | 'after';

/** For the stacks that every environment has. */
export const always = (): true => true;

/** A row out of what is particular to it. */
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
            const used = made(type);
            if (used === undefined) throw new Error(`${place.stackName} comes before the ${type.name} that it uses`);
            return used;
          };
          return spec.make({ app, place, environment, names, facts, asked, use, ifMade: made });
        },
      };
    },
  };
}
