/** Limits of sizes in Kubernetes, etcd and Linux, in bytes. */
export const sizeLimits = {
  /**
   * Keys and values of a ConfigMap or a Secret together.
   * Source: kubernetes/kubernetes:pkg/apis/core/validation, `MaxSecretSize`, which holds for both.
   */
  configMap: 1024 * 1024,
  /** Keys and values of all annotations of an object. Source: apimachinery, `TotalAnnotationSizeLimitB`. */
  annotations: 256 * 1024,
  /** An object as it is stored in etcd. Source: etcd, the default of `--max-request-bytes`. */
  object: 1536 * 1024,
  /**
   * One argument of a program, or one environment variable with its name, including the NUL byte at its end. Source:
   * Linux, `MAX_ARG_STRLEN`: 32 pages of 4 KiB, the page size of machines of both architectures.
   */
  argument: 128 * 1024,
  /**
   * All arguments and environment variables of a program together. Source: Linux, execve(2): a quarter of the stack
   * limit, which is usually 8 MiB.
   */
  allArguments: 2 * 1024 * 1024,
} as const;

const encoder = new TextEncoder();

/** Length of a text in bytes of UTF-8. */
export const utf8Length = (text: string): number => encoder.encode(text).length;

/** A number of bytes as text in KiB, rounded up. */
export const inKiB = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
