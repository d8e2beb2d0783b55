/** Version of Ignition's configuration that the installer writes itself (openshift/installer:pkg/asset/ignition). */
const version = '3.2.0';

/** Where a machine fetches its Ignition configuration, which is too large for user data. */
export type IgnitionSource =
  | {
      /** S3 object with the whole configuration, which the machine reads with its instance profile. */
      readonly object: { readonly bucketName: string; readonly key: string };
    }
  | {
      /** Machine config pool: the machine config server hands out the configuration of its machines. */
      readonly pool: 'master' | 'worker';
      /** Domain of the cluster. */
      readonly clusterDomain: string;
      /** Certificate authority of the machine config server, as a data URL. */
      readonly certificateAuthority: string;
    };

/**
 * Returns the user data of a machine: a small Ignition configuration that points to the real one. A machine retries
 * until it gets an answer, so it may start before the server.
 */
export function ignitionPointer(source: IgnitionSource): string {
  if ('object' in source) {
    const { bucketName, key } = source.object;
    return JSON.stringify({ ignition: { version, config: { replace: { source: `s3://${bucketName}/${key}` } } } });
  }
  const { pool, clusterDomain, certificateAuthority } = source;
  return JSON.stringify({
    ignition: {
      version,
      config: { merge: [{ source: `https://api-int.${clusterDomain}:22623/config/${pool}` }] },
      security: { tls: { certificateAuthorities: [{ source: certificateAuthority }] } },
    },
  });
}
