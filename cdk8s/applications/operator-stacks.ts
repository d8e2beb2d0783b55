/** Stacks that make the roles of operators. What an operator defines, or has its namespace from one, waits for them with it. */
export const operatorStacks = ['identity'] as const;
