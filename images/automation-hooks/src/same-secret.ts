import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two texts are equal. The time that this takes depends neither on where they differ nor on their lengths. */
export const sameSecret = (shown: string, known: string): boolean => timingSafeEqual(digest(shown), digest(known));
