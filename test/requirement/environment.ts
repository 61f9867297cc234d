import type { MarkerEnvironment } from '../../src/project/requirement/marker.ts'

/** An environment as `packaging` writes it, with its one extra as a set. */
export function environmentOf({ extra, ...variables }: Readonly<Record<string, string>>): MarkerEnvironment {
  return { ...variables, extras: new Set(extra ? [extra] : []) }
}
