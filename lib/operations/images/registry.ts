import type { PinnedImage } from '../../../model/images';

/** What became of a question: what the image is, or in words why nobody knows. */
export type RegistryAnswer = PinnedImage | { readonly failed: string };

/** Registries of container images. */
export interface Registry {
  /**
   * Asks which image a tag names now.
   *
   * @param known what it named before, which need not be fetched again
   */
  ask(reference: string, known?: PinnedImage): Promise<RegistryAnswer>;
}

/** A request to a registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What came back, or in words why nothing did. */
export type RegistryResponse =
  | {
      readonly status: number;
      /** By their names in lower case. */
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: Buffer;
      /** SHA-256 of the body in the words of registries, `sha256:` and 64 hexadecimal digits. */
      readonly digest: string;
    }
  | { readonly failed: string };

/** Sends one request, without following a redirection. */
export type SendRequest = (request: RegistryRequest) => Promise<RegistryResponse>;

/** Name and password for registries that let nobody in without, by host: what `Basic` of HTTP carries. */
export type RegistryCredentials = Readonly<Record<string, string>>;
