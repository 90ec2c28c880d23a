/** Which bundle speaks; the build replaces the placeholder by a hash of its own source. */
declare const __BUNDLE_VERSION__: string | undefined;

export const BUNDLE_VERSION =
  typeof __BUNDLE_VERSION__ === 'string' ? __BUNDLE_VERSION__ : 'source';
