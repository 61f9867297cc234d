/**
 * What an audit of many repositories needs beside the library: safe copies of repositories, and what was seen of them, which
 * can be kept and judged again. `acclimate-fleet` is built on it.
 *
 * Who only hands out work need not load what judges, nor what asks indexes: a second of processors at each start.
 */

import type { repositoriesOfPackages as ofPackages } from './repositories-of-packages.ts'
import type { judgeAgain as again } from './seen/judge-again.ts'

export { withoutCredentials } from './project/files/git-address.ts'
export { checkOut, resolveRevision } from './project/files/git-checkout.ts'
export { readRevision } from './project/files/git-directory.ts'
export { identity } from './seen/identity.ts'
export { look } from './seen/look.ts'
export { packSeen, unpackSeen } from './seen/pack.ts'
export type { GitAddress } from './project/files/git-address.ts'
export type { Resolved } from './repositories-of-packages.ts'
export type { Checkout, CheckoutLimits } from './project/files/git-checkout.ts'
export type { Identity } from './seen/identity.ts'
export type { JudgedAgain, StaleBecause } from './seen/judge-again.ts'
export type { LookOptions } from './seen/look-options.ts'
export type { Seen } from './seen/seen.ts'

/** See `judgeAgain` in seen/judge-again.ts. */
export const judgeAgain: typeof again = async (...given) => (await import('./seen/judge-again.ts')).judgeAgain(...given)

/** See `repositoriesOfPackages` in repositories-of-packages.ts. */
export const repositoriesOfPackages: typeof ofPackages = async (...given) =>
  (await import('./repositories-of-packages.ts')).repositoriesOfPackages(...given)
