import { hostUsers, jobUserIds } from './host-users';

/** IPv4 blocks that are not routed on the internet. Source: RFC 6890. */
const privateBlocks = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * Returns nftables rules that keep jobs out of the VPC and away from the metadata service, and so from the host's role.
 *
 * A rootless container has no network interface to the outside: the program pasta, which runs as the container's user,
 * opens the connections for it. So the packets of a job are packets of that user and start on the host itself. That is
 * why the hop limit of the metadata service does not stop them, and why rules can match them by user. The VPC's
 * resolver still answers DNS queries of jobs.
 *
 * IPv6 is off for the whole host: Amazon chooses the IPv6 block of the VPC, so the rules cannot name it beforehand.
 */
export const jobFirewall = (vpcBlock: string): string => `table inet jobs
flush table inet jobs
table inet jobs {
  set inside {
    type ipv4_addr
    flags interval
    auto-merge
    elements = { ${[...privateBlocks, vpcBlock].join(', ')} }
  }
  chain output {
    type filter hook output priority filter; policy accept
    meta nfproto ipv6 oifname != "lo" reject
    meta skuid { ${hostUsers.jobs.uid}, ${jobUserIds.first}-${jobUserIds.first + jobUserIds.count - 1} } jump of_jobs
  }
  chain of_jobs {
    meta l4proto { tcp, udp } th dport 53 accept
    oifname "lo" reject
    ip daddr @inside reject
  }
}
`;
