import type { CallSeen, Guard } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Fix } from '../../../report/report.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { certaintyOf, passesOverMissingCuda } from '../../observations/seen.ts'
import { adviceForChoice, adviceForUse, CHOOSE, CHOOSE_BY_EDIT } from '../../devices/in-scope/advice.ts'
import { isOwnCuda } from '../../devices/cuda-only.ts'
import { cudaText } from '../../devices/device-text.ts'
import { isBehindGpuSwitch } from '../../devices/behind-switch.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import { moveToDevice, nameDevice } from '../../devices/in-scope/put-on-device.ts'
import { placeKey } from '../../devices/default-origins.ts'
import { type DeviceUse, useOfDevice } from '../../devices/in-scope/moved-to.ts'
import { memoized } from '../../memoized.ts'
import { metalBeforeNumbered, metalWhereSet } from '../../devices/metal-where-set.ts'
import { type CudaLiteral, cudaLiterals, isTaken } from '../../devices/cuda-literals.ts'
import { functionsAround } from '../../../trace/definition.ts'
import { restOfLine } from '../../../trace/site.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, declarationSite, guardSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { flagAround } from './flag-around.ts'
import { assignedAndNotFollowed } from './assigned.ts'
import { messages, sources, title } from './prose.ts'

/** `.cuda()`, `.to('cuda')`, `device='cuda'`, `torch.device('cuda')` in code that runs on a Mac. */
export const rule = {
  code: 'device/cuda-literal',
  title,
  words: {
    strong: ['cuda', 'map_location'],
    called: ['device'],
    weak: ['device', 'DEVICE', 'Device', 'dev'],
    carriers: ['accelerator'],
  },
  find: (context) => [
    ...cudaLiterals(context).map((literal) => draftOf(literal, context)),
    ...assignedAndNotFollowed(context),
  ],
} satisfies Rule

function draftOf(literal: CudaLiteral, context: AuditContext): Draft {
  const { call } = literal
  const found = placedBy(literal, context)
  // Without a switch that is for the GPU nothing of the program is on it.
  return found.certainty !== 'possible' && isBehindGpuSwitch(call, context)
    ? { ...found, effect: 'ignores-gpu', certainty: 'likely', message: messages.bySwitch, group: 'switch' }
    : found
}

function placedBy(literal: CudaLiteral, context: AuditContext): Draft {
  const { call } = literal
  switch (literal.kind) {
    case 'method': {
      const advice = adviceForUse(context, call, (device) => `.to(${device})`)
      const sites = [useSite(call), ...flagAround(call, context)]
      const edits = moveToDevice(context, call)
      return draft(call, messages.cudaMethod, sites, [], fixBy(edits, saying(advice)), 'cuda-method', context)
    }
    case 'argument': {
      const { argument, origin } = literal.passed
      const site = origin ? writtenSite(origin, context) : argumentSite(call, argument)
      const sites = origin ? [site] : [site, ...flagAround(call, context)]
      return draft(call, messages.literal, sites, [], fixOfArgument(literal, context), 'literal', context)
    }
    case 'written': {
      const { value, origins } = literal
      const edits = literal.isWhole ? metalWhereSet(value, context) : []
      const [advice = CHOOSE] = origins.flatMap((origin) => adviceWhereWritten(context).get(placeKey(origin)) ?? [])
      const sites = origins.map((origin) => writtenSite(origin, context))
      return draft(call, messages.literal, sites, [useSite(call)], fixOfChoice(advice, edits), 'literal', context)
    }
  }
}

type LiteralArgument = Extract<CudaLiteral, { kind: 'argument' }>

/** `torch.device("cuda")` chooses, unless it is made to be used at once; all else uses, and has no place at which it is decided. */
function fixOfArgument({ call, passed }: LiteralArgument, context: AuditContext): DraftFix {
  if (call.name !== 'torch.device') return fixOfUse({ call, argument: passed.argument }, context)
  const use = useOfDevice(call, context)
  if (use) return fixOfUse(use, context)
  const edits =
    call.node.arguments.length > 1 ? metalBeforeNumbered(call, context) : metalWhereSet(passed.value, context)
  return fixOfChoice(adviceForChoice(context, call), edits)
}

function fixOfUse({ call, argument: { name, value } }: DeviceUse, context: AuditContext): DraftFix {
  const put = (device: string): string => {
    if (value.kind === 'mapping') return `"device": ${device}`
    if (name !== undefined) return `${name}=${device}`
    return call.name === '.to' ? `.to(${device})` : `${device} in place of CUDA’s name`
  }
  return fixBy(editsOfUse(call, value, context), saying(adviceForUse(context, call, put)))
}

/** Only what is written out as a whole is replaced: within dictionaries and the like there is no telling what else is meant. */
function editsOfUse(call: CallSeen, value: Expression, context: AuditContext): Edits {
  const text = cudaText(value)
  if (!text) return []
  const edits = nameDevice(context, call, value)
  return asUsersAllow(context, { module: call.module, at: text.at }, edits)
}

/** What is said where CUDA’s name is written, by the place: what follows from it elsewhere is told the same. */
const adviceWhereWritten = memoized(
  (context: AuditContext): ReadonlyMap<string, string> =>
    new Map(
      cudaLiterals(context).flatMap((literal) =>
        literal.kind === 'argument'
          ? originsOf(literal.passed.value).map((origin) => [placeKey(origin), fixOfArgument(literal, context).summary])
          : [],
      ),
    ),
)

/** What the edits write, or where they cannot be made, what is due there. */
function fixOfChoice(advice: string, edits: Edits): DraftFix {
  const fix = fixBy(edits, saying(CHOOSE_BY_EDIT))
  return fix.kind === 'automatic' ? fix : { ...fix, summary: advice }
}

function saying(summary: string): Omit<Fix, 'kind'> {
  return { effort: 'minutes', summary }
}

/** PyTorch’s own functions, and the methods by which its tensors and modules are moved. */
const OWN = /^(?:torch\.|\.(?:to|cuda)$)/

function draft(
  call: CallSeen,
  message: string,
  sites: readonly SiteInRole[],
  causes: readonly SiteInRole[],
  fix: DraftFix,
  group: string,
  context: AuditContext,
): Draft {
  const passedOver = passesOverMissingCuda(call)
  const asked = functionsAround(call.function).filter(isOwnCuda)
  const compared = comparisonAround(call)
  return {
    effect: passedOver ? 'ignores-gpu' : 'blocks',
    // What a library makes of a device is its own: some take the CPU where there is no CUDA.
    certainty:
      passedOver || asked.length > 0 ? 'possible' : certaintyOf(call, isPutThere(call, context) ? 'certain' : 'likely'),
    message: passedOver ? messages.passedOver : message,
    subject: { kind: 'device', value: 'cuda' },
    // The project's own `def cuda(self)` has to know other devices as well.
    sites: [
      ...sites,
      ...asked.map((own) => declarationSite(own, restOfLine(own))),
      ...(compared ? [guardSite(compared.place, compared.test)] : []),
    ],
    causes,
    sources,
    fix,
    group,
  }
}

/** Whether something is surely put on the device, by PyTorch or the project's own code; a device that is only described does no harm yet. */
function isPutThere(call: CallSeen, context: AuditContext): boolean {
  if (call.name === 'torch.device') return originsOf(call.result).some((origin) => isTaken(origin, context))
  return (call.callee !== undefined || OWN.test(call.name)) && !isMapped(call)
}

/** A table of devices counts for those only that the file knows. */
function isMapped({ keywords }: CallSeen): boolean {
  return keywords.get('map_location')?.value.kind === 'table'
}

/** `if x.device != torch.device("cuda"): x = x.to(torch.device("cuda"))`: the test would have to change with the move. */
function comparisonAround({ guards }: CallSeen): Guard | undefined {
  return guards.findLast(({ test, value }) => value === undefined && comparesWithCuda(test))
}

function comparesWithCuda(test: Expression): boolean {
  if (test.kind !== 'comparison') return false
  return [test.left, ...test.rest.map(({ right }) => right)].some(isCudaDevice)
}

/** `"cuda"`, `torch.device("cuda:0")`. */
function isCudaDevice(node: Expression): boolean {
  if (node.kind === 'call')
    return node.arguments.length === 1 && node.arguments.some(({ value }) => isCudaDevice(value))
  return node.kind === 'string' && /^cuda(?::\d+)?$/.test(node.value)
}
