/** Version of Ignition's configuration that the installer writes itself (openshift/installer:pkg/asset/ignition). */
const version = '3.2.0';

/** Where a machine finds its configuration, which is too large for user data. */
export type IgnitionSource =
  | {
      /** The whole configuration is an S3 object that the machine reads with its instance profile. */
      readonly object: { readonly bucketName: string; readonly key: string };
    }
  | {
      /** The cluster hands it out, for a pool of machines that it knows. */
      readonly pool: 'master' | 'worker';
      /** Domain of the cluster. */
      readonly clusterDomain: string;
      /** Certificate authority of the machine config server, as a data URL. */
      readonly certificateAuthority: string;
    };

/**
 * User data of a machine: a small Ignition configuration that fetches the real one. A machine asks again until it is
 * answered, so it may start before whoever answers.
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
