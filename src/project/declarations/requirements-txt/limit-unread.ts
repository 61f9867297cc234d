import type { FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'

/** Complaints about one file that are listed; a file with more is something else by a misleading name. */
const UNREAD_LIMIT = 20

/** The facts with no more complaints than anybody reads; the last one counts those left out. */
export function limitUnread(file: TextFile, facts: FileFacts): FileFacts {
  const unread = facts.unread ?? []
  const more = unread.length - UNREAD_LIMIT
  if (more <= 0) return facts
  const rest = { file: file.path, reason: `${more} more lines are no requirements` }
  return { ...facts, unread: [...unread.slice(0, UNREAD_LIMIT), rest] }
}
