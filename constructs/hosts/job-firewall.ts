import { hostUsers, jobUserIds } from './host-users';

/** IPv4 blocks that nobody has on the internet. Source: RFC 6890. */
const privateBlocks = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * What keeps jobs out of the VPC and away from the host's role, as rules of nftables.
 *
 * A rootless container has no way out of its own: a program of its user, pasta, calls the world in its name. So its packets
 * are packets of that user and start on the host itself, which is why the metadata service's hop limit does not stop them,
 * and why they can be told by the user. Names are looked up by the resolver of the VPC.
 *
 * IPv6 is off for all: Amazon chooses the VPC's block, so nobody knows beforehand what is inside.
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
