import { refuse, skipSpace, take, type Scanner } from './scanner.ts'
import { partsOf } from './version.ts'

/** One comparison of a version specifier, for example `>=2.1`. */
export interface Clause {
  readonly operator: Operator
  /** A PEP 440 version, with `.*` after it for a prefix; any word after `===`. */
  readonly version: string
}

export type Operator = '===' | '==' | '!=' | '~=' | '<=' | '>=' | '<' | '>'

/** Longer words are no versions; the limit keeps the matching of hostile ones cheap. */
const VERSION_LIMIT = 200

const OPERATORS = new Map<string | undefined, Operator>(
  (['===', '==', '!=', '~=', '<=', '>=', '<', '>'] as const).map((operator) => [operator, operator]),
)
const OPERATOR = /===|==|!=|~=|<=|>=|<|>/y
const VERSION = /[^\s,;()]*/y
const ARBITRARY = /[^\s,;)]*/y
const COMMA = /,/y
const WHITE_SPACE = /\s*/y

/** Reads a comma-separated list of clauses, which may be empty; undefined when one of them is no PEP 440. */
export function readClauses(scanner: Scanner): readonly Clause[] | undefined {
  const clauses: Clause[] = []
  for (;;) {
    skipSpace(scanner)
    const operator = OPERATORS.get(take(scanner, OPERATOR))
    if (operator === undefined) return clauses
    take(scanner, WHITE_SPACE)
    const at = scanner.at
    const version = take(scanner, operator === '===' ? ARBITRARY : VERSION) ?? ''
    const complaint = complaintAbout(operator, version)
    if (complaint !== undefined) return refuse(scanner, complaint, at)
    clauses.push({ operator, version })
    skipSpace(scanner)
    if (take(scanner, COMMA) === undefined) return clauses
  }
}

/** The clauses of a specifier such as `>=2.1,<3`; undefined when it is no PEP 440. Stray commas are passed over. */
export function parseSpecifier(text: string): readonly Clause[] | undefined {
  const parts = text.split(',').map((part) => part.trim())
  const scanner: Scanner = { text: parts.filter(Boolean).join(','), at: 0 }
  const clauses = readClauses(scanner)
  return scanner.at === scanner.text.length ? clauses : undefined
}

/** Clauses as one specifier without blanks. */
export function formatClauses(clauses: readonly Clause[]): string {
  return clauses.map(({ operator, version }) => operator + version).join(',')
}

function complaintAbout(operator: Operator, version: string): string | undefined {
  if (operator === '===') return undefined
  if (version === '') return `expected a version after ${operator}`
  if (version.length > VERSION_LIMIT) return 'version is too long'
  const equality = operator === '==' || operator === '!='
  const prefix = version.endsWith('.*')
  if (prefix && !equality) return `a version with .* cannot follow ${operator}`
  const parts = partsOf(prefix ? version.slice(0, -2) : version)
  if (!parts) return `${version} is not a PEP 440 version`
  if (prefix && (parts.pre ?? parts.post ?? parts.dev ?? parts.local) !== null) return '.* can follow a release only'
  if (parts.local !== null && !equality) return `a local version cannot follow ${operator}`
  if (operator === '~=' && parts.release.length < 2) return '~= needs a version of at least two parts'
  return undefined
}
