/** What all below a path is appended to: with the slash that keeps the host, or the folder, what it is. */
export const belowTarget = (target: string): string => (target.endsWith('/') ? target : `${target}/`);
