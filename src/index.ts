/** The library: what the command line does, for other programs. */
export { audit } from './pipeline.ts'
export { compare } from './comparison/compare.ts'
export { lookup } from './lookup/lookup.ts'
export type { AuditOptions, Ignore } from './config/options.ts'
export type { LookupOptions } from './lookup/look-up.ts'
export type * from './report/comparison.ts'
export type * from './report/lookup.ts'
export type * from './report/report.ts'
