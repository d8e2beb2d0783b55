import { gatewayStart } from './gateway-start';

/** What the first boot of a gateway has besides that of every host. */
export const gatewayBoot = {
  packages: ['wireguard-tools', 'nftables'],
  files: [
    { path: '/usr/local/sbin/commons-gateway', permissions: '0755', content: gatewayStart },
    {
      path: '/etc/systemd/system/commons-gateway.service',
      permissions: '0644',
      content: `[Unit]
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
  ],
  commands: [
    // They would flush the rules of the tunnel, or refuse what it forwards.
    'systemctl mask --now nftables.service firewalld.service',
    'systemctl enable --now commons-gateway.service',
  ],
} as const;
