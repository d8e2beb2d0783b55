import type { HostFirstBootProps, HostTask } from './host-first-boot';
import { gatewayStart } from './gateway-start';

/** What the program of a gateway needs to know. */
export interface GatewaySettings {
  /** Name of the pair, in metrics. */
  readonly name: string;
  /** Path of its parameters, with a slash before it and none behind. */
  readonly parameters: string;
  /** Name of the file with the secret of its private key, and the key in it. */
  readonly secret: string;
  readonly key: string;
}

/** What the first boot of a gateway has besides that of every host. */
export const gatewayBoot = (
  gateway: GatewaySettings,
): Pick<HostFirstBootProps, 'packages' | 'commands'> & { readonly task: HostTask } => ({
  packages: ['wireguard-tools', 'nftables'],
  task: {
    settings: { gateway },
    files: {
      '/usr/local/sbin/commons-gateway': gatewayStart,
      '/etc/systemd/system/commons-gateway.service': `[Unit]
Description=Gateway of the tunnel
Requires=commons-host.service
After=commons-host.service

[Service]
RuntimeDirectory=commons-gateway
RuntimeDirectoryMode=0700
ExecStart=/usr/local/sbin/commons-gateway
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`,
    },
  },
  commands: [
    // They would flush the rules of the tunnel, or refuse what it forwards.
    'systemctl mask --now nftables.service firewalld.service',
    'systemctl enable --now commons-gateway.service',
  ],
});
