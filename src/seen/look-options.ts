import type { AuditOptions } from '../config/options.ts'

/** The options under which what was seen can be judged again: all files, without remarks, and nobody is asked. */
export type LookOptions = Pick<AuditOptions, 'asOf' | 'macos' | 'python' | 'packages' | 'ignores'>
