import { courseOf } from '../lookup/vision-operator.ts'
import type { Answer } from '../../../report/lookup.ts'
import type { MessageAnswer, MessagePlace, NamedAnswer, Recognition } from '../../../report/recognition.ts'
import type { Place } from '../../output.ts'
import { sourceLines } from '../lookup/sources.ts'
import { spansOf } from '../lookup/spans.ts'
import { type Page, pageFor, paragraph } from '../page.ts'

const INDENT = 10

/** What a message may be, for a person: the likeliest in full, what else is close in a line each. */
export function renderRecognition(recognition: Recognition, options: Place): string {
  const page = pageFor(options)
  const [likeliest, ...others] = recognition.answers
  const lines = likeliest ? [...answerLines(likeliest, page), ''] : [...unknown(page), '']
  const close = others.length === 0 ? [] : [...others.flatMap((other) => closeLines(other, page)), '']
  return `${[...lines, ...close, ...footer(recognition, page)].join('\n')}\n`
}

function answerLines(answer: MessageAnswer, page: Page): string[] {
  const { bold } = page.colours
  const { by, wordings, fit, share, means, fix, codes, names, places, sources } = answer
  const row = (label: string, text: string) => paragraph(page, 2, label.padEnd(INDENT - 2), text, bold)
  const range = rangeOf(answer)
  return [
    ...paragraph(page, 0, '', wordings[0] ?? '').map(bold),
    ...(fit === 'whole' ? [] : row('Perhaps', `the text has ${Math.round(share * 100)} % of this wording`)),
    ...row('Said by', range === '' ? by : `${by} ${range}`),
    ...row('Means', means),
    ...names.flatMap((named) => row('Known', namedText(named))),
    ...row('Do', fix),
    ...places.flatMap((place) => row('Here', placeText(place))),
    ...(codes.length === 0 ? [] : row('Finding', `${codes.join(', ')} (acclimate explain CODE)`)),
    ...sourceLines(sources, page, INDENT),
  ]
}

function closeLines(answer: MessageAnswer, page: Page): string[] {
  const what = answer.fit === 'whole' ? 'Also' : 'Close'
  return [
    ...paragraph(page, 2, what.padEnd(INDENT - 2), `${answer.by}: ${answer.wordings[0] ?? ''}`, page.colours.bold),
    ...paragraph(page, INDENT, '', answer.means),
  ]
}

function placeText({ by, file, line, excerpt, code, certainty, fix }: MessagePlace): string {
  const why = by === 'frame' ? 'in the traceback' : by === 'requirement' ? 'requires it' : `${code} (${certainty})`
  const read = excerpt === undefined || excerpt === '' ? '' : `: ${excerpt.trim()}`
  return `${file}:${line}, ${why}${read}${fix === undefined ? '' : ` - ${fix}`}`
}

function namedText({ name, answers }: NamedAnswer): string {
  return answers.map((answer) => `${name}: ${knownText(answer)}`).join('; ')
}

/** In a line; a look-up has the rest. */
function knownText(answer: Answer): string {
  switch (answer.kind) {
    case 'operator': {
      const [first] = answer.overloads
      return first ? `on MPS ${spansOf(first.releases)}` : answer.name
    }
    case 'function':
      return `on MPS ${spansOf(answer.releases)}`
    case 'vision-operator':
      return `on MPS ${courseOf(answer)}`
    case 'library':
      return [`${answer.metal.status} on Metal`, answer.metal.note].filter(Boolean).join('. ')
    case 'call':
      return answer.neutral === undefined ? 'a call for CUDA' : `${answer.neutral} is the neutral form`
  }
}

function rangeOf({ since, until, from, to }: MessageAnswer): string {
  const begins = since === undefined ? '' : `since ${since}${from === undefined ? '' : ` (${from})`}`
  const ends = until === undefined ? '' : `before ${until}${to === undefined ? '' : ` (${to})`}`
  return [begins, ends].filter((part) => part !== '').join(', ')
}

function unknown(page: Page): string[] {
  return paragraph(page, 0, '', 'Nothing is known of this message, which is no statement either way.')
}

function footer({ tool, asOf }: Recognition, page: Page): string[] {
  const text = `As of ${asOf}. Facts as of ${tool.knowledge}, acclimate ${tool.version}.`
  return paragraph(page, 0, '', text).map(page.colours.dim)
}
