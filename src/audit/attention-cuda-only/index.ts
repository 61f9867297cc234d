import type { AssignmentSeen, CallSeen, DefaultSeen, Observation } from '../../evaluate/observation.ts'
import { options, type Value } from '../../evaluate/value.ts'
import { libraryByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import { isCaught } from '../caught.ts'
import { isForCudaAlone } from '../cuda-only.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../seen.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Kinds of attention that only CUDA has, asked for outright. */
export const rule = {
  code: 'attention/cuda-only',
  title,
  find: (context) => [
    ...seen(context, 'call')
      .filter(counts)
      .flatMap((call) => [
        ...ofKeywords(call),
        ...ofMethod(call),
        ...ofFunction(call, context),
        ...ofKernelChoice(call),
      ]),
    ...seen(context, 'assignment')
      .filter(counts)
      .flatMap((assignment) => ofName(assignment, assignment.target)),
    ...seen(context, 'default')
      .filter(counts)
      .flatMap((given) => ofName(given, given.name)),
  ],
} satisfies Rule

const IMPLEMENTATION = /^[._]*(attn|attention)_?impl(ementation)?$/

function counts(observation: Observation): boolean {
  return isLive(observation) && !isForCudaAlone(observation)
}

/** `attn_implementation='flash_attention_2'`, wherever the text was written. */
function ofKeywords(call: CallSeen): Draft[] {
  return [...call.keywords].flatMap(([name, { argument, value }]) => {
    const asks = (IMPLEMENTATION.test(name) && isFlash(value)) || (name === 'use_flash_attention_2' && isTrue(value))
    if (!asks) return []
    const own = siteOf(call, argument)
    const written = originsOf(value).filter(
      (site) => site.file !== own.file || site.line < own.line || site.line > own.endLine,
    )
    const isHere = written.length === 0
    return [
      draft(call, messages.flash, isHere ? [own] : written, isHere ? [] : [own], sources.flash, fixes.sdpa, 'flash'),
    ]
  })
}

/** `config._attn_implementation = 'flash_attention_2'`, or the same as a default. */
function ofName(observation: AssignmentSeen | DefaultSeen, name: string): Draft[] {
  if (!IMPLEMENTATION.test(name) || !isFlash(observation.value)) return []
  return [draft(observation, messages.flash, [siteOf(observation)], [], sources.flash, fixes.sdpa, 'flash')]
}

function ofMethod(call: CallSeen): Draft[] {
  const isXformers =
    /^\.(enable_xformers_memory_efficient_attention|set_use_memory_efficient_attention_xformers)$/.test(call.name)
  const first = (call.positional[0] ?? call.keywords.get('valid'))?.value
  if (!isXformers || (first && !isTrue(first) && first.kind === 'constant')) return []
  const caught = isCaught(call, 'ModuleNotFoundError')
  return [
    draft(
      call,
      messages.diffusers,
      [siteOf(call)],
      [],
      sources.diffusers,
      fixes.leaveOut,
      'xformers',
      caught ? 'info' : 'blocks',
    ),
  ]
}

/** Calls into flash-attn and xFormers themselves. */
function ofFunction(call: CallSeen, context: AuditContext): Draft[] {
  const asked = /^(flash_attn(?:_interface)?)\.|^(xformers)\.ops\.\w*attention/.exec(call.name)
  const library = asked && libraryByImport(context.knowledge, asked[1] ?? asked[2] ?? '')
  if (!library) return []
  const version = library.pypi
    .map((name) => context.target.packages[name]?.version)
    .find((found) => found !== undefined)
  const statement = statementFor(library.metal, version, context.asOf)
  if (statement?.gpu !== false) return []
  const caught = isCaught(call, 'NotImplementedError')
  return [
    draft(
      call,
      messages.library(library.name),
      [siteOf(call)],
      [],
      statement.sources,
      fixes.function,
      library.name,
      caught ? 'info' : 'blocks',
    ),
  ]
}

/** A choice among PyTorch's own kernels, which is not looked at on mps. */
function ofKernelChoice(call: CallSeen): Draft[] {
  const chosen = call.positional[0]?.value
  if (call.name !== 'torch.nn.attention.sdpa_kernel' || !chosen) return []
  const kernels = chosen.kind === 'collection' ? chosen.items : [chosen]
  const names = kernels.map((kernel) => (kernel.kind === 'external' ? kernel.name : ''))
  const isRestricted = names.length > 0 && names.every((name) => /\.(FLASH|EFFICIENT|CUDNN)_ATTENTION$/.test(name))
  return isRestricted
    ? [draft(call, messages.kernels, [siteOf(call)], [], sources.kernels, fixes.kernels, 'kernels', 'info')]
    : []
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

function draft(
  observation: Observation,
  message: string,
  sites: Draft['sites'],
  causes: Draft['sites'],
  found: Draft['sources'],
  fix: string,
  group: string,
  effect: Draft['effect'] = 'blocks',
): Draft {
  const kind = group === 'flash' || group === 'xformers' ? 'automatic' : 'manual'
  const effort = kind === 'automatic' || effect === 'info' ? 'minutes' : 'hours'
  return {
    effect,
    certainty: certaintyOf(observation),
    message,
    sites,
    causes,
    sources: found,
    fix: { kind, effort, summary: fix },
    group,
  }
}
