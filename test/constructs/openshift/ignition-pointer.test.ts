import { ignitionPointer } from '../../../constructs/openshift/ignition-pointer';

test('the bootstrap machine takes its whole configuration from the bucket', () => {
  const pointer = ignitionPointer({ object: { bucketName: 'test-bootstrap', key: 'bootstrap.ign' } });
  expect(pointer).toBe(
    '{"ignition":{"version":"3.2.0","config":{"replace":{"source":"s3://test-bootstrap/bootstrap.ign"}}}}',
  );
});

test.each(['master', 'worker'] as const)(
  'a %s merges what the cluster says, and believes its authority alone',
  (pool) => {
    const pointer = ignitionPointer({
      pool,
      clusterDomain: 'commons.cluster.example',
      certificateAuthority: 'data:text/plain;charset=utf-8;base64,LS0t',
    });
    expect(JSON.parse(pointer)).toEqual({
      ignition: {
        version: '3.2.0',
        config: { merge: [{ source: `https://api-int.commons.cluster.example:22623/config/${pool}` }] },
        security: { tls: { certificateAuthorities: [{ source: 'data:text/plain;charset=utf-8;base64,LS0t' }] } },
      },
    });
  },
);
