import type { DefaultSeen, OptionSeen } from '../../evaluate/observation.ts'
import { deviceName, options, type Value } from '../../evaluate/value.ts'
import type { Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../seen.ts'
import { fix, messages, sources, title } from './prose.ts'

/** Parameters, fields of data classes and command-line options that are CUDA by default, or offer CUDA and not Metal. */
export const rule = {
  code: 'device/cuda-default',
  title,
  find: (context) => [
    ...seen(context, 'default').filter(isLive).flatMap(ofDefault),
    ...seen(context, 'option').filter(isLive).flatMap(ofOption),
  ],
} satisfies Rule

function ofDefault(seenDefault: DefaultSeen): Draft[] {
  if (!isCuda(seenDefault.value) || !isDeviceName(seenDefault.name)) return []
  const { name, node } = seenDefault
  const message = 'targets' in node ? messages.field(name) : messages.parameter(name)
  const site = siteOf(seenDefault)
  const origins = originsOf(seenDefault.value)
  // Of a declaration over several lines, such as a documented field, only the line that names CUDA would change.
  const sites = site.line === site.endLine || origins.length === 0 ? [site] : origins
  return [draft(seenDefault, 'blocks', message, sites, origins)]
}

function ofOption(option: OptionSeen): Draft[] {
  const fallback = option.default && isCuda(option.default) ? option.defaultArgument : undefined
  const choices = option.choices && offersOnlyCuda(option.choices) ? option.choicesArgument : undefined
  if (fallback && isDeviceName(option.name)) {
    const spans = choices ? [fallback, choices] : [fallback]
    return [
      draft(
        option,
        'blocks',
        messages.option(option.name),
        spans.map((span) => siteOf(option, span)),
        [],
      ),
    ]
  }
  return choices ? [draft(option, 'ignores-gpu', messages.choices(option.name), [siteOf(option, choices)], [])] : []
}

function draft(
  observation: DefaultSeen | OptionSeen,
  effect: 'blocks' | 'ignores-gpu',
  message: string,
  sites: Draft['sites'],
  causes: Draft['sites'],
): Draft {
  return {
    effect,
    certainty: certaintyOf(observation, 'likely'),
    message,
    sites,
    causes,
    sources,
    fix: { kind: 'automatic', effort: 'minutes', summary: fix },
  }
}

function isCuda(value: Value): boolean {
  return options(value).every((option) => deviceName(option) === 'cuda')
}

function isDeviceName(name: string): boolean {
  return /dev|gpu|cuda|accelerator/i.test(name)
}

function offersOnlyCuda(value: Value): boolean {
  if (value.kind !== 'collection') return false
  const names = value.items.map(deviceName)
  return names.includes('cuda') && !names.includes('mps')
}
