/** Names by which builders mean "the newest", and versions that leave all but the first number open. */
const moving = /^(latest|stable|main|master|trunk|edge|nightly|testing|unstable|dev|devel|rolling|lts|current|v?\d+)$/;

/** Whether a reference without a digest means another image from time to time, as far as its tag says so. */
export function isMovingTag(reference: string): boolean {
  const [, tag] = /:([^:/@]+)$/.exec(reference) ?? [];
  return tag === undefined || moving.test(tag);
}
