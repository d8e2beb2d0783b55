/** Ports that no service may open to the internet, with the reasons; `22` is open to those who say why. */
const groups: readonly { readonly ports: readonly number[]; readonly because: string }[] = [
  { ports: [80, 443], because: 'is served by the routers, at the hosts of a service' },
  { ports: [25], because: 'is that of mail between servers, and an open relay would have all our mail refused' },
  { ports: [6443, 22623, 10250], because: 'is that of the cluster itself, and attackers look for clusters by it' },
  {
    ports: [1433, 1521, 2379, 2380, 3306, 5432, 5984, 6379, 9042, 9200, 11211, 27017],
    because: 'is that of a database or cache, which is never reached from the internet',
  },
  {
    ports: [21, 23, 69, 111, 135, 137, 138, 139, 389, 445, 512, 513, 514, 2049, 3389, 5900],
    because: 'is that of a protocol for a network that trusts its members',
  },
  { ports: [19, 123, 161, 1900], because: 'answers more than it was asked, so that others are attacked through it' },
];

/** Why a port may not be opened to the internet, by its number. */
export const closedOutsidePorts: ReadonlyMap<number, string> = new Map(
  groups.flatMap(({ ports, because }) => ports.map((port) => [port, because] as const)),
);
