import { syslogPort } from '../../model/formats/syslog-port';

/** Bundle of the certificate authorities that a system trusts, by its packages. */
const authorities = {
  rpm: '/etc/pki/tls/certs/ca-bundle.crt',
  deb: '/etc/ssl/certs/ca-certificates.crt',
} as const;

/**
 * Configuration of rsyslog that sends everything to `host` by TLS. What the receiver does not take waits on the disk, up to a gigabyte.
 *
 * @param packageKind of the system
 */
export const syslogForwarding = (host: string, packageKind: keyof typeof authorities): string =>
  `global(DefaultNetstreamDriverCAFile="${authorities[packageKind]}")
action(type="omfwd" target="${host}" port="${syslogPort}" protocol="tcp"
       template="RSYSLOG_SyslogProtocol23Format" TCP_Framing="octet-counted"
       StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name"
       StreamDriverPermittedPeers="${host}"
       queue.type="LinkedList" queue.filename="commons-platform" queue.maxDiskSpace="1g"
       queue.saveOnShutdown="on" action.resumeRetryCount="-1")
`;
