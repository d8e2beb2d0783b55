/**
 * Accounts and groups of systems that hosts can have, as far as a person could be called so: nobody’s own, and an account is not made
 * beside a group of its name. Sources: Debian, base-passwd: passwd.master, group.master; Fedora and RHEL, setup: uidgid; systemd:
 * sysusers.d/basic.conf; Ubuntu Server and Amazon Linux 2023, /etc/passwd and /etc/group of their images for EC2.
 */
const accounts = {
  /** Of images in EC2, besides those of base packages. Sources: cloud-init, system_info.default_user; the Systems Manager user guide. */
  cloud:
    'admin administrator almalinux amazon-linux bitnami centos cloud-user core debian ec2-instance-connect ec2-user fedora rocky ssm-user ubuntu',
  debian:
    'adm audio backup bin cdrom daemon dialout dip disk fax floppy games gnats irc kmem list lp mail man news nobody nogroup operator plugdev proxy root sasl shadow src staff sudo sync sys tape tty users utmp uucp video voice www-data',
  fedora:
    'apache cgred chrony clevis cockpit-ws cockpit-wsinstance dbus dovecot exim ftp gdm gopher haldaemon halt haproxy ident ldap libstoragemgmt lock mailman mailnull mem mock mysql named nfsnobody nscd nslcd ntp polkitd postdrop postfix postgres printadmin pulse puppet qemu radiusd rpc rpcuser rpm saned sanlock saslauth screen setroubleshoot shutdown slocate smmsp squid sshd sssd stapdev stapsys stapusr tcpdump tomcat tss unbound usbmuxd utempter wbpriv wheel',
  systemd:
    'input kvm render sgx systemd-coredump systemd-journal systemd-journal-remote systemd-network systemd-oom systemd-resolve systemd-timesync',
  ubuntu: 'fwupd-refresh landscape lxd messagebus netdev pollinate rdma ssl-cert syslog tcpdump usbmux uuidd',
  /** Of packages that the platform or communities often install. */
  packages:
    'avahi bind clamav docker libvirt memcache mongodb nginx nut opendkim prometheus rabbitmq redis rsyslog valkey',
  /** The group of people, see `constructs/hosts/people-program.ts`. */
  platform: 'commons-people',
};

/** Names that no person can have on a host. */
export const systemAccounts: readonly string[] = [
  ...new Set(Object.values(accounts).flatMap((names) => names.split(' '))),
];
