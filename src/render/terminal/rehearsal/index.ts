import type { Rehearsal, RehearsalEvent } from '../../../report/rehearsal.ts'
import type { Place } from '../../output.ts'
import { counted, type Page, pageFor, paragraph } from '../page.ts'
import { bytesText } from './bytes.ts'

/** Events that are shown; the JSON has all of them. */
const MAX_EVENTS = 20
/** Everything is indented, so that no line of it looks like one of the program's own tracebacks. */
const INDENT = 2

const KIND_WORDS: Readonly<Record<RehearsalEvent['kind'], string>> = {
  raised: 'fails on a Mac',
  'fell-back': 'falls back to the CPU',
  'wrong-there': 'gives wrong results on a Mac',
  'dtype-refused': 'number type that Metal lacks',
  'left-device': 'stays on the CPU',
  'import-refused': 'does not exist for Macs',
  note: 'note',
}

/** What a rehearsal came to, for a person. */
export function renderRehearsal(rehearsal: Rehearsal, options: Place): string {
  const page = pageFor(options)
  const { events } = rehearsal
  const shown = events.slice(0, MAX_EVENTS)
  const lines = [
    '',
    ...headline(rehearsal, page),
    ...shown.flatMap((event) => eventLines(event, page)),
    ...(events.length > shown.length
      ? [`${' '.repeat(INDENT)}and ${events.length - shown.length} more in the JSON`]
      : []),
    ...memoryLine(rehearsal, page),
    ...findingsLine(rehearsal, page),
  ]
  return `${lines.join('\n')}\n`
}

function headline({ target, device, exit }: Rehearsal, page: Page): string[] {
  if (target.installedTorch === '') return paragraph(page, INDENT, 'Rehearsal: ', 'the program imported no PyTorch.')
  const share =
    device.onDevice === 0
      ? 'no operator ran on the GPU, which would be idle'
      : `${counted(device.onDevice, 'operator')} on the GPU`
  const back = device.fellBack === 0 ? '' : `, ${device.fellBack} fell back to the CPU`
  const end = exit.reason === 'ended' && exit.code === 0 ? '' : ` Ended: ${exit.reason}${codeOf(exit)}.`
  const text = `PyTorch ${target.torch.replace(/\+.*/, '')} on macOS ${target.osVersion}: ${share}${back}.${end}`
  return paragraph(page, INDENT, 'Rehearsal: ', text, page.colours.bold)
}

function codeOf({ code, signal }: Rehearsal['exit']): string {
  return signal !== undefined ? `, ${signal}` : code !== undefined ? `, exit code ${code}` : ''
}

function eventLines(event: RehearsalEvent, page: Page): string[] {
  const { kind, message, count, first, most, phase, mendedIn, operator } = event
  const place = first.line === most.line && first.file === most.file ? '' : `, mostly ${most.file}:${most.line}`
  const times = count === 1 ? '' : `, ${count} times`
  const what = operator === undefined || message.includes(operator) ? message : `${operator}: ${message}`
  return [
    ...paragraph(
      page,
      INDENT,
      `${first.file}:${first.line} `,
      `${KIND_WORDS[kind]}${times}${place}${phase === 'backward' ? ', in backward' : ''}`,
      page.colours.cyan,
    ),
    ...paragraph(page, INDENT + 4, '', what),
    ...(mendedIn === undefined ? [] : paragraph(page, INDENT + 4, '', `PyTorch ${mendedIn} has it on Metal.`)),
  ]
}

function memoryLine({ memory }: Rehearsal, page: Page): string[] {
  if (memory === undefined || memory.peakBytes === 0) return []
  const budget = memory.budgetBytes === undefined ? '' : ` of ${bytesText(memory.budgetBytes)}`
  const at = memory.at === undefined ? '' : `, reached at ${memory.at.file}:${memory.at.line}`
  return paragraph(page, INDENT, 'Memory: ', `${bytesText(memory.peakBytes)}${budget}${at}`)
}

function findingsLine({ findings }: Rehearsal, page: Page): string[] {
  if (findings === undefined) return []
  const of = (outcome: string) => findings.filter((finding) => finding.outcome === outcome).length
  const text = `${of('confirmed')} confirmed, ${of('refuted')} refuted, ${of('not-reached')} not reached`
  return paragraph(page, INDENT, 'Findings of the audit: ', text)
}
