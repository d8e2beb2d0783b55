/**
 * A group of the single sign-on by its whole path: `/infrastructure`, or `/mirrors/infrastructure` for the group of that name
 * below another. Whoever may make a group anywhere may choose its name, so a name says nothing, and wherever a group decides
 * its path stands.
 */
export type GroupPath = `/${string}`;

/** Whether a text is the path of a group, not its name. */
const isGroupPath = (text: string): text is GroupPath => text.startsWith('/');

/** The group that a file means: a bare name is a group that is below no other. */
export const toGroupPath = (text: string): GroupPath => (isGroupPath(text) ? text : `/${text}`);

/** The names on the way to a group, from the outermost on. */
export const groupPathNames = (path: GroupPath): readonly string[] => path.slice(1).split('/');
