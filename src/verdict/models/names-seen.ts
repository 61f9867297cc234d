import { seen } from '../../audit/observations/seen.ts'
import { useSite } from '../../audit/observations/sites.ts'
import { reachInProject } from '../../audit/reachability/reach-in-project.ts'
import type { AuditContext } from '../../audit/rule.ts'
import type { Site } from '../../report/report.ts'
import type { CallSeen } from '../../trace/observation.ts'
import { options, type Value } from '../../trace/value.ts'

/** A name by which a project loads a model, and where. */
export interface NameSeen {
  readonly name: string
  /** What stands before names that only say a size: `large-v3` of Whisper. */
  readonly family?: string
  readonly site: Site
  readonly runtime: 'pytorch' | 'llama.cpp' | 'mlx'
}

/** Calls that load a model, and the argument that names it: by its place and its keywords. */
interface Loader {
  readonly calls: RegExp
  readonly position?: number
  readonly keywords: readonly string[]
  readonly family?: string
  readonly runtime: NameSeen['runtime']
}

const LOADERS: readonly Loader[] = [
  { calls: /(?:^|\.)pipeline$/, position: 1, keywords: ['model'], runtime: 'pytorch' },
  { calls: /^mlx_lm\.(?:\w+\.)?load$/, position: 0, keywords: ['path_or_hf_repo'], runtime: 'mlx' },
  { calls: /^mlx_whisper\.transcribe$/, keywords: ['path_or_hf_repo'], runtime: 'mlx' },
  { calls: /^llama_cpp\.(?:\w+\.)*Llama\.from_pretrained$/, position: 0, keywords: ['repo_id'], runtime: 'llama.cpp' },
  { calls: /^llama_cpp\.(?:\w+\.)*Llama$/, position: 0, keywords: ['model_path'], runtime: 'llama.cpp' },
  {
    calls: /\.from_pretrained$/,
    position: 0,
    keywords: ['pretrained_model_name_or_path', 'model_name'],
    runtime: 'pytorch',
  },
  { calls: /\.from_single_file$/, position: 0, keywords: ['pretrained_model_link_or_path'], runtime: 'pytorch' },
  {
    calls: /(?:^|\.)(?:SentenceTransformer|CrossEncoder)$/,
    position: 0,
    keywords: ['model_name_or_path'],
    runtime: 'pytorch',
  },
  {
    calls: /(?:^|\.)WhisperModel$/,
    position: 0,
    keywords: ['model_size_or_path'],
    family: 'whisper',
    runtime: 'pytorch',
  },
  { calls: /^whisper\.load_model$/, position: 0, keywords: ['name'], family: 'whisper', runtime: 'pytorch' },
  { calls: /^vllm\.(?:\w+\.)*LLM$/, position: 0, keywords: ['model'], runtime: 'pytorch' },
  { calls: /(?:^|\.)(?:hf_hub_download|snapshot_download)$/, position: 0, keywords: ['repo_id'], runtime: 'pytorch' },
]

/** What is loaded by the name of a model, and is none. */
const NO_MODEL = /(?:Tokenizer|TokenizerFast|Config|Processor|FeatureExtractor|Scheduler|Dataset)\.from_pretrained$/

const CALLS = new RegExp(LOADERS.map(({ calls }) => calls.source).join('|'))

/** The names of models in code, as the values of the calls have them, and in commands and settings; tests are left out. */
export function namesSeen(context: AuditContext): readonly NameSeen[] {
  const reachOf = reachInProject(context)
  const all = [...namesInCalls(context), ...namesInCommands(context), ...namesInSettings(context)]
  return all.filter(({ site }) => {
    const reach = reachOf(site.file)
    return reach !== 'test' && reach !== 'vendored'
  })
}

function namesInCalls(context: AuditContext): readonly NameSeen[] {
  return seen(context, 'call', CALLS).flatMap((call) => {
    const loader = NO_MODEL.test(call.name) ? undefined : LOADERS.find(({ calls }) => calls.test(call.name))
    if (loader === undefined || call.live === 'no') return []
    const { family, runtime } = loader
    return stringsIn(argumentOf(call, loader)).map((name) => ({
      name,
      site: useSite(call),
      runtime: name.endsWith('.gguf') ? 'llama.cpp' : runtime,
      ...(family !== undefined && { family }),
    }))
  })
}

function argumentOf({ keywords, positional }: CallSeen, { keywords: names, position }: Loader): Value | undefined {
  const named = names.map((name) => keywords.get(name)).find((argument) => argument !== undefined)
  return (named ?? (position === undefined ? undefined : positional[position]))?.value
}

function stringsIn(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  return options(value).flatMap((one) =>
    one.kind === 'constant' && typeof one.value === 'string' && one.partial !== true ? [one.value] : [],
  )
}

/** Options of commands that name a model. */
const OPTION =
  /^--(?:hf-repo|(?:base[-_]|pretrained[-_])?model(?:[-_](?:name|id|path))?(?:[-_]name)?(?:[-_]or[-_]path)?)(?:=(.+))?$/

function namesInCommands({ facts }: AuditContext): readonly NameSeen[] {
  return facts.commands.flatMap(({ words, site }) =>
    words.flatMap((word, at) => {
      const option = OPTION.exec(word)
      const isHub = word === '-hf' || word === '-hfr'
      const isOllama = /^(?:run|pull)$/.test(word) && words[at - 1] === 'ollama'
      const name =
        option?.[1] ??
        (option !== null || isHub || isOllama ? words[at + 1] : word.endsWith('.gguf') ? word : undefined)
      const isForLlama = isHub || isOllama || name?.endsWith('.gguf') === true
      return name === undefined
        ? []
        : [
            {
              name: isOllama ? name.replace(':', ' ') : name,
              site,
              runtime: isForLlama ? 'llama.cpp' : 'pytorch',
            } as const,
          ]
    }),
  )
}

/** Keys of configurations that name a model. */
const KEY = /^(?:base_|pretrained_)?model(?:_name|_id|_path)?(?:_name)?(?:_or_path)?$|^(?:base|pretrained)_model$/i

function namesInSettings({ facts }: AuditContext): readonly NameSeen[] {
  return facts.settings.flatMap(({ path, value, site }) =>
    typeof value === 'string' && KEY.test(path.at(-1) ?? '')
      ? [{ name: value, site, runtime: 'pytorch' } as const]
      : [],
  )
}
