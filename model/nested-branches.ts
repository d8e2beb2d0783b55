/** Whether a repository cannot have both branches, as one would be a file and a folder in one. Source: git-check-ref-format. */
export const areNested = (one: string, other: string): boolean =>
  one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
