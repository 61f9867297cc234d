/** An environment marker, as a tree. `and` binds closer than `or`. */
export type Marker =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Marker[] }
  | {
      readonly kind: 'comparison'
      readonly left: Operand
      readonly operator: MarkerOperator
      readonly right: Operand
    }

export type Operand =
  | { readonly kind: 'variable'; readonly name: MarkerVariable }
  | { readonly kind: 'value'; readonly value: string }

export const MARKER_OPERATORS = ['===', '==', '~=', '!=', '<=', '>=', '<', '>', 'in', 'not in'] as const
export type MarkerOperator = (typeof MARKER_OPERATORS)[number]

/** Variables whose value is a text. */
export const TEXT_VARIABLES = [
  'implementation_name',
  'implementation_version',
  'os_name',
  'platform_machine',
  'platform_python_implementation',
  'platform_release',
  'platform_system',
  'platform_version',
  'python_full_version',
  'python_version',
  'sys_platform',
] as const
export type TextVariable = (typeof TEXT_VARIABLES)[number]

/** Variables that speak of what was asked for: one extra at a time, or (PEP 751) all extras and groups as sets. */
export const SET_VARIABLES = ['extra', 'extras', 'dependency_groups'] as const
export type MarkerVariable = TextVariable | (typeof SET_VARIABLES)[number]

/** What is known of the place where a requirement is judged. A variable that is missing is unknown. */
export type MarkerEnvironment = Readonly<Partial<Record<TextVariable, string>>> & {
  /** Names of the extras that are asked for. */
  readonly extras?: ReadonlySet<string>
  /** Names of the dependency groups that are asked for. */
  readonly dependency_groups?: ReadonlySet<string>
}
