import type { CallSeen } from '../../evaluate/observation.ts'
import { deviceName, options, type Value } from '../../evaluate/value.ts'
import type { Expression } from '../../project/python/tree.ts'
import type { Draft, Rule } from '../rule.ts'
import { isLive, seen, siteOf } from '../seen.ts'
import { torchIsBefore } from '../torch-version.ts'
import { fix, message, sources, title } from './prose.ts'

/** The release from which `torch.load(map_location=...)` takes mps in every spelling. */
const FIXED_IN = '2.1'

/** `map_location=device`, where the device is the one that the program chose, with an old PyTorch. */
export const rule = {
  code: 'checkpoint/straight-to-metal',
  title,
  find(context) {
    if (!torchIsBefore(context, FIXED_IN)) return []
    return seen(context, 'call')
      .filter((call) => call.keywords.has('map_location') && isLive(call))
      .flatMap(draftOf)
  },
} satisfies Rule

function draftOf(call: CallSeen): Draft[] {
  const location = call.keywords.get('map_location')
  if (!location || !mayBeMetal(location.value)) return []
  return [
    {
      effect: 'blocks',
      certainty: 'possible',
      message,
      sites: [siteOf(call, location.argument), ...parameterSites(call, location.argument.value)],
      sources,
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
      group: 'map-location',
      backend: 'mps',
    },
  ]
}

/** A parameter that only hands the location on to `torch.load` changes with it. */
function parameterSites(call: CallSeen, value: Expression): Draft['sites'] {
  const parameters = call.name === 'torch.load' ? (call.function?.definition.parameters ?? []) : []
  return parameters.filter(({ name }) => value.kind === 'name' && value.id === name).map((span) => siteOf(call, span))
}

/** Not the CPU by name, nor None, nor a function: a device that is mps, or was chosen by what the machine has. */
function mayBeMetal(value: Value): boolean {
  return options(value).some((option) => {
    if (deviceName(option) === 'mps') return true
    if (option.kind === 'unknown') return true
    return (
      deviceName(option) !== undefined && (option.basis ?? []).some(({ fact }) => fact === 'cuda' || fact === 'mps')
    )
  })
}
