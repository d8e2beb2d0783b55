import { setTimeout } from 'node:timers/promises';

/** Waits for that many seconds. */
export const pauseFor = (seconds: number): Promise<void> => setTimeout(seconds * 1000);
