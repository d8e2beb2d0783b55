import type { Answer, Browser } from '../keycloak/browser';
import type { Image } from './image';
import type { PodProps } from './pod';
import type { Sandbox } from './sandbox';

/** Somebody's way into an application. */
export interface Visit {
  /** The browser of the application. */
  readonly browser: Browser;
  /** Follows an answer that leads to the single sign-on, logs in there, and comes back. */
  readonly logIn: (asked: Answer) => Promise<Answer>;
  /** Where the application listens on this machine. */
  readonly listens: string;
  /** Its pod, for what the recipe has people do once. */
  readonly pod: Sandbox;
}

/** An application whose recipe is tried with the real program. */
export interface TriedApplication extends Pick<PodProps, 'renamed'> {
  /** Of its recipe. */
  readonly name: string;
  /** The program in the place of its image, which is built or downloaded once. */
  readonly image: () => Promise<Image>;
  /** A word of what is rendered, how somebody misspells it, and what the program then says. */
  readonly misspelling: { readonly right: string; readonly wrong: string; readonly says: RegExp };
  /** Logs in, and returns who the application then says that it is: it has to be `member`, as the application writes it. */
  readonly visit: (visit: Visit) => Promise<string>;
  readonly member: (uid: string) => string;
}
