/** What is known of the project's modules, functions and classes while it is evaluated. */
import type { PythonCode, PythonModule } from '../project/python/module.ts'
import { type OwnText, ownTexts } from '../project/python/owned.ts'
import type { Call, ClassDefinition, FunctionDefinition, Lambda, Parameter, Statement } from '../project/python/tree.ts'
import { type LiveCall, lineageOf, type TracedClass, type TracedFunction } from '../trace/definition.ts'
import type { Liveness } from '../trace/observation.ts'
import type { Basis } from '../trace/place.ts'
import { join, UNKNOWN, type Value } from '../trace/value.ts'
import type { Frame } from './frame.ts'
import type { NamesOfBody } from './names.ts'

export interface ModuleState {
  readonly module: PythonModule
  readonly body: readonly Statement[]
  /** Modules of the project by the names under which this one asks for them; undefined for what is outside the project. */
  readonly resolved: Map<string, ModuleState | undefined>
  readonly globals: Map<string, Value>
  progress: 'not-begun' | 'running' | 'done'
  readonly names: NamesOfBody
  /** Whether the machine comes to the module, as far as the rounds before have shown. */
  live: Liveness
  /** What it imports when it is imported itself, and cannot be on the machine: so importing the module fails as well. */
  missing?: string
}

/** An import of one module of the project by another. */
export interface ImportEdge {
  readonly from: PythonModule
  readonly to: PythonModule
  readonly live: Liveness
  /** Machine facts for which it cannot run. */
  readonly deadFor: readonly Basis[]
  readonly function?: FunctionState
}

/** What a trace will say of something, while that is still being found out. */
type InTheMaking<Traced> = { -readonly [Key in keyof Traced]: Traced[Key] }

export interface FunctionState {
  readonly definition: FunctionDefinition | Lambda
  readonly traced: InTheMaking<TracedFunction>
  /** The frame in which the function was last defined. */
  frame: Frame
  readonly owner?: ClassState
  /** Whether it is there for whoever installs the project, so that its calls here are not all that there are. */
  readonly isForOthers: boolean
  /** What calls have passed in this round so far, by parameter, and what they passed in the round before. */
  passed: Map<string, Value>
  passedBefore: ReadonlyMap<string, Value> | undefined
  returns: Value
  /** Calls seen in code that can run. */
  liveCalls: LiveCall[]
  /** How many were seen in code that cannot. */
  deadCalls: number
  /** The values of its parameters' defaults, which Python works out once, when the function is defined. */
  readonly defaults: Map<Parameter, Value>
  /** Modules that call it, and that import it by its name. */
  callers?: Set<PythonModule> | undefined
  importers?: Set<PythonModule> | undefined
  /** Set where it is handed to something outside the project, which may call it. */
  isHandedOn?: boolean | undefined
  /** Machine facts for which calls cannot run. */
  deadFor: readonly Basis[]
  /** Why it runs on other machines, where a service does that. */
  elsewhere?: readonly Basis[] | undefined
  /** The round in which the body was last evaluated. */
  round: number
  /** Set where a call has passed something since, in the same round. */
  isBehind?: boolean
  readonly names: NamesOfBody
}

export interface ClassState {
  readonly definition: ClassDefinition
  readonly traced: InTheMaking<TracedClass>
  /** Attributes of the class and of its instances: those of this round so far, and all of the round before. */
  readonly table: { now: Map<string, Value>; before: ReadonlyMap<string, Value> | undefined }
  /** Why its methods run on other machines, where a service does that. */
  elsewhere?: readonly Basis[] | undefined
  /** Where objects of it are made: in code that can run, and how often in code that cannot. */
  liveMakings: LiveCall[]
  deadMakings: number
}

export interface Program {
  readonly states: ReadonlyMap<PythonModule, ModuleState>
  /** By path, and by dotted name, by every suffix of it too where that is unambiguous. */
  readonly modules: ReadonlyMap<string, ModuleState>
  /** Dotted names of the folders in which programs stand: Python looks there first for what they import. */
  readonly programFolders: ReadonlySet<string>
  readonly functions: Map<FunctionDefinition | Lambda, FunctionState>
  readonly classes: Map<ClassDefinition, ClassState>
  /** The options of each parser, by the call that makes it: those that a function declares are kept from one round to the next. */
  readonly parsers: Map<Call, Map<string, Value>>
  /** The flags of Abseil by their names, with their defaults. */
  readonly flags: Map<string, Value>
  /** By the ids of what a trace says of them. */
  readonly functionsById: FunctionState[]
  readonly classesById: ClassState[]
  /** Whether others install the project, and may call what its packages hold. */
  readonly isInstalled: boolean
  /** The imports of modules of the project seen in this round so far, and the names of what else was imported. */
  readonly imports: ImportEdge[]
  readonly elsewhere: Set<string>
  /** What something that is not read may take parts of and call them: see `open-names.ts`. */
  readonly openNames: Set<PythonModule | TracedClass>
  /** Makes the names that are put together while it is evaluated one string each. */
  readonly own: OwnText
}

/** Makes the index of a project's modules. */
export function programOf(code: readonly PythonCode[], isInstalled = false): Program {
  const states = new Map<PythonModule, ModuleState>()
  const modules = new Map<string, ModuleState>()
  const packages = new Set(code.flatMap(({ module }) => (module.package ? module.name : [])))
  const programFolders = new Set(code.flatMap(({ module }) => (module.script ? folderOf(module) : [])))
  const ambiguous = new Set<string>()
  for (const { module, body } of code) {
    const state: ModuleState = {
      module,
      body,
      resolved: new Map(),
      globals: new Map(),
      progress: 'not-begun',
      live: 'yes',
      names: {},
    }
    states.set(module, state)
    modules.set(`/${module.path}`, state)
    for (const name of importNames(module, packages, programFolders)) {
      if (modules.has(name)) ambiguous.add(name)
      else modules.set(name, state)
    }
  }
  for (const name of ambiguous) if (!name.includes('.')) modules.delete(name)
  return {
    states,
    modules,
    programFolders,
    functions: new Map(),
    classes: new Map(),
    parsers: new Map(),
    flags: new Map(),
    functionsById: [],
    classesById: [],
    isInstalled,
    imports: [],
    elsewhere: new Set(),
    openNames: new Set(),
    own: ownTexts(),
  }
}

/** A name of so many parts means the module that ends in it, wherever the code around it was copied to. */
const TELLING_PARTS = 3

/**
 * The names by which a module may be imported: from the root, and from any folder above it that is not a package itself or
 * has a program in it; from other packages by a name that is long enough.
 */
function importNames(
  module: PythonModule,
  packages: ReadonlySet<string>,
  programFolders: ReadonlySet<string>,
): readonly string[] {
  const parts = module.name.split('.')
  const names = [module.name]
  let isInPackage = false
  for (let drop = 1; drop < parts.length - (module.package ? 0 : 1); drop++) {
    const folder = parts.slice(0, drop).join('.')
    isInPackage ||= packages.has(folder)
    if (isInPackage && !programFolders.has(folder) && parts.length - drop < TELLING_PARTS) continue
    names.push(parts.slice(drop).join('.'))
  }
  return names
}

/** The dotted name of the folder that a module stands in; none for one at the root. */
function folderOf({ name, package: isPackage }: PythonModule): string | readonly [] {
  const end = name.lastIndexOf('.')
  return end === -1 || isPackage ? [] : name.slice(0, end)
}

/** The state of a module, which every module of the project has. */
export function stateOf(program: Program, module: PythonModule): ModuleState | undefined {
  return program.states.get(module)
}

/** Begins a round: what was gathered in the last one is what this one reads. */
export function beginRound(program: Program): void {
  program.imports.length = 0
  program.elsewhere.clear()
  program.openNames.clear()
  for (const state of program.functions.values()) {
    if (hasUnseenCalls(state)) passUnknown(state)
    state.passedBefore = state.passed
    state.passed = new Map()
    state.callers = undefined
    state.importers = undefined
    state.isHandedOn = undefined
  }
  for (const state of program.classes.values()) {
    const { table } = state
    table.before = table.now
    table.now = new Map()
    state.liveMakings = []
    state.deadMakings = 0
  }
}

/**
 * Whether a function may be called where that is not seen: by what it is handed to, or in a module that imports it and whose
 * calls of it were left out in reading, for no word in them is of interest.
 */
export function hasUnseenCalls({ callers, importers, isHandedOn }: FunctionState): boolean {
  if (isHandedOn) return true
  return importers !== undefined && [...importers].some((module) => !module.package && !callers?.has(module))
}

function passUnknown({ definition, passed }: FunctionState): void {
  for (const { name } of definition.parameters) {
    const known = passed.get(name)
    if (known) passed.set(name, join([known, UNKNOWN]))
  }
}

/** The state of a function or class that a value names. */
export function functionState(program: Program, { id }: TracedFunction): FunctionState | undefined {
  return program.functionsById[id]
}

export function classState(program: Program, { id }: TracedClass): ClassState | undefined {
  return program.classesById[id]
}

/** Finds a class's attribute on it or on its bases in the project. */
export function fieldOf(program: Program, traced: TracedClass, name: string): Value | undefined {
  const own = ownField(program, traced, name)
  if (own || traced.bases.length === 0) return own
  for (const ancestor of lineageOf(traced)) {
    const found = ownField(program, ancestor, name)
    if (found) return found
  }
  return undefined
}

function ownField(program: Program, traced: TracedClass, name: string): Value | undefined {
  const table = classState(program, traced)?.table
  return table?.before?.get(name) ?? table?.now.get(name)
}
