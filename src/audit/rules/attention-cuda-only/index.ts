import type { AssignmentSeen, CallSeen, DefaultSeen, Observation } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { libraryByImport } from '../../../knowledge/libraries.ts'
import { statementFor } from '../../../knowledge/statements.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isForCudaAlone, isOptedInto } from '../../devices/cuda-only.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { versionOf, librarySubject } from '../../packages/package-version.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { isDoneWithout } from '../../reachability/library-imports.ts'
import { withoutXformers } from '../../plain-paths/xformers.ts'
import { chooseMetalForText, trueUnlessMetal } from '../../torch/choose-metal.ts'
import { chooseMetalWhereSet } from '../../torch/choose-metal-where-set.ts'
import { valueWritten } from '../../observations/value-written.ts'
import { flash, flashSwitch, kernels, library, part, type Said, title, xformers } from './prose.ts'
import { textsOf } from '../../observations/call-arguments.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, declarationSite, useSite } from '../../observations/sites.ts'

/** Kinds of attention that only CUDA has, asked for outright. */
export const rule = {
  code: 'attention/cuda-only',
  title,
  words: {
    strong: [
      'attn_implementation',
      'flash_attention_2',
      'use_flash_attention_2',
      'flash_attn',
      'flash_attn_interface',
      'xformers',
      'sdp',
      'sdpa',
    ],
  },
  find(context) {
    const named = [...seen(context, 'assignment', IMPLEMENTATION), ...seen(context, 'default', IMPLEMENTATION)]
    return [
      ...seen(context, 'call', ...ASKED).flatMap((call) => ifCounting(call, ofCall(call, context))),
      ...named.flatMap((observation) => ifCounting(observation, ofName(observation, context))),
    ]
  },
} satisfies Rule

/** What every device has, as Python. */
const SDPA = '"sdpa"'

/** Options by which a user asks for it: who leaves them out meets no trouble. */
const CHOICE = /xformers|flash|memory_efficient/i

const IMPLEMENTATION = /^[._]*(attn|attention)_?impl(ementation)?$/

/** Methods by which pipelines of Diffusers are told to use xFormers. */
const USES_XFORMERS = /^\.(enable_xformers_memory_efficient_attention|set_use_memory_efficient_attention_xformers)$/

/** Functions of flash-attn and xFormers. */
const OF_LIBRARY = /^(flash_attn(?:_interface)?)\.|^(xformers)\.ops\.\w*attention/

const IS_ATTENTION = /attn|attention/i

const CHOOSES_KERNEL = 'torch.nn.attention.sdpa_kernel'

const ASKED = [
  { given: IMPLEMENTATION },
  { given: 'use_flash_attention_2' },
  USES_XFORMERS,
  OF_LIBRARY,
  CHOOSES_KERNEL,
] as const

/** Of what was found, what is not chosen by somebody. It is asked last: hardly any code speaks of attention. */
function ifCounting(observation: Observation, found: Draft[]): Draft[] {
  const counts = (): boolean => isLive(observation) && !isForCudaAlone(observation) && !isOptedInto(observation, CHOICE)
  return found.length > 0 && counts() ? found : []
}

function ofCall(call: CallSeen, context: AuditContext): Draft[] {
  return [...ofKeywords(call, context), ...ofMethod(call), ...ofFunction(call, context), ...ofKernels(call)]
}

/** `attn_implementation='flash_attention_2'`, wherever the text was written. */
function ofKeywords(call: CallSeen, context: AuditContext): Draft[] {
  return [...call.keywords].flatMap(([name, { argument, value }]) => {
    const asks = (IMPLEMENTATION.test(name) && isFlash(value)) || (name === 'use_flash_attention_2' && isTrue(value))
    if (!asks) return []
    const own = argumentSite(call, argument)
    const written = originsOf(value)
      .map((origin) => writtenSite(origin, context))
      .filter(({ file, line }) => file !== own.file || line < own.line || line > own.endLine)
    const found = { subject: flashSubject(value), sites: [own], group: 'flash' }
    const said = name === 'use_flash_attention_2' ? flashSwitch : flash
    // `try: load(attn_implementation="flash_attention_2") except Exception: load()`
    const effect = isCaught(call, 'ImportError') ? 'info' : 'blocks'
    if (written.length > 0) {
      const edits = chooseMetalWhereSet(context, value, SDPA)
      return [{ ...draft(call, said, found, edits, effect), sites: written, causes: [own] }]
    }
    const edits =
      name === 'use_flash_attention_2'
        ? trueUnlessMetal(context, call, argument.value)
        : chooseMetalForText(context, call, argument.value, SDPA)
    return [draft(call, said, found, edits, effect)]
  })
}

/** `config._attn_implementation = 'flash_attention_2'`, or the same as a default. */
function ofName(observation: AssignmentSeen | DefaultSeen, context: AuditContext): Draft[] {
  const name = observation.kind === 'default' ? observation.name : observation.target
  if (!IMPLEMENTATION.test(name) || !isFlash(observation.value)) return []
  const sites = [declarationSite(observation, observation.node)]
  const edits = chooseMetalForText(context, observation, valueWritten(observation), SDPA)
  return [draft(observation, flash, { subject: flashSubject(observation.value), sites, group: 'flash' }, edits)]
}

function ofMethod(call: CallSeen): Draft[] {
  if (!USES_XFORMERS.test(call.name)) return []
  const first = (call.positional[0] ?? call.keywords.get('valid'))?.value
  if (first && !isTrue(first)) return []
  const subject = { kind: 'call', name: call.name } as const
  const effect = isCaught(call, 'ModuleNotFoundError') ? 'info' : 'blocks'
  return [draft(call, xformers, { subject, sites: [useSite(call)], group: 'xformers' }, [], effect)]
}

/** Whether the module provides for the library's absence, and the Mac lacks it: nothing comes to the call then. */
function goesWithout({ name, module }: CallSeen, context: AuditContext): boolean {
  return seen(context, 'import', name.split('.')[0] ?? name).some(
    (own) => own.module === module && own.importable === false && isCaught(own, 'ModuleNotFoundError'),
  )
}

/** Calls into flash-attn and xFormers themselves; a function that is called after them is one that is chosen. */
function ofFunction(call: CallSeen, context: AuditContext): Draft[] {
  const asked = OF_LIBRARY.exec(call.name)
  const found = asked && libraryByImport(context.knowledge, asked[1] ?? asked[2] ?? '')
  if (!found || goesWithout(call, context)) return []
  const version = found.pypi.map((name) => versionOf(context, name)).find((own) => own !== undefined)
  const statement = statementFor(found.metal, version, context.asOf)
  if (statement?.gpu !== false) return []
  const effect = isCaught(call, 'NotImplementedError') ? 'info' : 'blocks'
  const isChosen = CHOICE.test(call.function?.name ?? '') || isDoneWithout(context, found)
  const certainty = isChosen ? 'possible' : certaintyOf(call, 'likely')
  const { name } = found
  const own = { subject: librarySubject(found, context), sites: [useSite(call)], library: name, group: name }
  const edits = name === 'xFormers' ? withoutXformers(call, context) : []
  const said = IS_ATTENTION.test(call.name.slice(call.name.indexOf('.'))) ? library : part
  return [{ ...draft(call, said(name, statement.sources), own, edits, effect), certainty }]
}

/** A choice among PyTorch's own kernels, which is not looked at on mps. */
function ofKernels(call: CallSeen): Draft[] {
  const chosen = call.positional[0]?.value
  if (call.name !== CHOOSES_KERNEL || !chosen) return []
  const names = (chosen.kind === 'collection' ? chosen.items : [chosen]).map((kernel) =>
    kernel.kind === 'external' ? kernel.name : '',
  )
  const isRestricted = names.length > 0 && names.every((name) => /\.(FLASH|EFFICIENT|CUDNN)_ATTENTION$/.test(name))
  const subject = { kind: 'call', name: call.name } as const
  return isRestricted ? [draft(call, kernels, { subject, sites: [useSite(call)], group: 'kernels' }, [], 'info')] : []
}

function isFlash(value: Value): boolean {
  return options(value).every(
    (option) =>
      option.kind === 'constant' && typeof option.value === 'string' && /^flash_attention_\d$/.test(option.value),
  )
}

function isTrue(value: Value): boolean {
  return value.kind === 'constant' && value.value === true
}

function flashSubject(value: Value): Draft['subject'] {
  return { kind: 'setting', name: 'attn_implementation', value: textsOf(value)[0] ?? 'flash_attention_2' }
}

function draft(
  observation: Observation,
  said: Said,
  found: Pick<Draft, 'subject' | 'sites' | 'group' | 'library'>,
  edits: Edits,
  effect: Draft['effect'] = 'blocks',
): Draft {
  return { ...said, ...found, fix: fixBy(edits, said.fix), effect, certainty: certaintyOf(observation) }
}
