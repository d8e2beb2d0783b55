import { shortLinksKind } from './short-links-kind';

/** What this community adds to the program. */
export const kinds = [shortLinksKind];
