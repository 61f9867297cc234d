import type { Named } from './store.ts'

/** The latest first; of two of one moment the same one at every call. */
export function laterFirst(left: Named, right: Named): number {
  if (left.at !== right.at) return left.at > right.at ? -1 : 1
  return orderOf(left) < orderOf(right) ? -1 : 1
}

function orderOf({ commit, build, knowledge }: Named): string {
  return `${commit} ${build} ${knowledge}`
}
