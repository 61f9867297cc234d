/** What was seen while the project was run on a machine in the mind. Rules read observations and nothing else of the code. */
import type { TracedFunction } from './definition.ts'
import type { Basis, Place } from './place.ts'
import type {
  Argument,
  Assert,
  Assignment,
  Attribute,
  BinaryOperation,
  BooleanOperation,
  Call,
  Comparison,
  Comprehension,
  Conditional,
  Expression,
  If,
  Import,
  ImportFrom,
  Loop,
  Parameter,
  Span,
  Statement,
  Subscript,
  Try,
} from './syntax.ts'
import type { Module } from './module.ts'
import type { Value } from './value.ts'

/** Whether code runs on the machine: surely, perhaps, or not. */
export type Liveness = 'yes' | 'maybe' | 'no'

/** A condition around the code. */
export interface Guard {
  readonly test: Expression
  /** Whether the code is on the side where the test is true. */
  readonly side: boolean
  /** The test's value on the machine. */
  readonly value: boolean | undefined
  /** Set where the test is a switch that is off unless somebody turns it on, and the code is behind it. */
  readonly unlessAsked?: true
  /** Set where the test is a switch that is on unless somebody turns it off, and the code is behind it. */
  readonly unlessDenied?: true
  readonly basis: readonly Basis[]
  readonly place: Place
  /** Of a test that is only a name, or asks whether that is None: what the function sets that to, where it does so once. */
  readonly assigned?: Expression
}

interface Seen {
  readonly module: Module
  readonly live: Liveness
  /**
   * Of code that does not run: set where an option, a default or a constant keeps it from running, or only such code calls it,
   * and nothing that the machine is. Somebody may set it otherwise.
   */
  readonly off?: true
  /** Outermost first. */
  readonly guards: readonly Guard[]
  /** The innermost function around the code. */
  readonly function?: TracedFunction
  /** Whether an `except` around it would catch what it raises. */
  readonly caught: readonly string[]
  /** Of these, where that is not all, what is caught by a handler that does something instead, and not just says so. */
  readonly mended?: readonly string[]
}

export type Observation =
  | CallSeen
  | AttributeSeen
  | DecisionSeen
  | ComparisonSeen
  | DefaultSeen
  | OptionSeen
  | OfferSeen
  | FallbackSeen
  | ImportSeen
  | ProjectImportSeen
  | AssignmentSeen
  | ProductSeen
  | MeetingSeen
  | DivisionSeen
  | NoneSeen
  | ItemSeen
  | TrialSeen

export interface CallSeen extends Seen {
  readonly kind: 'call'
  readonly node: Call
  /** Qualified name of something external; for methods `.name`. */
  readonly name: string
  /** The object of a method call. */
  readonly receiver?: Value
  /** Set where it is written as an operator of Python between tensors: `>>`. */
  readonly operator?: string
  /** The project's own function or class that is called, or the object: `model(x)`. */
  readonly callee?: Value
  readonly positional: readonly { readonly argument: Argument; readonly value: Value }[]
  readonly keywords: ReadonlyMap<string, { readonly argument: Argument; readonly value: Value }>
  readonly result: Value
  /** The attribute of what it gives that is asked for at once: `type` in `torch.device("cuda").type`. */
  readonly attribute?: string
  /** The `with` statement of which it is an item. */
  readonly with?: Span
}

/** Something external that is named without being called; and `.module` of anything else. */
export interface AttributeSeen extends Seen {
  readonly kind: 'attribute'
  readonly node: Attribute | Expression
  readonly name: string
}

/** A condition whose outcome depends on the machine, or one that chooses between CUDA and the CPU by something unknown. */
export interface DecisionSeen extends Seen {
  readonly kind: 'decision'
  readonly node: If | Conditional | BooleanOperation | Subscript | Comprehension | Assert | Loop
  readonly test: Expression
  /** For an `if` with several branches, which one. */
  readonly branch: number
  readonly value: boolean | undefined
  readonly basis: readonly Basis[]
  /** What comes after an `if` that takes its block along when it holds: it runs just where the test does not hold. */
  readonly next?: Statement
  /** Set where what the block of an `if` sets is of no use elsewhere in the function. */
  readonly spent?: true
  /** For an `if` without other branches whose test does not hold: names that its block alone sets, and that are asked for elsewhere. */
  readonly lacking?: readonly Lacking[]
  /** For an expression that chooses: what the machine gets, and what it does not. */
  readonly chosen?: Value
  readonly rejected?: Value
}

/** A name that is not there where the block that sets it does not run. */
export interface Lacking {
  readonly name: string
  /** Where the function or module asks for it, outside of the block. */
  readonly uses: readonly Span[]
}

export interface ComparisonSeen extends Seen {
  readonly kind: 'comparison'
  readonly node: Comparison
  readonly operator: string
  readonly left: Value
  readonly right: Value
  /** What runs when it holds, where it is the whole test of an `if` without other branches. */
  readonly block?: readonly Statement[]
}

/** A product of complex numbers with something else. */
export interface ProductSeen extends Seen {
  readonly kind: 'product'
  readonly node: BinaryOperation
  /** What they are multiplied with. */
  readonly factor: Expression
}

/** An operator or an index that brings a tensor on Metal together with one on the CPU, which PyTorch refuses. */
export interface MeetingSeen extends Seen {
  readonly kind: 'meeting'
  readonly node: BinaryOperation | Comparison | Assignment | Subscript
  /** What is on the CPU. */
  readonly left: Expression
}

/** A number that is divided by or multiplied with that of the GPUs, of which there are none. */
export interface DivisionSeen extends Seen {
  readonly kind: 'division'
  readonly node: BinaryOperation
  /** What says the number of the GPUs. */
  readonly by: Expression
}

/**
 * What a machine answers None to, used as if it were something: `torch.version.cuda.split(".")`; and a list of GPUs of which one is
 * taken, where there are none.
 */
export interface NoneSeen extends Seen {
  readonly kind: 'none'
  /** What is None, or empty. */
  readonly node: Expression
  /** What was asked. */
  readonly name: string
  readonly exception: 'AttributeError' | 'IndexError' | 'TypeError'
}

/** What an object gives by an index, as sets of data do: `def __getitem__(self, index): return image, label`. */
export interface ItemSeen extends Seen {
  readonly kind: 'item'
  readonly node: Expression
  readonly value: Value
}

/** A `try` that does no more than to ask for CUDA, and ends there on a Mac: `try: torch.cuda.current_device()`. */
export interface TrialSeen extends Seen {
  readonly kind: 'trial'
  /** The call that fails. */
  readonly node: Call
  readonly name: string
  readonly exception: string
  readonly tried: Try
}

/** A parameter's default, or the default of a field of a data class. */
export interface DefaultSeen extends Seen {
  readonly kind: 'default'
  readonly node: Parameter | Assignment
  readonly name: string
  readonly value: Value
  readonly owner: string
  /** Set where a constructor does no more with it than keep it: `self.device = device`. */
  readonly kept?: true
}

/** An option of the command line. */
export interface OptionSeen extends Seen {
  readonly kind: 'option'
  readonly node: Call
  readonly name: string
  readonly default?: Value
  readonly choices?: Value
  readonly defaultArgument?: Argument
  readonly choicesArgument?: Argument
}

/** What may be chosen by a name, as nodes of ComfyUI say of their inputs: `"device": (["auto", "cuda", "cpu"], {})`. */
export interface OfferSeen extends Seen {
  readonly kind: 'offer'
  /** The list. */
  readonly node: Expression
  readonly name: string
  readonly choices: Value
  /** What is taken where nobody chooses: a default, or the first. */
  readonly first?: Value
}

/** A device that is taken where nobody gives another one: `args.device or "cuda"`, `given if given is not None else "cuda"`. */
export interface FallbackSeen extends Seen {
  readonly kind: 'fallback'
  readonly node: BooleanOperation | Conditional
  /** What is asked for first: `device` in `args.device or "cuda"`. */
  readonly name: string
  /** The variable with which that begins: `args`. */
  readonly root: string
  readonly value: Value
  /** The part that gives it. */
  readonly written: Expression
}

export interface ImportSeen extends Seen {
  readonly kind: 'import'
  readonly node: Import | ImportFrom
  /** Where the module is named. */
  readonly named: Span
  /** Dotted name of an external module. */
  readonly name: string
  /** The top-level module. */
  readonly top: string
  readonly names: readonly string[]
  /** Whether it can be imported on the machine; undefined when not known. */
  readonly importable: boolean | undefined
}

/** An import of one of the project's own modules: by these it is told which modules the main path needs. */
export interface ProjectImportSeen extends Seen {
  readonly kind: 'project-import'
  readonly node: Import | ImportFrom
  readonly imported: Module
}

/** An assignment to an attribute or item of something external, such as `os.environ['X'] = '1'`. */
export interface AssignmentSeen extends Seen {
  readonly kind: 'assignment'
  readonly node: Assignment
  /** For example `os.environ[PYTORCH_ENABLE_MPS_FALLBACK]`, `torch.backends.cudnn.benchmark`, or `name` for a plain name. */
  readonly target: string
  readonly value: Value
}
