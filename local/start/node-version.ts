// Whether this Node can run the product at all; asked before anything newer is loaded.

export const NEEDED_NODE = { major: 20, minor: 12 } as const;

/** @param version as in process.versions.node */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== NEEDED_NODE.major) return major > NEEDED_NODE.major;
  return minor >= NEEDED_NODE.minor;
}
