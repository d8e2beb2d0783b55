/** Two pools as they stand below `pools:`, lines 18 to 22 of the minimal environment that ends its cluster with them. */
export const minimalPools = `    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
    - name: workers
      architecture: arm64
      instanceTypes: [m7g.xlarge]
      size: 6
`;
