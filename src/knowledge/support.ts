import type { Support } from '../report/report.ts'
import type { Library } from './knowledge.ts'
import { statementFor } from './statements.ts'

/**
 * How a library fares on a platform, for a version on a day. Without a statement it is `unknown` and has no sources:
 * nobody here has said anything.
 *
 * @param version - PEP 440; when absent, the newest version of that day
 * @param asOf - YYYY-MM-DD
 */
export function supportOf(
  library: Library,
  platform: 'metal' | 'cuda',
  version: string | undefined,
  asOf: string,
): Support {
  const statement = statementFor(library[platform], version, asOf)
  if (!statement) return { status: 'unknown', sources: [] }
  const { status, note, sources } = statement
  return { status, ...(note !== undefined && { note }), sources }
}
