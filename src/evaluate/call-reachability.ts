/** How surely a program comes to the code of each function, judged by the calls of it. */
import { hashOf, hasName } from '../project/python/name-set.ts'
import type { PythonModule } from '../project/python/module.ts'
import {
  type CallReachability,
  type CallsOf,
  type LiveCall,
  lineageOf,
  type TracedClass,
  type TracedFunction,
} from '../trace/definition.ts'
import type { Guard } from '../trace/observation.ts'
import type { Trace } from '../trace/trace.ts'
import type { Expression } from '../trace/syntax.ts'
import { unparse } from '../trace/unparse.ts'
import { isMadeByFramework, makersByName, makingsWithHeirs } from './makings.ts'
import type { OpenNames } from './open-names.ts'

/** Longest chain of calls that is followed; what is farther from where a program begins is come to perhaps. */
const CALLS_LIMIT = 8

type Seen = Omit<Trace, 'observations' | 'uses' | 'unread'>

/**
 * Tells how surely each function is called. `installed` says whether the project is a package that others install, and may
 * call.
 */
export function callReachability(
  trace: Seen,
  installed: boolean,
  open: OpenNames,
): (called: TracedFunction) => CallReachability {
  const makingsOf = makingsWithHeirs(trace)
  const makersOf = makersByName(trace)
  const byName = reachabilityByName(trace, installed, open, ofMakings)
  const imported = new Set(trace.imports.flatMap(({ from, to }) => (from === to || OF_TESTS.test(from.path) ? [] : to)))
  // By the length of the chain before it, each function is asked about once: many calls lead to one, and many to each of those.
  const known = Array.from({ length: CALLS_LIMIT + 1 }, () => new Map<number, CallReachability>())

  function reachability(called: TracedFunction | undefined, depth: number): CallReachability {
    if (!called) return 'surely'
    if (depth > CALLS_LIMIT) return 'perhaps'
    const before = known[depth]?.get(called.id)
    if (before) return before
    const { dead } = called.calls
    // What a function calls of itself leads nobody to it.
    const live = called.calls.live.filter((call) => call.function !== called)
    const found =
      live.length > 0
        ? bestOf(live, depth, called.module)
        : dead > 0
          ? 'never'
          : (ofOuter(called, depth) ?? byName(called, depth))
    known[depth]?.set(called.id, found)
    return found
  }

  /** `home`: the module of what is called. */
  function bestOf(calls: CallsOf['live'], depth: number, home: PythonModule): CallReachability {
    let best: CallReachability = 'never'
    for (const call of calls) {
      const own = reachability(call.function, depth + 1)
      if (own === 'never') continue
      if (own === 'surely' && !call.guards.some(isOpen) && !isTrial(call, home, imported)) return 'surely'
      best = 'perhaps'
    }
    return best
  }

  /**
   * What is defined in a function, and that does not call it, is handed on: no more surely called than that, and only perhaps,
   * but for what a framework starts: a route.
   */
  function ofOuter(called: TracedFunction, depth: number): CallReachability | undefined {
    const outer = called.around && reachability(called.around, depth + 1)
    if (outer !== 'surely') return outer
    const isStarted = called.kind === 'lambda' || called.decorators.some(startsFunctions)
    return isStarted && !called.behind ? 'surely' : 'perhaps'
  }

  /** How surely objects of a class are made; undefined where nothing is known to make one. */
  function ofMakings(made: TracedClass, depth: number): CallReachability | undefined {
    const { live, dead } = makingsOf(made)
    if (live.length > 0) return bestOf(live, depth, made.module)
    if (dead > 0) return 'never'
    if (isMadeByFramework(made)) return 'surely'
    const makers = makersOf(made)
    const isSure = makers.some((maker) => maker === 'module' || (maker && reachability(maker, depth + 1) === 'surely'))
    return isSure ? 'surely' : makers.length > 0 ? 'perhaps' : undefined
  }

  return (called) => reachability(called, 0)
}

/** Whether a call only tries out what is there for something else: in a test, or where a part of a program is run by itself. */
function isTrial(
  { module, guards, function: around }: LiveCall,
  home: PythonModule,
  imported: ReadonlySet<PythonModule>,
): boolean {
  if (OF_TESTS.test(module.path)) return !OF_TESTS.test(home.path)
  const isPart = module.path.includes('/') || module.madeUp === true
  if (module.trialLine === undefined || around || !isPart || !imported.has(module)) return false
  return guards.some(({ test }) => unparse(test).includes('__name__'))
}

/** A condition of which nothing is known, other than that the program is run by itself. */
function isOpen({ value, test }: Guard): boolean {
  return value === undefined && !unparse(test).includes('__name__')
}

/** Names by which whoever starts a program from elsewhere may call a function that nobody names here. */
const BEGINS = /^(?:run|setup|start|serve|train|infer|inference|predict|load_model|init)$/

/** Functions that something outside the project calls: the entry of a program, what ComfyUI asks of a node, what Python itself calls. */
const CALLED_FROM_OUTSIDE = /^(?:main|cli|app|handler|INPUT_TYPES|__\w+__)$/

/** What `torch.hub.load` calls the functions of. */
const HUB = /(?:^|\/)hubconf\.py$/

/** Files in which what is called a test is run by what looks for tests. */
const OF_TESTS =
  /(?:^|\/)(?:tests?|testing|unit_?tests?|integration_?tests?)\/|(?:^|\/)(?:tests?|test_[^/]*|[^/]*_tests?)\.py$/i

/** Packages by which programs make objects of classes that a text names: of those it is not known who makes them. */
const BY_TEXT = ['importlib', 'hydra', 'pydoc', 'mmcv', 'mmengine', 'detectron2', 'fairseq', 'registry']

/** Of a function no call of which was seen: whether anything names it, or for a method its class. */
function reachabilityByName(
  trace: Seen,
  installed: boolean,
  open: OpenNames,
  ofMakings: (made: TracedClass, depth: number) => CallReachability | undefined,
): (called: TracedFunction, depth: number) => CallReachability {
  const imported = new Set(trace.imports.map(({ to }) => to))
  const byOutlines = new Set(trace.imports.flatMap(({ from, to }) => (from.outline ? to : [])))
  const makesByText = BY_TEXT.some((name) => trace.elsewhere.has(name))
  const isConfigured = [...trace.elsewhere].some((name) => name.startsWith('ml_collections'))
  const packages = new Set(installed ? trace.modules.map(({ path }) => path) : [])
  const inUse = usedByPrograms(trace)
  const isNamed = namesIn(trace)
  const isUsed = usesIn(trace)
  const isForOthers = ({ path }: PythonModule): boolean => {
    const folder = packageAround(path)
    return packages.has(`${folder}__init__.py`) && !inUse.has(folder)
  }

  return (called, depth) => {
    const { kind, module, owner, calls } = called
    const name = called.name.slice(called.name.lastIndexOf('.') + 1)
    if (kind === 'lambda') return 'surely'
    if (!owner && called.decorators.some(startsFunctions)) return 'surely'
    const isTest = name.startsWith('test') && OF_TESTS.test(module.path)
    const isOfHub = HUB.test(module.path) && !name.startsWith('_')
    if ((isTest || isOfHub || CALLED_FROM_OUTSIDE.test(name)) && !owner) return 'surely'
    // Of files in which nothing matters the calls are not known: one of them that imports the module may call it.
    if (byOutlines.has(module) || (calls.importers.length > 0 && isUsed(name))) return 'perhaps'
    const isHandedOn = called.decorators.some(mayRegister)
    // A file that an option names has a function by which its configuration is asked for.
    const mayBegin = !owner && (BEGINS.test(name) || (isConfigured && name === 'get_config'))
    const isOpenHere =
      open.has(module) ||
      hasName(module.words.code, 'globals') ||
      (owner !== undefined && [...lineageOf(owner)].some((each) => open.has(each)))
    const unnamed = isHandedOn || mayBegin || isOpenHere || isForOthers(module) ? 'perhaps' : 'never'
    if (owner) {
      const made = ofMakings(owner, depth)
      if (made === 'never') return 'never'
      // A program may be told of a class in a file that nothing imports, as Cog is of its predictor.
      const isMadeByText = !imported.has(module) || makesByText
      if (
        made === undefined &&
        !isMadeByText &&
        owner.decorators.length === 0 &&
        !isNamed(owner.name, module, 'classes')
      )
        return unnamed
      if (isTest) return 'surely'
      // What has bases elsewhere is called from there, as surely as there is an object.
      if (CALLED_FROM_OUTSIDE.test(name) || isCalledByBases(owner, name)) return made ?? 'perhaps'
    }
    return isNamed(name, module, owner ? undefined : 'functions') ? 'perhaps' : unnamed
  }
}

/** Decorators by which a function becomes a way in: a command, a route, a fixture, what a framework runs. */
const STARTS =
  /^(?:main|command|group|callback|cli|app|task|flow|step|get|post|put|patch|delete|route|websocket|on|on_\w+|event|fixture|parametrize|hydra_main|function|entrypoint|remote|spawn)$/

function startsFunctions(mark: Expression): boolean {
  return STARTS.test(nameOfMark(mark))
}

/** Decorators that change what a function does, and tell nobody of it. */
const CHANGES_ONLY =
  /^(?:no_grad|inference_mode|enable_grad|set_grad_enabled|autocast|custom_[bf]wd|amp_custom_\w+|staticmethod|classmethod|property|cached_property|setter|getter|deleter|abstractmethod|override|overload|final|wraps|lru_cache|cache|contextmanager|asynccontextmanager|n?jit|script|compile|ignore|unused|\w*_docstrings?)$/

/** Whether a decorator may hand a function to someone who calls it, as routes, commands and registries do. */
function mayRegister(mark: Expression): boolean {
  return !CHANGES_ONLY.test(nameOfMark(mark))
}

function nameOfMark(mark: Expression): string {
  const made = mark.kind === 'call' ? mark.callee : mark
  return made.kind === 'attribute' ? made.name : made.kind === 'name' ? made.id : ''
}

/** Classes of PyTorch and of Python of which it is known what they call of those that are made from them. */
const KNOWN_BASES = /^(?:torch\.(?:nn|utils\.data|autograd|optim)\.|abc\.|typing\.|enum\.)/

/** What these call; besides what bears two underscores. */
const CALLED_BY_BASES =
  /^(?:forward|backward|setup_context|vmap|jvp|symbolic|extra_repr|reset_parameters|_apply|_call_impl|_get_name|_\w*state_dict|[gs]et_extra_state|step|train)$/

/** What frameworks for training and serving call of classes that are made from theirs. */
const CALLED_BY_FRAMEWORKS =
  /^(?:on_\w+|\w+_(?:step|dataloader|epoch|epoch_end)|configure_\w+|prepare_\w+|compute_\w+|setup|teardown|call|build|run|predict|generate|reset|handle|initialize|preprocess|postprocess|inference|execute|map|collate\w*)$/

/** Whether something outside the project may call a method of a class, since that has bases there. */
function isCalledByBases(owner: TracedClass, name: string): boolean {
  const isOfKnown = CALLED_BY_BASES.test(name)
  const isOfFramework = CALLED_BY_FRAMEWORKS.test(name)
  if (!isOfKnown && !isOfFramework) return false
  return [...lineageOf(owner)].some(({ bases }) =>
    bases.some((base) => {
      if (base.kind === 'class') return false
      return isOfKnown || base.kind !== 'external' || !KNOWN_BASES.test(base.name)
    }),
  )
}

/** The folder of the package that a module would belong to, of those that are installed for others to import. */
function packageAround(path: string): string {
  return /^(?:src\/)?[^/]+\//.exec(path)?.[0] ?? ''
}

/** Files at the root that keep a repository in order. */
const FOR_UPKEEP = /^(?:setup|conftest|noxfile|tasks|hubconf|versioneer)\.py$/

/** The packages that programs at the root are made of: what others may install is there for these programs. */
function usedByPrograms({ imports }: Seen): ReadonlySet<string> {
  const programs = imports.filter(({ from }) => from.script && !from.path.includes('/') && !FOR_UPKEEP.test(from.path))
  return new Set(programs.map(({ to }) => packageAround(to.path)))
}

/** Tells whether any code has a name, other than to import it. */
function usesIn({ modules }: Seen): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const before = known.get(name)
    const found = before ?? modules.some(({ words }) => hasName(words.code, name) || hasName(words.strings, name))
    known.set(name, found)
    return found
  }
}

/** Tells whether any file names something, in code or a string; one that defines the like by the same name means that. */
function namesIn({ modules, functions, classes }: Seen) {
  const asked = new Set([...functions, ...classes].map(({ name }) => hashOf(name.slice(name.lastIndexOf('.') + 1))))
  const anywhere = new Set<number>()
  const apart = { functions: new Set<number>(), classes: new Set<number>() }
  for (const { words } of modules) {
    const own = { functions: new Set(words.functions), classes: new Set(words.classes) }
    for (const names of [words.code, words.imports, words.strings]) {
      for (const hash of names) {
        if (!asked.has(hash)) continue
        anywhere.add(hash)
        if (!own.functions.has(hash)) apart.functions.add(hash)
        if (!own.classes.has(hash)) apart.classes.add(hash)
      }
    }
  }
  return (name: string, { words }: PythonModule, own?: 'functions' | 'classes'): boolean => {
    const isNamedAtHome = [words.code, words.imports, words.strings].some((names) => hasName(names, name))
    return isNamedAtHome || (own ? apart[own] : anywhere).has(hashOf(name))
  }
}
