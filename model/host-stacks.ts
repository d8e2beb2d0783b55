import type { Environment } from './environment';

/** The numbers of the stacks of hosts that an environment has. */
export const hostStacks = ({ hosts }: Pick<Environment, 'hosts'>): readonly number[] =>
  [...new Set(hosts.machines.map(({ stack }) => stack))].sort((one, other) => one - other);

/** Those whose alarms have stacks of their own too, as there is no room for all in one. */
export const furtherHostStacks = (environment: Pick<Environment, 'hosts'>): readonly number[] =>
  hostStacks(environment).filter((number) => number > 1);
