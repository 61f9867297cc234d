import { version } from '../generated/version.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { lookUp } from '../lookup/look-up.ts'
import type { LookupKnowledge } from '../lookup/lookup-knowledge.ts'
import type { Frame, MessageAnswer, NamedAnswer, Recognition } from '../report/recognition.ts'
import { type MessageProject, placesOf } from './places.ts'
import { type Recognised, recogniseIn } from './recognise.ts'
import { messageText } from './text.ts'
import type { Captures } from './wording.ts'

/** What messages are explained from. */
export type MessageKnowledge = LookupKnowledge & Pick<Knowledge, 'messages'>

/** What may be said about a message; all of it has a default. */
export interface MessageOptions {
  /** Answer for what was known on this day, YYYY-MM-DD; today when absent. */
  readonly asOf?: string
  /** Where the message was met: its lines that lead there are named. */
  readonly project?: MessageProject
}

/** Messages that are told; the first is meant mostly, and more than a few nobody compares. */
const MAX_ANSWERS = 4

/** How far from the likeliest a message may be, as a share of its wording, and still be told. */
const CLOSE = 0.2

/** Characters of a line that are repeated in the answer. */
const MAX_LINE = 300

/** What captures are looked up. */
const NAMES = ['operator', 'function', 'module', 'package']

/**
 * What an error message or a traceback may be: what it means, in which versions it is said, what to do, and with a project
 * where it comes from. Never throws.
 *
 * @param text - a message, a traceback or the end of a log; names, numbers and paths may differ from the known wording
 */
export function explainMessage(knowledge: MessageKnowledge, text: string, options: MessageOptions = {}): Recognition {
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10)
  const { lines, frames } = messageText(text)
  const all = withoutWider(recogniseIn(lines, knowledge.messages))
  const likeliest = all[0]?.share ?? 0
  const told = all.filter(({ share }) => share >= likeliest - CLOSE).slice(0, MAX_ANSWERS)
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    asOf,
    answers: told.map((found) => answerOf(knowledge, found, frames, { ...options, asOf })),
    frames,
  }
}

/** What the messages in a text name, for those who look up no more than that. */
export function namedIn({ messages }: Pick<Knowledge, 'messages'>, text: string): readonly string[] {
  return recogniseIn(messageText(text).lines, messages).flatMap(({ captures }) => namesOf(captures))
}

/** Without messages that say less of the same: those that one which is there as a whole narrows. */
function withoutWider(found: readonly Recognised[]): readonly Recognised[] {
  const wider = new Set(found.filter(({ share }) => share === 1).flatMap(({ message }) => message.narrows ?? []))
  return found.filter(({ message }) => !wider.has(message.id))
}

function answerOf(
  knowledge: MessageKnowledge,
  { message, share, text, captures }: Recognised,
  frames: readonly Frame[],
  { asOf, project }: MessageOptions & { readonly asOf: string },
): MessageAnswer {
  const { id, by, wordings, means, fix, codes, since, until, sources } = message
  const from = dayOf(knowledge, by, since)
  const to = dayOf(knowledge, by, until)
  return {
    id,
    by,
    wordings,
    line: text.trim().slice(0, MAX_LINE),
    fit: share === 1 ? 'whole' : 'close',
    share: Math.round(share * 100) / 100,
    means,
    fix,
    codes,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    names: namesIn(knowledge, captures, asOf),
    places: project ? placesOf(codes, captures, frames, project) : [],
    sources,
  }
}

function dayOf(
  { releases }: Pick<Knowledge, 'releases'>,
  name: string,
  release: string | undefined,
): string | undefined {
  return releases[name]?.find((known) => known.version === release)?.date
}

/** What is known of what the message names. */
function namesIn(knowledge: MessageKnowledge, captures: Captures, asOf: string): readonly NamedAnswer[] {
  return namesOf(captures).flatMap((name) => {
    const { answers } = lookUp(knowledge, name, { asOf })
    return answers.length === 0 ? [] : [{ name, answers }]
  })
}

function namesOf(captures: Captures): readonly string[] {
  return NAMES.flatMap((hole) => captures[hole] ?? []).filter((name) => name !== '')
}
