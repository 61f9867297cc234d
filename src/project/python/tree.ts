/**
 * A compact tree of a Python file: what the evaluation needs and no more. Plain data, so that it can be cached.
 * `at` and `end` are UTF-16 offsets into the module's text.
 */
export interface Span {
  readonly at: number
  readonly end: number
}

export type Expression =
  | Name
  | Attribute
  | Call
  | StringLiteral
  | FormattedString
  | NumberLiteral
  | ConstantLiteral
  | Sequence
  | Mapping
  | Subscript
  | Conditional
  | BooleanOperation
  | Not
  | Comparison
  | BinaryOperation
  | UnaryOperation
  | Lambda
  | Comprehension
  | NamedExpression
  | Wrapped
  | Opaque

export interface Name extends Span {
  readonly kind: 'name'
  readonly id: string
}
export interface Attribute extends Span {
  readonly kind: 'attribute'
  readonly object: Expression
  readonly name: string
  /** Offset of the attribute's own name. */
  readonly nameAt: number
}
export interface Call extends Span {
  readonly kind: 'call'
  readonly callee: Expression
  readonly arguments: readonly Argument[]
}
export interface Argument extends Span {
  /** Keyword of a keyword argument. */
  readonly name?: string
  /** `*` or `**`. */
  readonly star?: '*' | '**'
  readonly value: Expression
}
export interface StringLiteral extends Span {
  readonly kind: 'string'
  readonly value: string
}
export interface FormattedString extends Span {
  readonly kind: 'formatted'
  readonly parts: readonly (string | Expression)[]
}
export interface NumberLiteral extends Span {
  readonly kind: 'number'
  readonly value: number
  /** Set for `1.0` and `1e3`, whose type is float although they are whole. */
  readonly isFloat?: true
}
export interface ConstantLiteral extends Span {
  readonly kind: 'constant'
  readonly value: boolean | null
}
export interface Sequence extends Span {
  readonly kind: 'sequence'
  readonly type: 'tuple' | 'list' | 'set'
  readonly items: readonly Expression[]
}
export interface Mapping extends Span {
  readonly kind: 'mapping'
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[]
}
export interface Subscript extends Span {
  readonly kind: 'subscript'
  readonly object: Expression
  readonly index: readonly Expression[]
}
export interface Conditional extends Span {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression
}
export interface BooleanOperation extends Span {
  readonly kind: 'boolean'
  readonly operator: 'and' | 'or'
  readonly left: Expression
  readonly right: Expression
}
export interface Not extends Span {
  readonly kind: 'not'
  readonly operand: Expression
}
export interface Comparison extends Span {
  readonly kind: 'comparison'
  readonly left: Expression
  readonly rest: readonly { readonly operator: string; readonly right: Expression }[]
}
export interface BinaryOperation extends Span {
  readonly kind: 'binary'
  readonly operator: string
  readonly left: Expression
  readonly right: Expression
}
export interface UnaryOperation extends Span {
  readonly kind: 'unary'
  readonly operator: string
  readonly operand: Expression
}
export interface Lambda extends Span {
  readonly kind: 'lambda'
  readonly parameters: readonly Parameter[]
  readonly body: Expression
}
export interface Comprehension extends Span {
  readonly kind: 'comprehension'
  readonly result: readonly Expression[]
  readonly clauses: readonly { readonly target?: Expression; readonly value: Expression }[]
}
export interface NamedExpression extends Span {
  readonly kind: 'named'
  readonly name: string
  readonly value: Expression
}
/** `await x`, `*x`, `**x`, `yield x`: what matters is inside. */
export interface Wrapped extends Span {
  readonly kind: 'wrapped'
  readonly how: 'await' | 'star' | 'yield'
  readonly value: Expression
}
/** Anything else, with the expressions found inside it. */
export interface Opaque extends Span {
  readonly kind: 'opaque'
  readonly children: readonly Expression[]
}

export type Statement =
  | Assignment
  | ExpressionStatement
  | If
  | Loop
  | Try
  | With
  | FunctionDefinition
  | ClassDefinition
  | Return
  | Raise
  | Assert
  | Delete
  | Import
  | ImportFrom
  | Match
  | Scope
  | Jump

export interface Assignment extends Span {
  readonly kind: 'assignment'
  /** Several where one value is given to several targets (`a = b = 1`). */
  readonly targets: readonly Expression[]
  readonly value?: Expression
  /** `+` for `+=` and so on. */
  readonly operator?: string
  readonly annotation?: Expression
}
export interface ExpressionStatement extends Span {
  readonly kind: 'expression'
  readonly value: Expression
}
export interface If extends Span {
  readonly kind: 'if'
  readonly branches: readonly (Span & { readonly test: Expression; readonly body: readonly Statement[] })[]
  readonly otherwise?: readonly Statement[]
}
export interface Loop extends Span {
  readonly kind: 'loop'
  readonly target?: Expression
  /** The iterable of `for`, the test of `while`. */
  readonly over: Expression
  readonly while: boolean
  readonly body: readonly Statement[]
  readonly otherwise?: readonly Statement[]
}
export interface Try extends Span {
  readonly kind: 'try'
  readonly body: readonly Statement[]
  readonly handlers: readonly {
    readonly types: readonly Expression[]
    readonly name?: string
    readonly body: readonly Statement[]
  }[]
  readonly otherwise?: readonly Statement[]
  readonly finally?: readonly Statement[]
}
export interface With extends Span {
  readonly kind: 'with'
  readonly items: readonly { readonly value: Expression; readonly target?: Expression }[]
  readonly body: readonly Statement[]
}
export interface Parameter extends Span {
  readonly name: string
  readonly star?: '*' | '**'
  readonly annotation?: Expression
  readonly default?: Expression
}
export interface FunctionDefinition extends Span {
  readonly kind: 'function'
  readonly name: string
  readonly nameAt: number
  readonly parameters: readonly Parameter[]
  readonly decorators: readonly Expression[]
  readonly body: readonly Statement[]
}
export interface ClassDefinition extends Span {
  readonly kind: 'class'
  readonly name: string
  readonly nameAt: number
  readonly bases: readonly Argument[]
  readonly decorators: readonly Expression[]
  readonly body: readonly Statement[]
}
export interface Return extends Span {
  readonly kind: 'return'
  readonly value?: Expression
}
export interface Raise extends Span {
  readonly kind: 'raise'
  readonly value?: Expression
}
export interface Assert extends Span {
  readonly kind: 'assert'
  readonly test: Expression
  readonly message?: Expression
}
export interface Delete extends Span {
  readonly kind: 'delete'
  readonly targets: readonly Expression[]
}
export interface Import extends Span {
  readonly kind: 'import'
  /** Spans of the modules' names. */
  readonly names: readonly (Span & { readonly module: string; readonly alias?: string })[]
}
export interface ImportFrom extends Span {
  readonly kind: 'import-from'
  readonly module: string
  /** Of the module's name, with its leading dots. */
  readonly moduleSpan: Span
  /** Number of leading dots. */
  readonly level: number
  /** A single `*` stands for everything. */
  readonly names: readonly (Span & { readonly name: string; readonly alias?: string })[]
}
export interface Match extends Span {
  readonly kind: 'match'
  readonly subject: Expression
  readonly cases: readonly {
    readonly pattern: Expression
    readonly guard?: Expression
    readonly body: readonly Statement[]
  }[]
}
/** `global` and `nonlocal`. */
export interface Scope extends Span {
  readonly kind: 'scope'
  readonly global: boolean
  readonly names: readonly string[]
}
export interface Jump extends Span {
  readonly kind: 'break' | 'continue' | 'pass'
}
