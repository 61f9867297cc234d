import { lt } from '@renovatebot/pep440'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { options, type Value } from '../../../trace/value.ts'
import { deviceInScope } from '../../devices/in-scope/device-in-scope.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isBefore } from '../../packages/package-version.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { chooseMetal } from '../../torch/choose-metal.ts'
import { torchIsBefore, torchVersion } from '../../torch/torch-version.ts'
import { argumentSite } from '../../observations/sites.ts'
import { fix, fixByEdit, messages, sources, title } from './prose.ts'

/** The release of PyTorch that takes a number for a device of whatever accelerator there is. */
const TAKES_ANY = '2.5.0'

/** A device named by its number, which is a CUDA device to the libraries that take it. */
export const rule = {
  code: 'device/cuda-ordinal',
  title,
  words: (known) => {
    const torch = torchVersion(known)
    const isOld = torch !== undefined && lt(torch, TAKES_ANY)
    return { strong: ['YOLO', 'cuda'], methods: isOld ? ['to'] : [], weak: ['device'] }
  },
  find: (context) => liveCalls(context, { given: 'device' }, ...PLACES).flatMap((call) => draftOf(call, context)),
} satisfies Rule

/** What PyTorch itself takes a device for, as its first argument. */
const PLACES = ['.to', 'torch.device'] as const

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const isPlace = PLACES.some((name) => name === call.name)
  const given = call.keywords.get('device') ?? (isPlace ? call.positional[0] : undefined)
  const library = libraryOf(call, context)
  if (!given || !library || !options(given.value).every(isOrdinal)) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message: messages[library],
      subject: { kind: 'setting', name: 'device', value: ordinalText(given.value) },
      sites: [argumentSite(call, given.argument)],
      sources: sources[library],
      fix: fixOf(call, given.argument.value, context),
      group: library,
      backend: 'mps',
    },
  ]
}

/** What the edit writes, or where it cannot be made, the device that is known there. */
function fixOf(call: CallSeen, number: Expression, context: AuditContext): DraftFix {
  const byEdit = fixBy(chooseMetal(context, call, number, '"mps"'), { effort: 'minutes', summary: fixByEdit })
  const device = deviceInScope(context, call)?.code ?? '"mps"'
  return byEdit.kind === 'automatic' ? byEdit : { ...byEdit, summary: fix(device) }
}

/** The release of Transformers that takes a number for a device of Metal too. */
const TAKES_METAL = { version: '4.40.0', released: '2024-04-18' } as const

function libraryOf(call: CallSeen, context: AuditContext): keyof typeof messages | undefined {
  if (/^transformers\.(pipelines\.)?pipeline$/.test(call.name)) {
    return isBefore(context, 'transformers', TAKES_METAL.version, TAKES_METAL.released) ? 'transformers' : undefined
  }
  if (call.name === '.to' || call.name.startsWith('torch.'))
    return torchIsBefore(context, TAKES_ANY) ? 'torch' : undefined
  const made = call.receiver?.kind === 'instance' ? call.receiver.of : call.name.replace(/\(\)$/, '')
  return /^ultralytics\.(\w+\.)*(YOLO|SAM|RTDETR|FastSAM|YOLOWorld)$/.test(made) ? 'ultralytics' : undefined
}

/** `0,1` of `[0, 1]`. */
function ordinalText(value: Value): string {
  if (value.kind === 'collection') return value.items.map(ordinalText).join(',')
  return value.kind === 'constant' ? String(value.value) : ''
}

/** `0`, `'0'`, `[0, 1]`. */
function isOrdinal(value: Value): boolean {
  if (value.kind === 'collection') return value.items.length > 0 && value.items.every(isOrdinal)
  if (value.kind !== 'constant') return false
  return typeof value.value === 'number'
    ? value.value >= 0
    : typeof value.value === 'string' && /^\d+(,\d+)*$/.test(value.value)
}
