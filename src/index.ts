/** The library: what the command line does, for other programs. */
export { audit } from './pipeline.ts'
export type { AuditOptions, Ignore } from './config/options.ts'
export type * from './report/report.ts'
