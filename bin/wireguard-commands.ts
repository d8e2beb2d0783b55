import type { Command } from 'commander';

/** Commands about the tunnel to machines elsewhere. */
export function addWireguardCommands(program: Command): void {
  const wireguard = program.command('wireguard').description('the tunnel to machines and sites elsewhere');

  wireguard
    .command('key')
    .description('make the key of the gateways if there is none, and record its public half')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { wireguardKey } = await import('./commands/wireguard-key');
      await wireguardKey(environment);
    });

  wireguard
    .command('peer')
    .description('print the configuration of a peer, without the private key that only it has')
    .argument('<environment>')
    .argument('<peer>')
    .action(async (environment: string, peer: string) => {
      const { wireguardPeer } = await import('./commands/wireguard-peer');
      wireguardPeer(environment, peer);
    });
}
