/** Ports that no service may open to the internet, with the reasons; `22` is open to those who say why. */
const groups: readonly { readonly ports: readonly number[]; readonly because: string }[] = [
  { ports: [80, 443], because: 'is served by the routers, at the hosts of a service' },
  {
    ports: [25],
    because: 'is for mail between servers, and with an open relay other servers would refuse all our mail',
  },
  { ports: [6443, 22623, 10250], because: 'belongs to the cluster itself, and attackers scan for it' },
  {
    ports: [1433, 1521, 2379, 2380, 3306, 5432, 5984, 6379, 9042, 9200, 11211, 27017],
    because: 'is for a database or cache, which must never be open to the internet',
  },
  {
    ports: [21, 23, 69, 111, 135, 137, 138, 139, 389, 445, 512, 513, 514, 2049, 3389, 5900],
    because: 'is for a protocol that belongs in a trusted network',
  },
  {
    ports: [19, 123, 161, 1900],
    because: 'sends larger answers than requests, so that attackers use it against others',
  },
];

/** Why a port may not be opened to the internet, by its number. */
export const closedOutsidePorts: ReadonlyMap<number, string> = new Map(
  groups.flatMap(({ ports, because }) => ports.map((port) => [port, because] as const)),
);
