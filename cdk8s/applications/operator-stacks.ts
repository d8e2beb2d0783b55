/**
 * Stacks that make the IAM roles of operators. Operators wait for them, and so do objects of their kinds and in their namespaces.
 */
export const operatorStacks = ['identity'] as const;
