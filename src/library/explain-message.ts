import { explainMessage as explainMessageIn, type MessageOptions } from '../messages/explain-message.ts'
import type { Recognition } from '../report/recognition.ts'
import { knowledge } from '../shipped/knowledge.ts'

/**
 * What an error message or a traceback may be: what it means, in which versions it is said, what to do, and with a project
 * where in it it comes from. Never throws.
 *
 * @param text - a message, a traceback or the end of a log; names, numbers and paths may differ from the known wording
 * @returns without answers for a text of which nothing is known
 */
export function explainMessage(text: string, options: MessageOptions = {}): Recognition {
  return explainMessageIn(knowledge, text, options)
}
