// Whether this Node can run the product at all; asked before anything newer is loaded.

/** Of the oldest line that will do. */
export const NEEDED_NODE = { major: 20, minor: 19 } as const;
/** The line after it came out before it had what the bundler of the page needs. */
const NEXT_NODE = { major: 22, minor: 12 } as const;

/** @param version as in process.versions.node */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === NEEDED_NODE.major) return minor >= NEEDED_NODE.minor;
  return major > NEXT_NODE.major || (major === NEXT_NODE.major && minor >= NEXT_NODE.minor);
}
