/**
 * Expressions and statements as text, in one form whatever way they were written: single spaces, single quotes, no comments
 * (compare `ast.unparse` of Python). Constructs of which the tree keeps only what is inside stand as that, side by side.
 */
import type { Argument, Expression, Parameter, Statement } from '../project/python/tree.ts'

/** Deepest nesting that is printed: real code stays below, and what is asked stands near the top. */
const DEPTH_LIMIT = 60

export function unparse(node: Expression, depth = 0): string {
  if (depth > DEPTH_LIMIT) return '...'
  const inner = (part: Expression): string => unparse(part, depth + 1)
  const all = (parts: readonly Expression[]): string => parts.map(inner).join(', ')
  switch (node.kind) {
    case 'name':
      return node.id
    case 'attribute':
      return `${inner(node.object)}.${node.name}`
    case 'call':
      return `${inner(node.callee)}(${node.arguments.map((argument) => argumentText(argument, depth + 1)).join(', ')})`
    case 'string':
      return quoted(node.value)
    case 'formatted':
      return `f'${node.parts.map((part) => (typeof part === 'string' ? part : `{${inner(part)}}`)).join('')}'`
    case 'number':
      return String(node.value)
    case 'constant':
      return node.value === null ? 'None' : node.value ? 'True' : 'False'
    case 'sequence':
      return node.type === 'list'
        ? `[${all(node.items)}]`
        : node.type === 'set'
          ? `{${all(node.items)}}`
          : `(${all(node.items)})`
    case 'mapping':
      return `{${node.entries.map(({ key, value }) => (key ? `${inner(key)}: ${inner(value)}` : `**${inner(value)}`)).join(', ')}}`
    case 'subscript':
      return `${inner(node.object)}[${all(node.index)}]`
    case 'conditional':
      return `${inner(node.then)} if ${inner(node.test)} else ${inner(node.otherwise)}`
    case 'boolean':
      return `${operand(node.left, depth)} ${node.operator} ${operand(node.right, depth)}`
    case 'not':
      return `not ${operand(node.operand, depth)}`
    case 'comparison':
      return [inner(node.left), ...node.rest.map(({ operator, right }) => `${operator} ${inner(right)}`)].join(' ')
    case 'binary':
      return `${operand(node.left, depth)} ${node.operator} ${operand(node.right, depth)}`
    case 'unary':
      return `${node.operator}${inner(node.operand)}`
    case 'lambda':
      return `lambda ${node.parameters.map((parameter) => parameterText(parameter, depth + 1)).join(', ')}: ${inner(node.body)}`
    case 'comprehension':
      return `[${all(node.result)} for ${node.clauses.map(({ target, value }) => (target ? `${inner(target)} in ${inner(value)}` : `if ${inner(value)}`)).join(' ')}]`
    case 'named':
      return `(${node.name} := ${inner(node.value)})`
    case 'wrapped':
      return node.how === 'star' ? `*${inner(node.value)}` : `${node.how} ${inner(node.value)}`
    case 'opaque':
      // A slice such as `:` has nothing inside.
      return node.children.length === 0 ? ':' : node.children.map(inner).join(' ')
  }
}

/** The statement on one line, with the blocks in it. */
export function unparseStatement(node: Statement, depth = 0): string {
  if (depth > DEPTH_LIMIT) return '...'
  const block = (body: readonly Statement[] | undefined): string =>
    (body ?? []).map((statement) => unparseStatement(statement, depth + 1)).join('; ')
  switch (node.kind) {
    case 'assignment':
      return `${node.targets.map((target) => unparse(target)).join(' = ')} ${node.operator ?? ''}= ${node.value ? unparse(node.value) : ''}`
    case 'expression':
      return unparse(node.value)
    case 'if':
      return [
        ...node.branches.map(({ test, body }) => `if ${unparse(test)}: ${block(body)}`),
        block(node.otherwise),
      ].join('; ')
    case 'loop':
      return `for ${unparse(node.over)}: ${block(node.body)}`
    case 'try':
      return [node.body, ...node.handlers.map(({ body }) => body), node.otherwise, node.finally].map(block).join('; ')
    case 'with':
      return `with ${node.items.map(({ value }) => unparse(value)).join(', ')}: ${block(node.body)}`
    case 'return':
    case 'raise':
      return `${node.kind} ${node.value ? unparse(node.value) : ''}`
    case 'assert':
      return `assert ${unparse(node.test)}`
    case 'match':
      return node.cases.map(({ body }) => block(body)).join('; ')
    case 'function':
    case 'class':
      return block(node.body)
    case 'delete':
    case 'import':
    case 'import-from':
    case 'scope':
    case 'break':
    case 'continue':
    case 'pass':
      return node.kind
  }
}

/** An operand that would be read otherwise without brackets. */
function operand(node: Expression, depth: number): string {
  const isLoose = node.kind === 'boolean' || node.kind === 'conditional' || node.kind === 'lambda'
  return isLoose ? `(${unparse(node, depth + 1)})` : unparse(node, depth + 1)
}

function argumentText({ name, star, value }: Argument, depth: number): string {
  return `${star ?? ''}${name === undefined ? '' : `${name}=`}${unparse(value, depth)}`
}

function parameterText({ name, star, default: fallback }: Parameter, depth: number): string {
  return `${star ?? ''}${name}${fallback ? `=${unparse(fallback, depth)}` : ''}`
}

function quoted(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)}'`
}
