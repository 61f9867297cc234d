import type { Import, ImportFrom } from '../tree.ts'
import { fitted } from './fitted.ts'
import { field, fields, named, type SyntaxNode } from './node.ts'
import { spanOf, textOf } from './place.ts'

/** What one name of an import says; nothing where it did not parse. */
export function importedModule(node: SyntaxNode): Import['names'][number][] {
  if (node.type === 'dotted_name') return [{ module: textOf(node), ...spanOf(node) }]
  const name = field(node, 'name')
  const alias = field(node, 'alias')
  return name ? [{ module: textOf(name), ...spanOf(name), ...(alias ? { alias: textOf(alias) } : {}) }] : []
}

/** `from .a import b as c, d` */
export function lowerImportFrom(node: SyntaxNode): ImportFrom {
  const from = field(node, 'module_name')
  const written = from ? textOf(from).replace(/\s/g, '') : ''
  const dots = from?.type === 'relative_import' ? (/^\.+/.exec(written)?.[0].length ?? 1) : 0
  const names = fields(node, 'name').flatMap((child) =>
    importedModule(child).map(({ module, alias }) => ({
      name: module,
      ...spanOf(child),
      ...(alias ? { alias } : {}),
    })),
  )
  const wildcard = named(node).find((child) => child.type === 'wildcard_import')
  if (wildcard) names.push({ name: '*', ...spanOf(wildcard) })
  return {
    kind: 'import-from',
    ...spanOf(node),
    module: written.slice(dots),
    moduleSpan: spanOf(from ?? node),
    level: dots,
    names: fitted(names),
  }
}
