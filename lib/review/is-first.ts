import type { Comparison } from './comparison';

/** Whether nothing was rendered for the environment before, so that nothing in it can be wider or weaker than it was. */
export const isFirst = ({ before }: Pick<Comparison, 'before'>): boolean => before.files.size === 0;
