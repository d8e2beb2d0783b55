/** Bytes beyond which Kubernetes, etcd or Linux take something no more. */
export const sizeLimits = {
  /**
   * Keys and values of a ConfigMap or a Secret together.
   * Source: kubernetes/kubernetes:pkg/apis/core/validation, `MaxSecretSize`, which holds for both.
   */
  configMap: 1024 * 1024,
  /** Keys and values of all annotations of an object. Source: apimachinery, `TotalAnnotationSizeLimitB`. */
  annotations: 256 * 1024,
  /** An object as it is written to etcd. Source: etcd, the default of `--max-request-bytes`. */
  object: 1536 * 1024,
  /**
   * One argument of a program, or one variable with its name, with the NUL behind it. Source: Linux, `MAX_ARG_STRLEN`: 32 pages of
   * 4 KiB, which machines of both architectures have.
   */
  argument: 128 * 1024,
  /** All arguments and variables of a program. Source: Linux, execve(2): a quarter of the usual limit of the stack, 8 MiB. */
  allArguments: 2 * 1024 * 1024,
} as const;

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const utf8Length = (text: string): number => encoder.encode(text).length;

/** A number of bytes for people. */
export const inKiB = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
