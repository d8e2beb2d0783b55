/** Tags with which publishers mean "the newest", and versions with a first number only. */
const moving = /^(latest|stable|main|master|trunk|edge|nightly|testing|unstable|dev|devel|rolling|lts|current|v?\d+)$/;

/**
 * Whether the tag of an image reference without a digest may mean another image later. A reference without a tag does.
 */
export function isMovingTag(reference: string): boolean {
  const [, tag] = /:([^:/@]+)$/.exec(reference) ?? [];
  return tag === undefined || moving.test(tag);
}
