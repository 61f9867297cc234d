import { Arg, Env, From, type Dockerfile } from 'dockerfile-ast'
import type { ContainerFact } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { environmentFacts } from '../environment.ts'
import { expand } from './expand.ts'
import { siteOf } from './place.ts'

type Variables = Map<string, string>

const NO_VARIABLES: ReadonlyMap<string, string> = new Map()
/** Most variables of a stage that are known; a stage that is made from it begins with a copy of them. */
const MAX_VARIABLES = 500
/** Most stages that another can be made from; builds of many variants have some tens. */
const MAX_STAGES = 200

interface Build {
  readonly file: TextFile
  /** Arguments before the first FROM: the only ones that FROM sees. */
  readonly globals: Variables
  /** The variables that each named stage ended with. */
  readonly stages: Map<string, Variables>
  /** Those of the current stage; none before the first. */
  current: Variables | undefined
}

/** Images, platforms and environment of a Dockerfile's stages, with arguments expanded as far as their defaults say. */
export function stageFacts(file: TextFile, dockerfile: Dockerfile): ContainerFact[] {
  const build: Build = { file, globals: new Map(), stages: new Map(), current: undefined }
  return dockerfile.getInstructions().flatMap((instruction) => {
    if (instruction instanceof From) return beginStage(instruction, build)
    if (instruction instanceof Arg) declareArgument(instruction, build)
    return instruction instanceof Env ? setEnvironment(instruction, build) : []
  })
}

function beginStage(from: From, build: Build): ContainerFact[] {
  const argument = from.getArguments()[0]
  const stage = from.getBuildStage()?.toLowerCase()
  const image = expand(argument?.getValue() ?? '', build.globals)
  const parent = build.stages.get(image.toLowerCase())
  build.current = new Map(parent)
  if (stage && build.stages.size < MAX_STAGES) build.stages.set(stage, build.current)
  const facts: ContainerFact[] = []
  const flag = from.getPlatformFlag()
  const platform = expand(flag?.getValue() ?? '', build.globals)
  // What is left of `$BUILDPLATFORM` is whatever machine builds.
  if (flag && platform && !platform.includes('$'))
    facts.push({ kind: 'platform', platform, site: siteOf(build.file, flag.getRange()) })
  if (!argument || parent || image === 'scratch') return facts
  const site = siteOf(build.file, argument.getRange())
  facts.push({ kind: 'base-image', image, ...(stage ? { stage } : {}), site })
  return facts
}

function declareArgument(arg: Arg, { globals, current }: Build): void {
  const property = arg.getProperty()
  const name = property?.getName()
  if (!name) return
  const written = property?.getValue()
  const scope = current ?? globals
  const value = typeof written === 'string' ? expand(written, scope) : globals.get(name)
  // ENV of the same name wins over an argument, but an argument's default replaces an inherited argument.
  if (value !== undefined && scope.size < MAX_VARIABLES) scope.set(name, value)
}

function setEnvironment(env: Env, { file, current }: Build): ContainerFact[] {
  // All values of one instruction see the variables as they were before it.
  const set = env.getProperties().map((property) => ({
    name: property.getName(),
    value: expand(property.getValue() ?? '', current ?? NO_VARIABLES),
    range: property.getRange(),
  }))
  for (const { name, value } of set) if (current && current.size < MAX_VARIABLES) current.set(name, value)
  return set.flatMap(({ name, value, range }) => environmentFacts(name, value, siteOf(file, range)))
}
