/**
 * What an audit of many repositories needs beside the library: safe copies of repositories, and what was seen of them, which
 * can be kept and judged again. `acclimate-fleet` is built on it.
 */
export { withoutCredentials } from './project/files/git-address.ts'
export { checkOut, resolveRevision } from './project/files/git-checkout.ts'
export { readRevision } from './project/files/git-directory.ts'
export { repositoriesOfPackages, type Resolved } from './repositories-of-packages.ts'
export { identity } from './seen/identity.ts'
export { judgeAgain } from './seen/judge-again.ts'
export { look } from './seen/look.ts'
export { packSeen, unpackSeen } from './seen/pack.ts'
export type { GitAddress } from './project/files/git-address.ts'
export type { Checkout, CheckoutLimits } from './project/files/git-checkout.ts'
export type { Identity } from './seen/identity.ts'
export type { JudgedAgain, StaleBecause } from './seen/judge-again.ts'
export type { LookOptions } from './seen/look-options.ts'
export type { Seen } from './seen/seen.ts'
