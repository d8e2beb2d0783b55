import type { PinnedImage } from '../../../model/images';

/** The image that a tag names now, or the reason why that is not known. */
export type RegistryAnswer = PinnedImage | { readonly failed: string };

/** Registries of container images. */
export interface Registry {
  /**
   * Looks up which image a tag names now.
   *
   * @param known the image that it named before; if the tag has not moved, the registry sends no manifest again
   */
  ask(reference: string, known?: PinnedImage): Promise<RegistryAnswer>;
}

/** A request to a registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The response, or the reason why there is none. */
export type RegistryResponse =
  | {
      readonly status: number;
      /** Values by header name in lower case. */
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: Buffer;
      /** SHA-256 of the body, as `sha256:` and 64 hexadecimal digits. */
      readonly digest: string;
    }
  | { readonly failed: string };

/** Sends one request, without following a redirection. */
export type SendRequest = (request: RegistryRequest) => Promise<RegistryResponse>;

/** Credentials by host of the registry: name and password, encoded as for HTTP `Basic` authentication. */
export type RegistryCredentials = Readonly<Record<string, string>>;
