import type { CallSeen } from '../../../trace/observation.ts'
import { hasName } from '../../../trace/words.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import { deviceMapKind } from '../../devices/device-map.ts'
import { libraryByImport } from '../../../knowledge/libraries.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { librarySubject, versionOf } from '../../packages/package-version.ts'
import { isTrue, type Passed, textOf } from '../../observations/call-arguments.ts'
import { remedyFor } from '../../packages/remedy.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { fixes, message, savedMessage, title } from './prose.ts'

/** Weights quantised by libraries whose kernels are for CUDA. */
export const rule = {
  code: 'quantization/cuda-only',
  title,
  words: () => ({
    strong: ['8bit', '4bit', 'GPTQ', 'AWQ', ...FLAGS, ...CONFIGURATIONS.keys()],
    weak: ['optim', 'torch_dtype', 'dtype'],
  }),
  find: (context) => liveCalls(context, ...ASKED).flatMap((call) => draftOf(call, context) ?? []),
} satisfies Rule

/** Classes of Transformers and Diffusers that configure a quantising library, and that library's module. */
const CONFIGURATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    BitsAndBytesConfig: 'bitsandbytes',
    GPTQConfig: 'auto_gptq',
    AwqConfig: 'awq',
    EetqConfig: 'eetq',
    HqqConfig: 'hqq',
  }),
)

const FLAGS = ['load_in_8bit', 'load_in_4bit']

const ASKED = [
  { given: (keyword: string) => FLAGS.includes(keyword) || keyword === 'optim' },
  (name: string) => CONFIGURATIONS.has(ownName(name)) || LOADERS.test(name),
] as const

/** What loads weights as they were saved: quantised ones stay so without being asked. */
const LOADERS =
  /^(?:transformers|peft|diffusers)\.\w*(?:Model|Pipeline|Peft)\w*\.from_pretrained$|^transformers\.pipeline$/

/** By the ends that the names of quantised weights have, the module that reads them. */
const SAVED: readonly (readonly [name: RegExp, module: string])[] = [
  [/-bnb-[48]bit$/i, 'bitsandbytes'],
  [/[-_]gptq(?:[-_:]\w+)*$/i, 'auto_gptq'],
  [/[-_]awq(?:[-_:]\w+)*$/i, 'awq'],
]

/** Weights that were saved quantised, told by their name, and the module that reads them. */
function savedQuantised(call: CallSeen): { readonly given: Passed; readonly module: string } | undefined {
  if (!LOADERS.test(call.name)) return undefined
  const [first] = call.positional
  const given =
    call.keywords.get('model') ??
    call.keywords.get('pretrained_model_name_or_path') ??
    (call.name.endsWith('.pipeline') ? call.positional[1] : first)
  const name = given && textOf(given.value)
  const module = name === undefined ? undefined : SAVED.find(([end]) => end.test(name))?.[1]
  return given && module ? { given, module } : undefined
}

function draftOf(call: CallSeen, context: AuditContext): Draft | undefined {
  const flags = FLAGS.flatMap((name) => {
    const given = call.keywords.get(name)
    return given && isTrue(given.value) ? [given] : []
  })
  const own = ownName(call.name)
  const optimiser = quantisedOptimiser(call)
  const saved = savedQuantised(call)
  const module = optimiser || flags.length > 0 ? 'bitsandbytes' : (CONFIGURATIONS.get(own) ?? saved?.module)
  if (module === undefined || (own === 'BitsAndBytesConfig' && flags.length === 0)) return undefined
  if (module === 'auto_gptq' && namesSuccessor(call)) return undefined
  const library = libraryByImport(context.knowledge, module)
  const version = library?.pypi.map((name) => versionOf(context, name)).find((found) => found !== undefined)
  const statement = library && statementOnMac(context.knowledge, library, version, context.asOf)
  if (!library || !statement || (statement.gpu !== false && !optimiser)) return undefined
  const remedy =
    flags.length > 0
      ? { fix: fixes.flags, sources: [] }
      : saved
        ? { fix: fixes.saved, sources: [] }
        : remedyFor(library, context)
  return {
    effect: 'blocks',
    certainty: flags.some(({ argument }) => argument.star)
      ? 'possible'
      : certaintyOf(call, saved ? 'likely' : 'certain'),
    message: saved ? savedMessage(library.name, statement.note) : message(library.name, statement.note),
    subject: librarySubject(library, context),
    sites: [...sitesOf(call, flags, optimiser, context), ...wrappedIn(call, context)],
    sources: [...statement.sources, ...(remedy?.sources ?? [])],
    ...(remedy ? { fix: fixBy(optimiser ? plainOptimiser(call, optimiser, context) : [], remedy.fix) } : {}),
    group: saved ? `${module} saved` : module,
    backend: 'mps',
  }
}

/** The optimiser of the same name that PyTorch has, in place of the one with 8 bits for its state. */
function plainOptimiser(call: CallSeen, { argument }: Passed, context: AuditContext): Edits {
  const isAdam = argument.value.kind === 'string' && /adamw/.test(argument.value.value)
  return isAdam ? chooseMetalForText(context, call, argument.value, '"adamw_torch"') : []
}

function ownName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function sitesOf(
  call: CallSeen,
  flags: readonly Passed[],
  optimiser: Passed | undefined,
  context: AuditContext,
): readonly SiteInRole[] {
  if (optimiser) return [argumentSite(call, optimiser.argument)]
  if (flags.length === 0) return [useSite(call)]
  const written = flags.filter(({ argument }) => argument.star === undefined)
  // Flags that come in by `**` stand where the table was filled.
  if (written.length === 0)
    return flags.flatMap(({ value }) => originsOf(value)).map((origin) => writtenSite(origin, context))
  return [...written, ...besideOf(call, context)].map(({ argument }) => argumentSite(call, argument))
}

/** Half precision asked for again where the quantised model is handed on, as PEFT does. */
function wrappedIn({ result, name, function: around, module }: CallSeen, context: AuditContext): readonly SiteInRole[] {
  if (result.kind !== 'instance' || !name.endsWith('.from_pretrained')) return []
  return liveCalls(context, /\.from_pretrained$/)
    .filter((other) => other.module === module && other.function === around)
    .filter(({ positional }) =>
      positional.some(({ value }) => value.kind === 'instance' && value.fields === result.fields),
    )
    .flatMap((other) => besideOf(other, context).map(({ argument }) => argumentSite(other, argument)))
}

/** GPTQModel is what came after AutoGPTQ, and reads its configurations. */
function namesSuccessor({ module: { words } }: CallSeen): boolean {
  const spoken = [words.code, words.imports, words.strings]
  return ['gptqmodel', 'GPTQModel'].some((name) => spoken.some((names) => hasName(names, name)))
}

/** What is given beside the quantisation and would have to change with it: the precision, and a map of devices that is not reported by itself. */
function besideOf({ name, keywords }: CallSeen, context: AuditContext): readonly Passed[] {
  if (name.endsWith('BitsAndBytesConfig')) return []
  const half = ['torch_dtype', 'dtype']
    .flatMap((key) => keywords.get(key) ?? [])
    .filter(({ value }) => dtypeOf(value) === 'float16')
  const map = keywords.get('device_map')
  const isReported = map !== undefined && deviceMapKind(map.value, context) !== undefined
  return map && map.value.kind === 'constant' && !isReported ? [...half, map] : half
}

/** `optim='paged_adamw_8bit'` of Transformers' training arguments. */
function quantisedOptimiser(call: CallSeen): Passed | undefined {
  const given = call.keywords.get('optim')
  return given && /8bit|bnb|^paged_/.test(textOf(given.value) ?? '') ? given : undefined
}
