import { lt } from '@renovatebot/pep440'
import type { ModelSupport } from '../../../knowledge/knowledge.ts'
import { libraryByPypi } from '../../../knowledge/libraries.ts'
import { passedTo, textOf } from '../../observations/call-arguments.ts'
import { isLive, certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { versionOf } from '../../packages/package-version.ts'
import { started } from '../../reachability/started.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fix, message, title } from './prose.ts'

const PACKAGE = 'mlx-lm'

/** Models that the release of MLX LM which a project asks for has no code for. */
export const rule = {
  code: 'port/model-not-in-mlx',
  title,
  words: { strong: ['mlx_lm'] },
  find: (context) => {
    const version = versionOf(context, PACKAGE)
    const models = libraryByPypi(context.knowledge, PACKAGE)?.models ?? []
    if (version === undefined) return []
    const tooNew = models.filter(({ since }) => lt(version, since))
    return tooNew.length === 0 ? [] : namedModels(context).flatMap((named) => draftsOf(named, tooNew, version))
  },
} satisfies Rule

/** A model that is named, and the finding that there would be. */
interface NamedModel extends Pick<Draft, 'certainty' | 'sites' | 'reach'> {
  readonly name: string
}

const PROGRAM = /^mlx_lm(?:\.\w+)*$/
const OPTIONS = ['--model', '--hf-path']
const LOADERS = /^mlx_lm\.(?:utils\.)?(?:load|convert|stream_load)$/

function namedModels(context: AuditContext): readonly NamedModel[] {
  const typed = started(context).flatMap(({ words, site, reach, certainty }) => {
    if (!words.some((word) => PROGRAM.test(word.replace(/^.*\//, '')))) return []
    return words.flatMap((word, index) => {
      const [option = '', value] = word.split('=')
      const name = OPTIONS.includes(option) ? (value ?? words[index + 1]) : undefined
      return name === undefined ? [] : [{ name, sites: [site], reach, certainty }]
    })
  })
  const called = seen(context, 'call', LOADERS)
    .filter(isLive)
    .flatMap((call): NamedModel[] => {
      const passed = passedTo(call, 'path_or_hf_repo', 0) ?? passedTo(call, 'hf_path', 0)
      const name = textOf(passed?.value)
      return name === undefined ? [] : [{ name, sites: [useSite(call)], certainty: certaintyOf(call, 'likely') }]
    })
  return [...typed, ...called]
}

function draftsOf(
  { name, sites, reach, certainty }: NamedModel,
  tooNew: readonly ModelSupport[],
  version: string,
): Draft[] {
  const own = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  const model = tooNew.find(({ names }) => names.some((begins) => isNamed(own, begins.toLowerCase())))
  if (model === undefined) return []
  return [
    {
      effect: 'blocks',
      certainty,
      message: message(name, version, model),
      subject: { kind: 'package', name: PACKAGE, version },
      sites,
      sources: model.sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix(model.since) },
      backend: 'mlx',
      ...(reach === undefined ? {} : { reach }),
      group: model.type,
    },
  ]
}

/** `Qwen3-8B-4bit` begins with `Qwen3-8B`, and `gemma-3-1b` is not `gemma-3-1`. */
function isNamed(name: string, begins: string): boolean {
  return name.startsWith(begins) && !/^[a-z\d.]/.test(name.slice(begins.length))
}
