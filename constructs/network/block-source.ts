/** A block as a rule of a security group names it. */
export const blockSource = (block: string): { readonly cidrIp: string } | { readonly cidrIpv6: string } =>
  block.includes(':') ? { cidrIpv6: block } : { cidrIp: block };

/** Blocks of everybody, in the address families of a balancer. */
export const everybodyBlocks = (addressFamily: 'ipv4' | 'dual-stack'): readonly string[] =>
  addressFamily === 'dual-stack' ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0'];
