/**
 * A group of the single sign-on by its full path: `/infrastructure`, or `/mirrors/infrastructure` for a group of that name below
 * `mirrors`. A person who may make a subgroup may choose its name, so permissions always go to paths and never to names.
 */
export type GroupPath = `/${string}`;

/** Whether a text is the path of a group, not its name. */
const isGroupPath = (text: string): text is GroupPath => text.startsWith('/');

/** Converts a group in a file to its path; a name without a slash is a top-level group. */
export const toGroupPath = (text: string): GroupPath => (isGroupPath(text) ? text : `/${text}`);

/** The names in the path of a group, the outermost first. */
export const groupPathNames = (path: GroupPath): readonly string[] => path.slice(1).split('/');
