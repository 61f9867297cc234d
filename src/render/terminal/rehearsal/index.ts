import type { Rehearsal, RehearsalEvent } from '../../../report/rehearsal.ts'
import type { Place } from '../../output.ts'
import {
  EVENT_WORDS,
  memoryInWords,
  messageInWords,
  outcomesInWords,
  runInWords,
  timesInWords,
} from '../../rehearsal-words.ts'
import { type Page, pageFor, paragraph } from '../page.ts'

/** Events that are shown; the JSON has all of them. */
const MAX_EVENTS = 20
/** Everything is indented, so that no line of it looks like one of the program's own tracebacks. */
const INDENT = 2

/** What a rehearsal came to, for a person. */
export function renderRehearsal(rehearsal: Rehearsal, options: Place): string {
  const page = pageFor(options)
  const { events } = rehearsal
  const shown = events.slice(0, MAX_EVENTS)
  const line = (label: string, text: string | undefined) =>
    text === undefined ? [] : paragraph(page, INDENT, label, text)
  const lines = [
    '',
    ...paragraph(page, INDENT, 'Rehearsal: ', runInWords(rehearsal), page.colours.bold),
    ...shown.flatMap((event) => eventLines(event, page)),
    ...(events.length > shown.length
      ? [`${' '.repeat(INDENT)}and ${events.length - shown.length} more in the JSON`]
      : []),
    ...line('Memory: ', memoryInWords(rehearsal)),
    ...line('Findings of the audit: ', outcomesInWords(rehearsal)),
  ]
  return `${lines.join('\n')}\n`
}

function eventLines(event: RehearsalEvent, page: Page): string[] {
  const { kind, first, mendedIn } = event
  return [
    ...paragraph(
      page,
      INDENT,
      `${first.file}:${first.line} `,
      `${EVENT_WORDS[kind]}${timesInWords(event)}`,
      page.colours.cyan,
    ),
    ...paragraph(page, INDENT + 4, '', messageInWords(event)),
    ...(mendedIn === undefined ? [] : paragraph(page, INDENT + 4, '', `PyTorch ${mendedIn} has it on Metal.`)),
  ]
}
