import type { Rehearsal, RehearsalEvent } from '../report/rehearsal.ts'
import { bytesText } from './terminal/rehearsal/bytes.ts'
import { counted } from './terminal/page.ts'

/** What happened, as people say it. */
export const EVENT_WORDS: Readonly<Record<RehearsalEvent['kind'], string>> = {
  raised: 'fails on a Mac',
  'fell-back': 'falls back to the CPU',
  'wrong-there': 'gives wrong results on a Mac',
  'dtype-refused': 'number type that Metal lacks',
  'left-device': 'stays on the CPU',
  'import-refused': 'does not exist for Macs',
  note: 'note',
}

/** The run in a sentence: the release, how much ran on the GPU, and how it ended. */
export function runInWords({ target, device, exit }: Rehearsal): string {
  if (target.installedTorch === '') return 'the program imported no PyTorch.'
  const share =
    device.onDevice === 0
      ? 'no operator ran on the GPU, which would be idle'
      : `${counted(device.onDevice, 'operator')} on the GPU`
  const back = device.fellBack === 0 ? '' : `, ${device.fellBack} fell back to the CPU`
  const end = exit.reason === 'ended' && exit.code === 0 ? '' : ` Ended: ${exit.reason}${codeOf(exit)}.`
  const where = target.pretend === 'cuda' ? 'a stand-in for CUDA' : `macOS ${target.osVersion}`
  return `PyTorch ${target.torch.replace(/\+.*/, '')} on ${where}: ${share}${back}.${end}`
}

function codeOf({ code, signal }: Rehearsal['exit']): string {
  return signal !== undefined ? `, ${signal}` : code !== undefined ? `, exit code ${code}` : ''
}

/** How often something happened, where mostly, and whether in backward; nothing of it where it goes without saying. */
export function timesInWords({ count, first, most, phase }: RehearsalEvent): string {
  const times = count === 1 ? '' : `, ${count} times`
  const place = first.line === most.line && first.file === most.file ? '' : `, mostly ${most.file}:${most.line}`
  return `${times}${place}${phase === 'backward' ? ', in backward' : ''}`
}

/** The operator, where the message does not name it, and the message. */
export function messageInWords({ operator, message }: RehearsalEvent): string {
  return operator === undefined || message.includes(operator) ? message : `${operator}: ${message}`
}

/** The peak of memory; nothing where none was used. */
export function memoryInWords({ memory }: Rehearsal): string | undefined {
  if (memory === undefined || memory.peakBytes === 0) return undefined
  const budget = memory.budgetBytes === undefined ? '' : ` of ${bytesText(memory.budgetBytes)}`
  const at = memory.at === undefined ? '' : `, reached at ${memory.at.file}:${memory.at.line}`
  return `${bytesText(memory.peakBytes)}${budget}${at}`
}

/** What the run says of the audit's findings; nothing where it was not held against them. */
export function outcomesInWords({ findings }: Rehearsal): string | undefined {
  if (findings === undefined) return undefined
  const of = (outcome: string) => findings.filter((finding) => finding.outcome === outcome).length
  return `${of('confirmed')} confirmed, ${of('refuted')} refuted, ${of('not-reached')} not reached`
}
